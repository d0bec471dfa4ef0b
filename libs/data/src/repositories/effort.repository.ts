import type { DataSource } from 'typeorm';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { inCare } from './in-care.js';
import { hearAgain } from './patient-report.repository.js';

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

/** A rating is something that the rules hear, too, also one of a session that is over (clinical B13: 7 and more is told). */
const insertReport = `
  WITH written AS (INSERT INTO effort_report (id, session_id, patient_id, moment, rpe, talk_test, reported_at, source, entered_by)
  SELECT $1, session.id, session.patient_id, $4, $5::float8, $6, $7, 'therapist', $3::uuid FROM session
  WHERE session.id = $2 AND ${inCare('session.patient_id', '$3')}
  RETURNING *),
  told AS (
    INSERT INTO patient_report (id, session_id, patient_id, content, reported_at, source, entered_by)
    SELECT id, session_id, patient_id, jsonb_build_object('report', 'effort', 'rpe', rpe), reported_at, source, entered_by FROM written WHERE rpe IS NOT NULL)
  SELECT id FROM written`;

const selectReports = `
  SELECT effort_report.id, moment, rpe, talk_test AS "talkTest", reported_at AS "reportedAt", effort_report.source FROM effort_report
  WHERE session_id = $2 AND ${inCare('effort_report.patient_id', '$1')} ORDER BY reported_at, effort_report.id`;

/** Asked for up to a day [P]: what was said after a day or a week differed little from half an hour (Foster 2020), but a patient asked so late is asked too much. */
const selectToRate = `
  SELECT session.id, resolved->'exercise'->>'name' AS "exerciseName", ended_at AS "endedAt" FROM session
  WHERE patient_id = $1 AND purpose = 'exercise' AND state <> 'running' AND ended_at > $2::timestamptz - interval '1 day'
    AND NOT EXISTS (SELECT FROM effort_report WHERE effort_report.session_id = session.id AND moment = 'after' AND rpe IS NOT NULL)
  ORDER BY ended_at DESC LIMIT 1`;

export class EffortRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** As the therapist wrote it down; in which shard the rules hear it, null: it is no rating. null instead of both: no such session of a patient in this practitioner's care. */
  async create({ id, sessionId, practitionerId, moment, rpe, talkTest, reportedAt }: NewEffortReport): Promise<{ shard: number | null } | null> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, insertReport, [id, sessionId, practitionerId, moment, rpe, talkTest, reportedAt])) === null) return null;
      if (rpe === null) return { shard: null };
      await goOnAsServer(runner);
      return { shard: (await firstRow<{ shard: number }>(runner, hearAgain, [sessionId]))?.shard ?? null };
    });
  }

  /** The patient's newest session of which the effort is to be asked; null: none. */
  async toRate(patientId: string, now: Date): Promise<{ id: string; exerciseName: string; endedAt: string } | null> {
    const found = await firstRow<{ id: string; exerciseName: string; endedAt: Date }>(this.dataSource, selectToRate, [patientId, now]);
    return found === null ? null : { ...found, endedAt: found.endedAt.toISOString() };
  }

  /** Oldest first. */
  async ofSession(practitionerId: string, sessionId: string): Promise<EffortReportRecord[]> {
    const found = await rows<Omit<EffortReportRecord, 'reportedAt'> & { reportedAt: Date }>(this.dataSource, selectReports, [practitionerId, sessionId]);
    return found.map((row) => ({ ...row, reportedAt: row.reportedAt.toISOString() }));
  }
}
