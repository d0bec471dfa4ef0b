import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('clinic')
export class ClinicEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
