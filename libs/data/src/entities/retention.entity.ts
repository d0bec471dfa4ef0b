import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('retention')
@Check('retention_raw_days_check', 'raw_days BETWEEN 30 AND 3650')
@Check('retention_quarantine_days_check', 'quarantine_days BETWEEN 1 AND 365')
@Check('retention_sign_in_days_check', 'sign_in_days BETWEEN 7 AND 730')
export class RetentionEntity {
  @ForeignKey(() => ClinicEntity) @PrimaryColumn('uuid') clinicId!: string;
  @Column('integer', { nullable: true, comment: 'null: packets are kept' }) rawDays!: number | null;
  @Column('integer') quarantineDays!: number;
  @Column('integer') signInDays!: number;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') setBy!: string;
  @Column('timestamptz') setAt!: Date;
}

@Entity('legal_hold')
@Index('legal_hold_one_open', ['patientId'], { unique: true, where: 'ended_at IS NULL' })
export class LegalHoldEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text', { comment: 'sealed' }) reason!: string;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') heldBy!: string;
  @Column('timestamptz') heldAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
