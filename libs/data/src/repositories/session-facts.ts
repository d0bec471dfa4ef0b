import { exercises, isCalibrationAsked, type GateOutcome, type OpenEyes, type OtherSide, type PassedCalibration, type PrescriptionFacts, type WornReport } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow } from '../sql.js';
import { activeRules } from './own-rule.repository.js';

/** Everything the limits of a session are derived from, as it is at the moment the session begins. */
export type SessionFacts = Pick<PrescriptionFacts, 'patient' | 'prescription' | 'reference' | 'referenceOrigin' | 'alternatives' | 'ownRules' | 'earlier' | 'calibrations'>;

export type KnownPatient = SessionFacts['patient'] & { sex: 'female' | 'male' | 'unknown' };

export interface FoundFacts {
  facts: SessionFacts;
  prescriptionEndedAt: Date | null;
  /** Of the patient's newest answers before exercise that still count; null: there are none. */
  gate: GateOutcome['decision'] | null;
  /** Something critical has happened, and no clinician has looked yet. */
  isPaused: boolean;
  /** A therapist has asked that the next session be a guided calibration. */
  isCalibrationAsked: boolean;
}

/** A month of the calendar, on average, ms. */
const monthMs = 2_629_746_000;

/** Answers from before exercise count for half a day [P]: chest pain of last night does, that of last week has been looked at. */
export const answersCount = `interval '12 hours'`;

/** The patient said on that day (UTC) that they are ill: a heart rate at rest is then none to plan by (clinical B3). */
const isIllAt = (at: 'session.started_at' | 'asked.answered_at'): string => `EXISTS (SELECT FROM pre_exercise_check AS ill WHERE ill.patient_id = patient.id
          AND (ill.answered_at AT TIME ZONE 'UTC')::date = (${at} AT TIME ZONE 'UTC')::date AND ill.answers->>'feverOrAcuteIllness' = 'true')`;

/** Of `patient`, at the time in parameter `$n`. */
const patientColumns = (at: `$${number}`): string => `
    patient.birth_year AS "birthYear", patient.conditions, patient.resting_heart_rate_bpm AS "restingHeartRateBpm",
    patient.measured_max_heart_rate_bpm AS "measuredBpm", patient.measured_max_on::text AS "measuredOn",
    patient.measured_max_on_same_medication AS "onSameMedication", patient.beta_blocker AS "betaBlocker", patient.ivabradine,
    patient.non_dhp_ccb AS "nonDhpCcb", patient.heart_failure AS "heartFailure", patient.pacemaker, patient.monitoring_required AS "monitoringRequired",
    ARRAY(
      SELECT (content->'restingHeartRateBpm'->>'value')::float8 FROM session_summary JOIN session ON session.id = session_summary.session_id
        WHERE session_summary.patient_id = patient.id AND session.started_at > ${at}::timestamptz - interval '7 days' AND content->'restingHeartRateBpm'->>'value' IS NOT NULL
        AND NOT ${isIllAt('session.started_at')}
      UNION ALL
      SELECT (answers->>'restingHeartRateBpm')::float8 FROM pre_exercise_check AS asked
        WHERE asked.patient_id = patient.id AND asked.answered_at > ${at}::timestamptz - interval '7 days' AND answers->>'restingHeartRateBpm' IS NOT NULL AND NOT ${isIllAt('asked.answered_at')}
    ) AS "restingHeartRatesBpm"`;

/** Of so many passed ones, the newest, each sensor's own newest is looked for. */
const calibrationsRead = 10;

