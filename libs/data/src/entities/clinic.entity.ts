import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('clinic')
@Check('clinic_second_factor_check', `second_factor IN ('required', 'optional')`)
export class ClinicEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { default: 'optional', comment: 'whether staff must have one' }) secondFactor!: 'required' | 'optional';
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
