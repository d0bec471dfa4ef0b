import type { PatientReport } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, goOnAsServer, inTransaction } from '../sql.js';
import { inCare } from './in-care.js';

export interface NewPatientReport {
  id: string;
  sessionId: string;
  practitionerId: string;
  report: PatientReport;
  reportedAt: Date;
}

const insertReport = `
  INSERT INTO patient_report (id, session_id, patient_id, content, reported_at, source, entered_by)
  SELECT $1, session.id, session.patient_id, $4, $5, 'therapist', $3::uuid FROM session
  WHERE session.id = $2 AND ${inCare('session.patient_id', '$3')}
  RETURNING id`;

/** The rules hear what is said also when the session is over: it is analysed once more, while its packets are there. */
const hearAgain = `
  WITH opened AS (UPDATE session SET state = 'ended' WHERE id = $1 AND state = 'finished' AND raw_removed_at IS NULL)
  SELECT shard FROM analysis WHERE session_id = $1`;

export class PatientReportRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** As the therapist wrote it down. The shard in which it is to be heard; null: no such session of a patient in this practitioner's care. */
  async create({ id, sessionId, practitionerId, report, reportedAt }: NewPatientReport): Promise<number | null> {
    return inTransaction(this.dataSource, async (runner) => {
      const written = await firstRow(runner, insertReport, [id, sessionId, practitionerId, JSON.stringify(report), reportedAt]);
      if (written === null) return null;
      await goOnAsServer(runner);
      return (await firstRow<{ shard: number }>(runner, hearAgain, [sessionId]))?.shard ?? null;
    });
  }
}
