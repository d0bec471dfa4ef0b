import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('effort_report')
@Index('effort_report_session', ['sessionId'])
@Check('effort_report_moment_check', `moment IN ('during', 'after')`)
@Check('effort_report_talk_test_check', `talk_test IN ('sing', 'talk', 'few-words')`)
@Check('effort_report_source_check', `source IN ('therapist', 'patient')`)
@Check('effort_report_says_something', `rpe IS NOT NULL OR talk_test IS NOT NULL`)
export class EffortReportEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text') moment!: 'during' | 'after';
  @Column('double precision', { nullable: true }) rpe!: number | null;
  @Column('text', { nullable: true }) talkTest!: 'sing' | 'talk' | 'few-words' | null;
  @Column('timestamptz') reportedAt!: Date;
  @Column('text') source!: 'therapist' | 'patient';
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) enteredBy!: string | null;
}
