import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

/** A plan waits after a critical alert until a named clinician has looked. */
@Entity('plan_pause')
@Unique(['alertId'])
@Index('plan_pause_waiting', ['patientId'], { where: 'reviewed_at IS NULL' })
export class PlanPauseEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @Column('timestamptz') pausedAt!: Date;
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) reviewedBy!: string | null;
  @Column('timestamptz', { nullable: true }) reviewedAt!: Date | null;
  @Column('text', { nullable: true, comment: 'sealed' }) reviewNote!: string | null;
}
