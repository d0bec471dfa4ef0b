import type { SessionValue, TrendSession } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../sql.js';
import { inCare } from './in-care.js';

/** A finished session with what a trend needs of it, and where its data come from. */
export type TrendSessionRecord = TrendSession & { source: 'live' | 'simulated' | 'replayed' };

/** What the heart did at rest and after work; null: not measured. */
export interface HeartOfSession {
  sessionId: string;
  startedAtMs: number;
  rmssdMs: number | null;
  recoveryBpm: number | null;
  recoveryLeftOut: SessionValue['leftOut'];
}

const ofPatient = `session.patient_id = $2 AND session.state = 'finished' AND session.purpose = 'exercise' AND session.started_at >= $3 AND ${inCare('session.patient_id', '$1')}`;
const startedAtMs = `extract(epoch FROM session.started_at)::float8 * 1000 AS "startedAtMs"`;

/** Not judged, with a signal that is not to blame: the range holds. */
const signalHolds = `coalesce(result->'score'->>'reason', '') IN ('', 'no-reference', 'no-form-score', 'safety-not-measured', 'too-few-features')`;

const selectSessions = `
  SELECT session.id AS "sessionId", ${startedAtMs}, session.source, resolved->'exercise'->>'id' AS "exerciseId", resolved->'exercise'->>'name' AS "exerciseName", resolved->>'side' AS side,
    resolved->'referenceStanding'->>'stale' IS NOT NULL AS "isReferenceStale", md5(coalesce(nullif(resolved->'reference', 'null'), resolved->'walk')::text) AS "referenceKey",
    (last.result->'standing'->'session'->>'score')::float8 AS score, last.result->'score'->'scorer'->>'version' AS "scorerVersion",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('side', result->'side', 'rangeDeg', result->'features'->'rangeOfMotionDeg', 'durationS', result->'features'->'durationS') ORDER BY number), '[]')
      FROM repetition WHERE repetition.session_id = session.id AND result->>'exerciseId' = resolved->'exercise'->>'id' AND ${signalHolds}) AS repetitions
  FROM session LEFT JOIN LATERAL (SELECT result FROM repetition WHERE repetition.session_id = session.id ORDER BY number DESC LIMIT 1) AS last ON true
  WHERE ${ofPatient} ORDER BY session.started_at, session.id`;

const selectHeart = `
  SELECT session.id AS "sessionId", ${startedAtMs}, (content->'rmssdMs'->>'value')::float8 AS "rmssdMs", (content->'recovery'->'value'->>'dropBpm')::float8 AS "recoveryBpm",
    CASE WHEN content->'recovery'->'value'->'notInterpretable' <> '[]' THEN 'not-interpretable' END AS "recoveryLeftOut"
  FROM session JOIN session_summary ON session_summary.session_id = session.id
  WHERE ${ofPatient} ORDER BY session.started_at, session.id`;

export class TrendRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Finished sessions of exercise of a patient in this practitioner's care, oldest first. */
  async sessionsSince(practitionerId: string, patientId: string, since: Date): Promise<TrendSessionRecord[]> {
    return rows(this.dataSource, selectSessions, [practitionerId, patientId, since]);
  }

  /** The same of their summaries. */
  async heartSince(practitionerId: string, patientId: string, since: Date): Promise<HeartOfSession[]> {
    return rows(this.dataSource, selectHeart, [practitionerId, patientId, since]);
  }
}
