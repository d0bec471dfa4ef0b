import type { OwnRule } from '../alert/own/own-rule.js';
import type { AlertLimits } from '../alert/limits.js';
import type { Reference, WalkReference } from '../form/reference.js';
import { referenceStanding, type ReferenceOrigin } from '../form/reference-expiry.js';
import type { MeasuredMax } from '../intensity/heart-rate-max.js';
import { planIntensity } from '../intensity/plan-intensity.js';
import { restingBaseline } from '../intensity/resting-heart-rate.js';
import { plannedMovements } from '../motion/guided-movement.js';
import { calibrationOf, type PassedCalibration } from '../motion/sensor-calibration.js';
import { exerciseById } from './catalogue/index.js';
import type { Exercise } from './exercise.js';
import type { EarlierSessions, Prescription, SensorBinding } from './prescription.js';

/**
 * What a session is for. `calibration`: its repetitions may be approved for a reference, and it is judged against nothing.
 * `guided-calibration`: it shows how the sensors are worn, and counts no repetitions.
 */
export type SessionPurpose = 'exercise' | 'calibration' | 'guided-calibration';

/** How the zone is given: in percent of the maximum or of the reserve; null: the default of that scheme. */
export interface PrescribedZone {
  scheme: 'percent-max' | 'percent-reserve';
  percent: { low: number; high: number } | null;
}

/** What is known of patient and prescription at the moment a session begins. */
export interface PrescriptionFacts {
  patient: {
    birthYear: number;
    conditions: string[];
    restingHeartRateBpm: number | null;
    /** Resting heart rates measured in the last seven days. */
    restingHeartRatesBpm: number[];
    measuredMax: MeasuredMax | null;
    betaBlocker: boolean;
    ivabradine: boolean;
    nonDhpCcb: boolean;
    heartFailure: boolean;
    pacemaker: boolean;
    monitoringRequired: boolean;
  };
  /** `taught`: the exercise itself, where it is not of the catalogue but one that the clinic has taught. */
  prescription: { exerciseId: string; taught?: Exercise | null; side: 'left' | 'right' | 'both'; involvedSide?: Prescription['involvedSide'] | null; sensors: SensorBinding[]; zone: PrescribedZone; ceilingBpm: number | null; hardLimitBpm: number | null; supervised?: boolean; limits?: AlertLimits };
  reference: Reference | WalkReference | null;
  /** What the reference was made of. Absent: not known, and it holds. */
  referenceOrigin?: ReferenceOrigin | null;
  /** References of the patient's other exercises. */
  alternatives: { exerciseId: string; reference: Reference | WalkReference }[];
  /** Of this patient, switched on. */
  ownRules?: OwnRule[];
  /** Absent: not known. */
  earlier?: EarlierSessions;
  /** Guided calibrations that the patient has passed with this device, newest first. Absent: not known. */
  calibrations?: readonly PassedCalibration[];
  purpose: SessionPurpose;
  isReplayed?: boolean;
  /** The year it is. */
  year: number;
}

/**
 * The prescription with every value fixed, as it is kept with the session: an old session keeps its old limits. A calibration
 * is judged against nothing. Throws a RangeError for an exercise that does not exist, since it was checked when it was prescribed.
 */
export function resolvePrescription({ patient, prescription, reference, referenceOrigin = null, alternatives, ownRules, earlier, calibrations = [], purpose, isReplayed = false, year }: PrescriptionFacts): Prescription {
  const exercise = prescription.taught ?? exerciseById(prescription.exerciseId);
  if (exercise === null) throw new RangeError(`no exercise "${prescription.exerciseId}"`);
  const baseline = restingBaseline(patient.restingHeartRatesBpm);
  const intensity = planIntensity({
    ageYears: year - patient.birthYear,
    measured: patient.measuredMax,
    medication: { betaBlocker: patient.betaBlocker, ivabradine: patient.ivabradine, nonDhpCcb: patient.nonDhpCcb },
    heartFailure: patient.heartFailure,
    pacemaker: patient.pacemaker,
    restingHeartRateBpm: patient.restingHeartRateBpm,
    restingBaselineBpm: baseline.ok ? baseline.value : null,
    // No exercise of the catalogue is done on a bicycle.
    modality: 'other',
    conditions: patient.conditions,
    scheme: prescription.zone.scheme,
    zonePercent: prescription.zone.percent,
    ceilingBpm: prescription.ceilingBpm,
    hardLimitBpm: prescription.hardLimitBpm,
  });
  const sensors = prescription.sensors.map((worn) => withCalibration(worn, calibrations));
  return {
    exercise,
    side: prescription.side,
    ...(prescription.involvedSide ? { involvedSide: prescription.involvedSide } : {}),
    sensors,
    ...referenceOf(purpose === 'exercise' ? reference : null),
    ...(purpose === 'exercise' && reference !== null && referenceOrigin !== null ? { referenceStanding: referenceStanding(referenceOrigin, sensors) } : {}),
    alternatives: purpose === 'exercise' ? alternatives.flatMap(({ exerciseId, reference: other }) => (isOfWalking(other) ? [] : [{ exerciseId, reference: other }])) : [],
    intensity: intensity.ok ? intensity.value : null,
    conditions: patient.conditions,
    monitoringRequired: patient.monitoringRequired,
    supervised: prescription.supervised,
    limits: prescription.limits,
    ownRules: purpose === 'exercise' ? ownRules : [],
    earlier,
    ...(isReplayed ? { isReplayed } : {}),
    ...(purpose === 'guided-calibration' ? { guided: { movements: plannedMovements(prescription.sensors.filter(({ kind }) => kind === 'imu').map(({ placement }) => placement)) } } : {}),
  };
}

function referenceOf(reference: Reference | WalkReference | null): Pick<Prescription, 'reference' | 'walk'> {
  return reference !== null && isOfWalking(reference) ? { reference: null, walk: reference } : { reference };
}

/** What has no repetitions is never done instead of something that has. */
function isOfWalking(reference: Reference | WalkReference): reference is WalkReference {
  return 'kind' in reference;
}

function withCalibration(worn: SensorBinding, passed: readonly PassedCalibration[]): SensorBinding {
  const calibration = worn.kind === 'imu' ? calibrationOf(worn, passed) : null;
  if (calibration === null) return worn;
  return { ...worn, calibration, ...(calibration.hinge ? { flexion: calibration.hinge } : {}) };
}

/** A patient of whom nothing is known that would change a limit: what simulators and recordings are resolved for. */
export const patientWithoutFindings: Omit<PrescriptionFacts['patient'], 'birthYear'> = {
  conditions: [], restingHeartRateBpm: null, restingHeartRatesBpm: [], measuredMax: null, betaBlocker: false, ivabradine: false, nonDhpCcb: false, heartFailure: false,
  pacemaker: false, monitoringRequired: false,
};

/** The zone where the therapist said nothing else. */
export const defaultZone: PrescribedZone = { scheme: 'percent-max', percent: null };
