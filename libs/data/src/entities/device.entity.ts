import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';

@Entity('device')
@Index('device_patient', ['patientId'])
@Check('device_source_check', `source IN ('live', 'simulated', 'replayed')`)
export class DeviceEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text', { comment: 'sealed' }) label!: string;
  @Column('text') source!: 'live' | 'simulated' | 'replayed';
  @Column('text', { default: '' }) sourceLabel!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('text', { nullable: true }) revocationReason!: string | null;
  @Column('timestamptz', { nullable: true }) rotationAskedAt!: Date | null;
}
