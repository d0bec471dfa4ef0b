import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';

@Entity('practitioner')
@Unique(['signInName'])
export class PractitionerEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text') displayName!: string;
  @Column('text') signInName!: string;
  @Column('text') passwordHash!: string;
  @Column('bigint', { default: 0 }) inboxSequence!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
