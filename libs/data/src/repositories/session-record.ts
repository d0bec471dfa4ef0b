import type { IntensityPlan, ReferenceStanding, SensorCalibration, SensorVerdict, SessionPurpose, WornReport } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import type { RepetitionRecord } from './repetition-record.js';

/** One session as a tile needs it: the contract's `SessionSummary`. */
export interface SessionRecord {
  id: string;
  patientId: string;
  patientName: string;
  prescriptionId: string;
  exerciseId: string;
  exerciseName: string;
  purpose: SessionPurpose;
  source: 'live' | 'simulated' | 'replayed';
  sourceLabel: string;
  state: 'running' | 'ended' | 'finished';
  startedAt: string;
  endedAt: string | null;
  monitoringRequired: boolean;
  intensity: SessionIntensity | null;
  referenceRangeOfMotionDeg: number | null;
  referenceRepetitions: number | null;
  /** How the reference stood when the session began; null: there is none, or nobody looked. */
  referenceStanding: ReferenceStanding | null;
  repetitionCount: number;
  /** Handled: stored or in quarantine. */
  packetsStored: number;
  /** How the sensors are worn; null: nothing to say of it. */
  worn: SessionWorn | null;
  /** When a therapist last said, or took back, what a set was; null: nobody has. */
  countsCorrectedAt: string | null;
}

/** The same of every sensor, whether it passed or not. */
export interface SessionWorn extends Pick<WornReport, 'sensors'> {
  guided: (Omit<NonNullable<WornReport['guided']>, 'verdicts'> & { verdicts: SensorVerdictRecord[] | null }) | null;
}

export type SensorVerdictRecord = Pick<SensorVerdict, 'sensor' | 'placement' | 'pass'> & { problem: string | null; turnedDeg: number | null; words: string | null; learned: SensorCalibration | null };

export type SessionIntensity = Pick<
  IntensityPlan, 'zoneLowBpm' | 'zoneHighBpm' | 'ceilingBpm' | 'ceilingFromPlan' | 'hardLimitBpm' | 'hardLimitFromPlan' | 'maxHeartRateBpm' | 'maxHeartRateMethod' | 'scheme' | 'advisoryOnly'>;

interface Edges {
  lowDeg: number[];
  highDeg: number[];
}

export interface SessionDetailRecord extends SessionRecord {
  /** Edges of the reference's corridor; null: there is no reference. */
  corridor: (Edges & { side?: 'left' | 'right'; otherSide?: Edges }) | null;
  repetitions: RepetitionRecord[];
}

export interface SessionRow extends Omit<SessionRecord, 'startedAt' | 'endedAt' | 'intensity' | 'worn' | 'countsCorrectedAt'> {
  startedAt: Date;
  endedAt: Date | null;
  intensity: IntensityPlan | null;
  worn: WornReport | null;
  countsCorrectedAt: Date | null;
}

/** Packets are counted from the watermark on: what lies below it need not be touched. */
export const selectSessions = `
  SELECT session.id, session.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "patientName", session.prescription_id AS "prescriptionId",
    resolved->'exercise'->>'id' AS "exerciseId", resolved->'exercise'->>'name' AS "exerciseName", session.purpose, session.source,
    session.source_label AS "sourceLabel", session.state, session.started_at AS "startedAt", session.ended_at AS "endedAt",
    coalesce((resolved->>'monitoringRequired')::boolean, false) AS "monitoringRequired", nullif(resolved->'intensity', 'null') AS intensity, session.worn,
    (resolved->'reference'->>'rangeOfMotionDeg')::float8 AS "referenceRangeOfMotionDeg",
    coalesce(resolved->'reference'->>'repetitions', resolved->'walk'->>'repetitions')::int + coalesce((resolved->'reference'->'otherSide'->>'repetitions')::int, 0) AS "referenceRepetitions", resolved->'referenceStanding' AS "referenceStanding",
    (SELECT max(said_at) FROM set_correction WHERE set_correction.session_id = session.id) AS "countsCorrectedAt",
    (SELECT count(*) FROM repetition WHERE repetition.session_id = session.id) AS "repetitionCount",
    (SELECT coalesce(sum(contiguous + (SELECT count(*) FROM packet WHERE packet.stream_id = stream.id AND packet.sequence > stream.contiguous)), 0)::bigint
      FROM stream WHERE stream.session_id = session.id) AS "packetsStored"
  FROM session JOIN patient ON patient.id = session.patient_id`;

/** Names in clear. */
export function toSessionRecords(on: DataSource, found: SessionRow[]): SessionRecord[] {
  return opened(on, found, 'patientName').map(toSessionRecord);
}

function toSessionRecord({ startedAt, endedAt, intensity, worn, countsCorrectedAt, ...rest }: SessionRow): SessionRecord {
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    countsCorrectedAt: countsCorrectedAt?.toISOString() ?? null,
    intensity: intensity === null ? null : limitsOf(intensity),
    worn: worn === null ? null : { sensors: worn.sensors, guided: worn.guided === null ? null : { ...worn.guided, verdicts: worn.guided.verdicts?.map(toVerdictRecord) ?? null } },
  };
}

function toVerdictRecord(verdict: SensorVerdict): SensorVerdictRecord {
  const { sensor, placement, pass } = verdict;
  if (verdict.pass) return { sensor, placement, pass, problem: null, turnedDeg: null, words: null, learned: verdict.learned };
  const { problem, turnedDeg, words } = verdict;
  return { sensor, placement, pass, problem, turnedDeg, words, learned: null };
}

function limitsOf(plan: IntensityPlan): SessionIntensity {
  const { zoneLowBpm, zoneHighBpm, ceilingBpm, ceilingFromPlan, hardLimitBpm, hardLimitFromPlan, maxHeartRateBpm, maxHeartRateMethod, scheme, advisoryOnly } = plan;
  return { zoneLowBpm, zoneHighBpm, ceilingBpm, ceilingFromPlan, hardLimitBpm, hardLimitFromPlan, maxHeartRateBpm, maxHeartRateMethod, scheme, advisoryOnly };
}
