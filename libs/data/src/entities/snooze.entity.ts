import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

/** Holds for its session, rule and subject, also for another alert of the same. */
@Entity('snooze', { comment: 'holds for its session, rule and subject, also for another alert of the same' })
@Index('snooze_session', ['sessionId'])
@Check('snooze_priority_check', `priority IN ('low', 'medium', 'info')`)
export class SnoozeEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid', { nullable: true }) sessionId!: string | null;
  @Column('text') ruleId!: string;
  @Column('text') subject!: string;
  @Column('text') priority!: 'low' | 'medium' | 'info';
  @Column('text', { comment: 'sealed' }) note!: string;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') snoozedBy!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz') until!: Date;
}
