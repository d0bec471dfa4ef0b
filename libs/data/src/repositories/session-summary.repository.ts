import type { IntensitySummary, Prescription, SessionOfWeek } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';
import { findPatientFacts, type KnownPatient } from './session-facts.js';

/** What a session is summed up from. */
export interface SummaryOrder {
  /** Of the analysis: one that has moved on wants another summary. */
  version: number;
  prescription: Prescription;
  sex: 'female' | 'male' | 'unknown';
  streams: { id: string; ordinal: number; clockOffsetMs: number }[];
}

/** A finished session of which there is no summary, or one of an analysis that has moved on since; its packets are there. */
const isDue = `session.state = 'finished' AND session.raw_removed_at IS NULL
    AND NOT EXISTS (SELECT FROM session_summary WHERE session_summary.session_id = session.id AND session_summary.version = analysis.version)`;

const selectDue = `SELECT session.id FROM session JOIN analysis ON analysis.session_id = session.id WHERE ${isDue} ORDER BY session.ended_at LIMIT $1`;

const selectOrder = `
  SELECT analysis.version, session.resolved AS prescription, patient.sex,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', stream.id::text, 'ordinal', ordinal, 'clockOffsetMs', clock_offset_ms) ORDER BY ordinal), '[]')
      FROM stream WHERE stream.session_id = session.id) AS streams
  FROM session JOIN analysis ON analysis.session_id = session.id JOIN patient ON patient.id = session.patient_id
  WHERE session.id = $1 AND ${isDue}`;

const upsertSummary = `
  INSERT INTO session_summary (session_id, patient_id, version, content, computed_at)
  SELECT session.id, session.patient_id, $2, $3, $4 FROM session WHERE session.id = $1
  ON CONFLICT (session_id) DO UPDATE SET version = excluded.version, content = excluded.content, computed_at = excluded.computed_at
  WHERE session_summary.version < excluded.version`;

const selectSummary = `SELECT content FROM session_summary WHERE session_id = $2 AND ${inCare('session_summary.patient_id', '$1')}`;

const selectSessionsSince = `
  SELECT extract(epoch FROM session.started_at)::float8 * 1000 AS "startedAtMs", (content->>'lengthS')::float8 / 60 AS "durationMin",
    coalesce((session.resolved->'exercise'->>'aerobic')::boolean, false) AS "isAerobic", (content->>'doseMin')::float8 AS "doseMin",
    CASE WHEN content->>'doseMin' IS NULL THEN (content->>'workS')::float8 ELSE (content->'zoneS'->>'unmeasured')::float8 END / 60 AS "unmeasuredMin",
    (SELECT rpe FROM effort_report WHERE effort_report.session_id = session.id AND moment = 'after' AND rpe IS NOT NULL ORDER BY reported_at DESC LIMIT 1) AS rpe
  FROM session JOIN session_summary ON session_summary.session_id = session.id
  WHERE session.patient_id = $2 AND session.purpose = 'exercise' AND session.started_at >= $3 AND ${inCare('session.patient_id', '$1')}`;

const selectRmssd = `
  SELECT (content->'rmssdMs'->>'value')::float8 AS "rmssdMs" FROM session JOIN session_summary ON session_summary.session_id = session.id
  WHERE session.patient_id = $2 AND session.started_at >= $3 AND content->'rmssdMs'->>'value' IS NOT NULL AND ${inCare('session.patient_id', '$1')}`;

const selectHeadTurns = `
  SELECT to_char(session.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum((result->'features'->>'durationS')::float8) / 60 AS minutes
  FROM session JOIN repetition ON repetition.session_id = session.id
  WHERE session.patient_id = $2 AND ${inCare('session.patient_id', '$1')} AND session.started_at >= $3 AND jsonb_typeof(result->'features'->'headTurns') = 'number'
  GROUP BY day ORDER BY day`;

export class SessionSummaryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Ids of sessions that want a summary, the longest ended first. */
  async due(limit: number): Promise<string[]> {
    return (await rows<{ id: string }>(this.dataSource, selectDue, [limit])).map(({ id }) => id);
  }

  /** null: nothing to sum up, or no longer: a job may come twice. */
  async loadForSumming(sessionId: string): Promise<SummaryOrder | null> {
    return firstRow(this.dataSource, selectOrder, [sessionId]);
  }

  async save(sessionId: string, { version, content, now }: { version: number; content: IntensitySummary; now: Date }): Promise<void> {
    await rows(this.dataSource, upsertSummary, [sessionId, version, JSON.stringify(content), now]);
  }

  /** null: there is none yet, or not for this practitioner. */
  async find(practitionerId: string, sessionId: string): Promise<IntensitySummary | null> {
    return (await firstRow<{ content: IntensitySummary }>(this.dataSource, selectSummary, [practitionerId, sessionId]))?.content ?? null;
  }

  /** Summed up sessions of a patient in this practitioner's care. */
  async sessionsSince(practitionerId: string, patientId: string, since: Date): Promise<SessionOfWeek[]> {
    return rows(this.dataSource, selectSessionsSince, [practitionerId, patientId, since]);
  }

  /** At rest, ms, of sessions in which it was measured. */
  async rmssdSince(practitionerId: string, patientId: string, since: Date): Promise<number[]> {
    return (await rows<{ rmssdMs: number }>(this.dataSource, selectRmssd, [practitionerId, patientId, since])).map(({ rmssdMs }) => rmssdMs);
  }

  /** How long the head turned in gaze stabilisation, by day (UTC), oldest first; days without it are not there. */
  async headTurnDays(practitionerId: string, patientId: string, since: Date): Promise<{ day: string; minutes: number }[]> {
    return rows(this.dataSource, selectHeadTurns, [practitionerId, patientId, since]);
  }

  /** What limits are derived from, now; for whoever has checked already who may see it. null: no such patient. */
  async patientFacts(patientId: string, now: Date): Promise<KnownPatient | null> {
    return findPatientFacts(this.dataSource, patientId, now);
  }
}
