import { isFollowUp, type PatientReport, type SaidDizziness } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { orderFollowUp } from './follow-up.repository.js';
import { inCare } from './in-care.js';

export interface NewPatientReport {
  id: string;
  sessionId: string;
  /** Who writes it down: the therapist, or the patient who says it. */
  by: { practitionerId: string } | { patientId: string };
  report: PatientReport;
  reportedAt: Date;
}

export interface NewDayPain {
  id: string;
  patientId: string;
  practitionerId: string;
  /** As in a calendar: 2026-11-28. */
  day: string;
  pain: number;
  reportedAt: Date;
}

/** Where it is heard: in the analysis of its session, or in the history of its patient. */
export type Written = { heardIn: 'session'; shard: number } | { heardIn: 'history'; patientId: string } | { refusal: string };

const insertReport = `
  INSERT INTO patient_report (id, session_id, patient_id, content, reported_at, source, entered_by, heard_at)
  SELECT $1, session.id, session.patient_id, $4, $5, 'therapist', $3::uuid, $6 FROM session
  WHERE session.id = $2 AND ${inCare('session.patient_id', '$3')}
  RETURNING patient_id AS "patientId", (SELECT state FROM session WHERE session.id = $2) AS state`;

const insertOwnReport = `
  INSERT INTO patient_report (id, session_id, patient_id, content, reported_at, source, heard_at)
  SELECT $1, session.id, session.patient_id, $4, $5, 'patient', $6 FROM session WHERE session.id = $2 AND session.patient_id = $3
  RETURNING patient_id AS "patientId", (SELECT state FROM session WHERE session.id = $2) AS state`;

const insertDay = `
  INSERT INTO patient_report (id, patient_id, content, reported_at, source, entered_by, heard_at)
  SELECT $1, patient.id, $4, $5, 'therapist', $3::uuid, $5 FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$3')}
  RETURNING id`;

/** The rules hear what is said also when the session is over: it is analysed once more, while its packets are there. */
export const hearAgain = `
  WITH opened AS (UPDATE session SET state = 'ended' WHERE id = $1 AND state = 'finished' AND raw_removed_at IS NULL)
  SELECT shard FROM analysis WHERE session_id = $1`;

/** A rating of the effort is part of how hard the session was, whoever has written it down. */
const insertEffort = `
  INSERT INTO effort_report (id, session_id, patient_id, moment, rpe, reported_at, source, entered_by)
  SELECT said.id, session_id, said.patient_id, CASE state WHEN 'running' THEN 'during' ELSE 'after' END, (content->>'rpe')::float8, reported_at, said.source, entered_by
  FROM patient_report AS said JOIN session ON session.id = said.session_id WHERE said.id = $1`;

/** Before: as it was answered in the twelve hours before the session, as for pain. */
const selectDizziness = `
  SELECT extract(epoch FROM ended_at)::float8 * 1000 AS "endedAtMs",
    (SELECT (answers->>'dizziness')::float8 FROM pre_exercise_check AS asked WHERE asked.patient_id = session.patient_id AND asked.answered_at <= session.started_at
      AND asked.answered_at > session.started_at - interval '12 hours' ORDER BY asked.answered_at DESC LIMIT 1) AS before,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', extract(epoch FROM reported_at)::float8 * 1000, 'dizziness', (content->>'dizziness')::float8) ORDER BY reported_at, id), '[]')
      FROM patient_report WHERE session_id = session.id AND content->>'report' = 'dizziness') AS said
  FROM session WHERE session.id = $2 AND ${inCare('session.patient_id', '$1')} AND resolved->'exercise'->>'scoring' = 'head-movement'`;

/** Undoes what the transaction wrote. */
class Refused extends Error {}

export class PatientReportRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** null: no such session of theirs, or of a patient in this practitioner's care. */
  async create({ id, sessionId, by, report, reportedAt }: NewPatientReport): Promise<Written | null> {
    const isOfHistory = isFollowUp(report);
    const [insert, who] = 'patientId' in by ? [insertOwnReport, by.patientId] : [insertReport, by.practitionerId];
    const write = async (runner: QueryRunner): Promise<Written | null> => {
      const written = await firstRow<{ patientId: string; state: string }>(runner, insert, [id, sessionId, who, JSON.stringify(report), reportedAt, isOfHistory ? reportedAt : null]);
      if (written === null) return null;
      if (isOfHistory && written.state === 'running') throw new Refused('the session is not over: pain afterwards is asked for when it is');
      await goOnAsServer(runner);
      if (report.report === 'effort') await rows(runner, insertEffort, [id]);
      if (!isOfHistory) return { heardIn: 'session', shard: (await firstRow<{ shard: number }>(runner, hearAgain, [sessionId]))?.shard ?? 0 };
      await orderFollowUp(runner, [written.patientId], reportedAt);
      return { heardIn: 'history', patientId: written.patientId };
    };
    return inTransaction(this.dataSource, write).catch((error: unknown) => {
      if (error instanceof Refused) return { refusal: error.message };
      throw error;
    });
  }

  /** null: no session of head turns of a patient in this practitioner's care. */
  async saidOfDizziness(practitionerId: string, sessionId: string): Promise<SaidDizziness | null> {
    return firstRow(this.dataSource, selectDizziness, [practitionerId, sessionId]);
  }

  /** False: no such patient in this practitioner's care. */
  async createDay({ id, patientId, practitionerId, day, pain, reportedAt }: NewDayPain): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      const written = await firstRow(runner, insertDay, [id, patientId, practitionerId, JSON.stringify({ report: 'pain-of-day', day, pain }), reportedAt]);
      if (written === null) return false;
      await goOnAsServer(runner);
      await orderFollowUp(runner, [patientId], reportedAt);
      return true;
    });
  }
}
