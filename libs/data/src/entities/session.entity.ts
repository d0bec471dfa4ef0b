import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';

@Entity('session')
@Index('session_patient', ['patientId', 'startedAt'])
@Index('session_guided', ['patientId', 'startedAt'], { where: `purpose = 'guided-calibration'` })
@Index('session_running', ['state'], { where: `state <> 'finished'` })
@Check('session_purpose_check', `purpose IN ('exercise', 'calibration', 'guided-calibration')`)
@Check('session_state_check', `state IN ('running', 'ended', 'finished')`)
export class SessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => PrescriptionEntity) @Column('uuid') prescriptionId!: string;
  @Column('text') purpose!: 'exercise' | 'calibration' | 'guided-calibration';
  @Column('jsonb', { comment: 'domain Prescription with the values of the moment the session began' }) resolved!: object;
  @Column('text') source!: string;
  @Column('text') sourceLabel!: string;
  @Column('text') state!: 'running' | 'ended' | 'finished';
  @Column('boolean', { default: false, comment: 'a therapist is to watch while it goes on' }) supervised!: boolean;
  @Column('jsonb', { nullable: true, comment: 'domain WornReport: how the sensors sit; null: nothing to say of it' }) worn!: object | null;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true, comment: 'its packets are no longer kept: it cannot be analysed again' }) rawRemovedAt!: Date | null;
}