const findFacts = `
  SELECT ${patientColumns('$3')}, prescription.exercise_id AS "exerciseId",
    (SELECT content FROM taught_exercise WHERE taught_exercise.id::text = prescription.exercise_id) AS taught, prescription.side, prescription.involved_side AS "involvedSide", prescription.sensors, prescription.intensity_scheme AS scheme,
    prescription.zone_low_percent AS "zoneLowPercent", prescription.zone_high_percent AS "zoneHighPercent",
    prescription.ceiling_bpm AS "ceilingBpm", prescription.hard_limit_bpm AS "hardLimitBpm", prescription.ended_at AS "endedAt", prescription.supervised, prescription.alert_limits AS limits,
    EXISTS (SELECT FROM plan_pause WHERE plan_pause.patient_id = patient.id AND reviewed_at IS NULL) AS "isPaused",
    ARRAY(SELECT coalesce((content->'recovery'->'value'->>'isAbnormal')::boolean, false)
      FROM session_summary JOIN session ON session.id = session_summary.session_id WHERE session_summary.patient_id = patient.id AND content->'recovery'->'value'->'notInterpretable' = '[]'
      ORDER BY started_at DESC LIMIT 3) AS "abnormalRecoveries",
    ARRAY(SELECT coalesce((SELECT result->'standing'->'session'->'symmetry'->>'code' IS NOT NULL FROM repetition WHERE repetition.session_id = done.id ORDER BY number DESC LIMIT 1), false)
      FROM session AS done WHERE done.prescription_id = prescription.id AND done.state = 'finished' AND done.purpose = 'exercise' ORDER BY done.started_at DESC LIMIT 2) AS "asymmetricSessions",
    (SELECT jsonb_build_object('rangesDeg', ranges, 'ageMs', extract(epoch FROM $3::timestamptz - other.started_at) * 1000) FROM (
      SELECT done.started_at, (SELECT jsonb_agg(result->'features'->'rangeOfMotionDeg' ORDER BY number) FROM repetition
        WHERE repetition.session_id = done.id AND result->'score'->>'verdict' <> 'cannot-judge' AND result->>'exerciseId' = prescription.exercise_id
          AND jsonb_typeof(result->'features'->'rangeOfMotionDeg') = 'number') AS ranges
      FROM session AS done WHERE done.patient_id = patient.id AND done.state = 'finished' AND done.purpose = 'exercise' AND done.started_at > $3::timestamptz - interval '7 days'
        AND done.resolved->'exercise'->>'id' = prescription.exercise_id AND done.resolved->>'side' = CASE prescription.side WHEN 'left' THEN 'right' WHEN 'right' THEN 'left' END
      ORDER BY done.started_at DESC LIMIT 1) AS other WHERE ranges IS NOT NULL) AS "otherSide",
    (SELECT jsonb_build_object('swaysMPerS2', sways, 'ageMs', extract(epoch FROM $3::timestamptz - opened.started_at) * 1000) FROM (
      SELECT done.started_at, (SELECT jsonb_agg(result->'features'->'swayRmsMPerS2' ORDER BY number) FROM repetition
        WHERE repetition.session_id = done.id AND jsonb_typeof(result->'features'->'swayRmsMPerS2') = 'number') AS sways
      FROM session AS done WHERE done.patient_id = patient.id AND done.state = 'finished' AND done.purpose = 'exercise' AND done.started_at > $3::timestamptz - interval '7 days'
        AND done.resolved->'exercise'->>'id' = $5::jsonb->>prescription.exercise_id AND done.resolved->>'side' = prescription.side
      ORDER BY done.started_at DESC LIMIT 1) AS opened WHERE sways IS NOT NULL) AS "openEyes",
    (SELECT content FROM reference WHERE reference.prescription_id = prescription.id AND state = 'active'
      ORDER BY approved_at DESC LIMIT 1) AS reference,
    (SELECT jsonb_build_object('ageMs', extract(epoch FROM $3::timestamptz - shown.started_at) * 1000, 'sensors', shown.resolved->'sensors') FROM reference JOIN session AS shown ON shown.id = reference.session_id
      WHERE reference.prescription_id = prescription.id AND reference.state = 'active' ORDER BY approved_at DESC LIMIT 1) AS "referenceOrigin",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('exerciseId', other.exercise_id, 'reference', newest.content) ORDER BY other.created_at, other.id), '[]')
      FROM prescription AS other CROSS JOIN LATERAL (SELECT content FROM reference
        WHERE reference.prescription_id = other.id AND state = 'active' ORDER BY approved_at DESC LIMIT 1) AS newest
      WHERE other.patient_id = prescription.patient_id AND other.id <> prescription.id AND other.ended_at IS NULL) AS alternatives,
    (SELECT outcome->>'decision' FROM pre_exercise_check AS asked WHERE asked.patient_id = patient.id AND asked.answered_at > $3::timestamptz - ${answersCount}
      ORDER BY asked.answered_at DESC LIMIT 1) AS gate,
    ${activeRules('patient.id')} AS "ownRules",
    prescription.calibration_asked_at AS "calibrationAskedAt", prescription.calibration_anew AS "calibrationAnew",
    (SELECT max(started_at) FROM session WHERE session.prescription_id = prescription.id AND purpose = 'guided-calibration') AS "calibrationBegunAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('sessionId', passed.id, 'atMs', extract(epoch FROM passed.started_at) * 1000, 'worn', passed.worn) ORDER BY passed.started_at DESC), '[]')
      FROM (SELECT id, started_at, worn FROM session WHERE session.patient_id = patient.id AND purpose = 'guided-calibration' AND (worn->'guided'->>'passed')::boolean
        AND EXISTS (SELECT FROM stream WHERE stream.session_id = session.id AND stream.device_id = $4) ORDER BY started_at DESC LIMIT ${calibrationsRead}) AS passed) AS calibrations
  FROM prescription JOIN patient ON patient.id = prescription.patient_id
  WHERE prescription.id = $1 AND prescription.patient_id = $2`;

/** Of each exercise with closed eyes, the one with open ones, by id. */
const withOpenEyes = Object.fromEntries(exercises.flatMap((each) => (each.withOpenEyes === undefined ? [] : [[each.id, each.withOpenEyes]])));

/** For whoever has checked already who may see it. */
const findPatient = `SELECT patient.sex, ${patientColumns('$2')} FROM patient WHERE patient.id = $1`;

