import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('patient_report')
@Index('patient_report_session', ['sessionId'])
@Index('patient_report_patient', ['patientId', 'reportedAt'])
@Index('patient_report_unheard', ['sessionId'], { where: 'heard_at IS NULL' })
@Check('patient_report_source_check', `source IN ('therapist', 'patient')`)
export class PatientReportEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid', { nullable: true, comment: 'null: said of a day' }) sessionId!: string | null;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('jsonb') content!: object;
  @Column('timestamptz') reportedAt!: Date;
  @Column('text') source!: 'therapist' | 'patient';
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) enteredBy!: string | null;
  @Column('timestamptz', { nullable: true, comment: 'when the rules heard it, in the transaction of what came of it' }) heardAt!: Date | null;
}
