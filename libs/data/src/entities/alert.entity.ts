import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('alert')
@Index('alert_one_open', ['sessionId', 'ruleId', 'subject'], { unique: true, where: `state = 'open' AND NOT retrospective` })
@Index('alert_one_open_of_patient', ['patientId', 'ruleId', 'subject'], { unique: true, where: `session_id IS NULL AND state = 'open' AND NOT retrospective` })
@Index('alert_session', ['sessionId'])
@Index('alert_patient', ['patientId', 'raisedAt'])
@Index('alert_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
@Check('alert_outcome_check', `acknowledgement_outcome IN ('spoke-to-patient', 'patient-stopped', 'emergency-called', 'false-alarm')`)
@Check('alert_kind_check', `kind IN ('clinical', 'technical')`)
@Check('alert_priority_check', `priority IN ('info', 'low', 'medium', 'high')`)
@Check('alert_state_check', `state IN ('open', 'cleared')`)
export class AlertEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid', { nullable: true, comment: 'null: found in the history of the patient; its times are then epoch ms' }) sessionId!: string | null;
  @Column('text') ruleId!: string;
  @Column('text') subject!: string;
  @Column('text') kind!: 'clinical' | 'technical';
  @Column('text') priority!: 'info' | 'low' | 'medium' | 'high';
  @Column('text') state!: 'open' | 'cleared';
  @Column('boolean') retrospective!: boolean;
  @Column('timestamptz') raisedAt!: Date;
  @Column('double precision') raisedMs!: number;
  @Column('double precision') lastMs!: number;
  @Column('double precision', { nullable: true }) clearedMs!: number | null;
  @Column('integer') count!: number;
  @Column('double precision', { nullable: true }) worstValue!: number | null;
  @Column('double precision', { nullable: true }) limitValue!: number | null;
  @Column('text') unit!: string;
  @Column('smallint', { nullable: true }) causeStream!: number | null;
  @Column('bigint', { nullable: true }) causeSequence!: string | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) acknowledgedBy!: string | null;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('text', { nullable: true, comment: 'sealed' }) acknowledgementNote!: string | null;
  @Column('text', { nullable: true }) acknowledgementOutcome!: 'spoke-to-patient' | 'patient-stopped' | 'emergency-called' | 'false-alarm' | null;
  @Column('text', { nullable: true, comment: 'the rule that holds it back: nobody was told' }) suppressedBy!: string | null;
  @Column('boolean', { default: false }) sounding!: boolean;
  @Column('timestamptz', { nullable: true, comment: 'since when it sounds, or last sounded: steps of escalation count from here' }) soundedAt!: Date | null;
  @Column('smallint', { default: 0 }) escalationStep!: number;
  @Column('timestamptz', { nullable: true, comment: 'when something is next to be done about it; the queue is only a hint of it' }) dueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) snoozedUntil!: Date | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) assignedTo!: string | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) assignedBy!: string | null;
  @Column('timestamptz', { nullable: true }) assignedAt!: Date | null;
}
