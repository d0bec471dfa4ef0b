import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';

export interface NewEffortReport {
  id: string;
  sessionId: string;
  practitionerId: string;
  moment: 'during' | 'after';
  rpe: number | null;
  talkTest: 'sing' | 'talk' | 'few-words' | null;
  reportedAt: Date;
}

/** What a patient said of the effort: the contract's `EffortReport`. */
export interface EffortReportRecord {
  id: string;
  moment: 'during' | 'after';
  rpe: number | null;
  talkTest: 'sing' | 'talk' | 'few-words' | null;
  reportedAt: string;
  source: 'therapist' | 'patient';
}

/** A rating during exercise is something that the rules hear, too. */
const insertReport = `
  WITH written AS (INSERT INTO effort_report (id, session_id, patient_id, moment, rpe, talk_test, reported_at, source, entered_by)
  SELECT $1, session.id, session.patient_id, $4, $5::float8, $6, $7, 'therapist', $3::uuid FROM session
  WHERE session.id = $2 AND ${inCare('session.patient_id', '$3')}
  RETURNING *),
  told AS (
    INSERT INTO patient_report (id, session_id, patient_id, content, reported_at, source, entered_by)
    SELECT id, session_id, patient_id, jsonb_build_object('report', 'effort', 'rpe', rpe), reported_at, source, entered_by FROM written WHERE rpe IS NOT NULL AND moment = 'during')
  SELECT id FROM written`;

const selectReports = `
  SELECT effort_report.id, moment, rpe, talk_test AS "talkTest", reported_at AS "reportedAt", effort_report.source FROM effort_report
  WHERE session_id = $2 AND ${inCare('effort_report.patient_id', '$1')} ORDER BY reported_at, effort_report.id`;

export class EffortRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** As the therapist wrote it down. False: no such session of a patient in this practitioner's care. */
  async create({ id, sessionId, practitionerId, moment, rpe, talkTest, reportedAt }: NewEffortReport): Promise<boolean> {
    return (await firstRow(this.dataSource, insertReport, [id, sessionId, practitionerId, moment, rpe, talkTest, reportedAt])) !== null;
  }

  /** Oldest first. */
  async ofSession(practitionerId: string, sessionId: string): Promise<EffortReportRecord[]> {
    const found = await rows<Omit<EffortReportRecord, 'reportedAt'> & { reportedAt: Date }>(this.dataSource, selectReports, [practitionerId, sessionId]);
    return found.map((row) => ({ ...row, reportedAt: row.reportedAt.toISOString() }));
  }
}
