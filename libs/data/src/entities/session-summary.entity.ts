import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('session_summary')
@Index('session_summary_patient', ['patientId'])
export class SessionSummaryEntity {
  @ForeignKey(() => SessionEntity) @PrimaryColumn('uuid') sessionId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('bigint', { comment: 'analysis.version it was made of: an analysis that has moved on wants another' }) version!: string;
  @Column('jsonb') content!: object;
  @Column('timestamptz') computedAt!: Date;
}
