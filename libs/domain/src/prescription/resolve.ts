import type { Reference } from '../form/reference.js';
import { planIntensity } from '../intensity/zone.js';
import { exerciseById } from './catalogue/index.js';
import type { Prescription, SensorBinding } from './prescription.js';

/** What is known of patient and prescription at the moment a session begins. */
export interface PrescriptionFacts {
  patient: {
    birthYear: number;
    conditions: string[];
    restingHeartRateBpm: number | null;
    measuredMaxHeartRateBpm: number | null;
    betaBlocker: boolean;
    heartFailure: boolean;
    monitoringRequired: boolean;
  };
  prescription: { exerciseId: string; side: 'left' | 'right' | 'both'; sensors: SensorBinding[]; ceilingBpm: number | null; hardLimitBpm: number | null };
  reference: Reference | null;
  purpose: 'exercise' | 'calibration';
  /** The year it is. */
  year: number;
}

/**
 * The prescription with every value fixed, as it is kept with the session: an old session keeps its old limits. A calibration
 * is judged against nothing. Throws a RangeError for an exercise that does not exist, since it was checked when it was prescribed.
 */
export function resolvePrescription({ patient, prescription, reference, purpose, year }: PrescriptionFacts): Prescription {
  const exercise = exerciseById(prescription.exerciseId);
  if (exercise === null) throw new RangeError(`no exercise "${prescription.exerciseId}"`);
  const intensity = planIntensity({
    ageYears: year - patient.birthYear,
    measuredBpm: patient.measuredMaxHeartRateBpm,
    betaBlocker: patient.betaBlocker,
    heartFailure: patient.heartFailure,
    restingHeartRateBpm: patient.restingHeartRateBpm,
    conditions: patient.conditions,
    ceilingBpm: prescription.ceilingBpm,
    hardLimitBpm: prescription.hardLimitBpm,
  });
  return {
    exercise,
    side: prescription.side,
    sensors: prescription.sensors,
    reference: purpose === 'calibration' ? null : reference,
    intensity: intensity.ok ? intensity.value : null,
    conditions: patient.conditions,
    monitoringRequired: patient.monitoringRequired,
  };
}
