import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('alert')
@Index('alert_one_open', ['sessionId', 'ruleId', 'subject'], { unique: true, where: `state = 'open' AND NOT retrospective` })
@Index('alert_session', ['sessionId'])
@Index('alert_patient', ['patientId', 'raisedAt'])
@Check('alert_kind_check', `kind IN ('clinical', 'technical')`)
@Check('alert_priority_check', `priority IN ('info', 'low', 'medium', 'high')`)
@Check('alert_state_check', `state IN ('open', 'cleared')`)
export class AlertEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
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
  @Column('text', { nullable: true }) acknowledgementNote!: string | null;
}