type PatientRow = Omit<SessionFacts['patient'], 'measuredMax'> & { measuredBpm: number | null; measuredOn: string | null; onSameMedication: boolean };
type PrescriptionRow = Omit<SessionFacts['prescription'], 'zone'> & { scheme: 'percent-max' | 'percent-reserve'; zoneLowPercent: number | null; zoneHighPercent: number | null };
type FactsRow = PatientRow & PrescriptionRow & { endedAt: Date | null; gate: GateOutcome['decision'] | null; isPaused: boolean; abnormalRecoveries: boolean[]; asymmetricSessions: boolean[]; otherSide: OtherSide | null; openEyes: OpenEyes | null; calibrationAskedAt: Date | null; calibrationAnew: boolean; calibrationBegunAt: Date | null; calibrations: PassedRow[] } & Pick<SessionFacts, 'reference' | 'referenceOrigin' | 'alternatives' | 'ownRules'>;

/** null: no such prescription of this patient. */
export async function findSessionFacts(runner: QueryRunner, { prescriptionId, patientId, deviceId, now }: { prescriptionId: string; patientId: string; deviceId: string; now: Date }): Promise<FoundFacts | null> {
  const row = await firstRow<FactsRow>(runner, findFacts, [prescriptionId, patientId, now, deviceId, withOpenEyes]);
  if (row === null) return null;
  const { exerciseId, taught, side, involvedSide, sensors, ceilingBpm, hardLimitBpm, reference, referenceOrigin, alternatives, ownRules, endedAt, gate, supervised, limits, isPaused } = row;
  const [askedAtMs, begunAtMs] = [row.calibrationAskedAt, row.calibrationBegunAt].map((at) => at?.getTime() ?? null);
  const isAsked = isCalibrationAsked({ askedAtMs, begunAtMs, nowMs: now.getTime() });
  const facts = { patient: patientOf(row, now), prescription: { exerciseId, taught, side, involvedSide, sensors, zone: zoneOf(row), ceilingBpm, hardLimitBpm, supervised, limits }, reference, referenceOrigin, alternatives, ownRules, earlier: earlierOf(row), calibrations: isAsked && row.calibrationAnew ? [] : row.calibrations.map(passedOf) };
  return { facts, prescriptionEndedAt: endedAt, gate, isPaused, isCalibrationAsked: isAsked };
}

/** The patient's part of it, with what other formulas ask for; null: no such patient. */
export async function findPatientFacts(dataSource: DataSource, patientId: string, now: Date): Promise<KnownPatient | null> {
  const row = await firstRow<PatientRow & Pick<KnownPatient, 'sex'>>(dataSource, findPatient, [patientId, now]);
  return row === null ? null : { ...patientOf(row, now), sex: row.sex };
}

interface PassedRow {
  sessionId: string;
  atMs: number;
  worn: WornReport & { guided: NonNullable<WornReport['guided']> };
}

function passedOf({ sessionId, atMs, worn: { guided: { scorer, verdicts } } }: PassedRow): PassedCalibration {
  return { sessionId, atMs, scorer, sensors: (verdicts ?? []).flatMap((each) => (each.pass ? [{ sensor: each.sensor, placement: each.placement, learned: each.learned }] : [])) };
}

function earlierOf({ abnormalRecoveries, asymmetricSessions, otherSide, openEyes }: FactsRow): SessionFacts['earlier'] {
  return { abnormalRecoveries: inARow(abnormalRecoveries), asymmetricSessions: inARow(asymmetricSessions), otherSide, openEyes };
}

/** How many of the newest, which come first, it was. */
function inARow(newestFirst: boolean[]): number {
  const not = newestFirst.indexOf(false);
  return not === -1 ? newestFirst.length : not;
}

function patientOf(row: PatientRow, now: Date): SessionFacts['patient'] {
  const { birthYear, conditions, restingHeartRateBpm, restingHeartRatesBpm, betaBlocker, ivabradine, nonDhpCcb, heartFailure, pacemaker, monitoringRequired } = row;
  return {
    birthYear, conditions, restingHeartRateBpm, restingHeartRatesBpm, measuredMax: measuredOf(row, now),
    betaBlocker, ivabradine, nonDhpCcb, heartFailure, pacemaker, monitoringRequired,
  };
}

function measuredOf({ measuredBpm, measuredOn, onSameMedication }: PatientRow, now: Date): SessionFacts['patient']['measuredMax'] {
  if (measuredBpm === null || measuredOn === null) return null;
  return { bpm: measuredBpm, ageMonths: Math.max(0, now.getTime() - Date.parse(measuredOn)) / monthMs, onSameMedication };
}

function zoneOf({ scheme, zoneLowPercent, zoneHighPercent }: PrescriptionRow): SessionFacts['prescription']['zone'] {
  return { scheme, percent: zoneLowPercent === null || zoneHighPercent === null ? null : { low: zoneLowPercent, high: zoneHighPercent } };
}
