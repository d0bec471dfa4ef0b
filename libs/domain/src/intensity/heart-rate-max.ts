import type { Result } from '../session/result.js';

export interface HeartRateMaxInput {
  ageYears: number;
  /** From a graded test; null: none was done. */
  measured: MeasuredMax | null;
  medication: Medication;
  heartFailure: boolean;
  pacemaker: boolean;
  restingHeartRateBpm: number | null;
  /** What the exercise is done on: a bicycle gives 5 bpm less. */
  modality: 'walk' | 'cycle' | 'other';
}

export interface MeasuredMax {
  bpm: number;
  /** How long ago, months. */
  ageMonths: number;
  /** Whether today's rate-limiting medication is that of the test. */
  onSameMedication: boolean;
}

/** What keeps a heart from reaching the rate of its age. `nonDhpCcb`: verapamil, diltiazem. */
export interface Medication {
  betaBlocker: boolean;
  ivabradine: boolean;
  nonDhpCcb: boolean;
}

export interface HeartRateMax {
  bpm: number;
  method: 'measured' | 'beta-blocker-heart-failure' | 'beta-blocker' | 'tanaka';
  /** Standard error of estimate, bpm. */
  seeBpm: number;
  /** The error is too large for zones to lead (clinical B1): effort and talk test do. */
  advisoryOnly: boolean;
}

/** [P] A measured maximum is believed for two years. */
const oldestMeasuredMonths = 24;
const measuredSeeBpm = 3;
/** Keteyian et al. 2012, MSSE 44:371; Brawner et al. 2004, Am Heart J (SEE 18, r2 0.13). */
const betaBlockerSeeBpm = 18;
/** The literature has 7 to 12 bpm (Robergs & Landwehr 2002). */
const tanakaSeeBpm = 10;
const cycleLessBpm = 5;

/**
 * Maximum heart rate, by the first that applies (clinical B1): measured; 119 + 0.5 rest - 0.5 age for a beta-blocker with heart
 * failure (Keteyian 2012); 164 - 0.7 age for a beta-blocker (Brawner 2004) and, by analogy [P], ivabradine, verapamil and
 * diltiazem; 208 - 0.7 age (Tanaka 2001). Nothing is estimated for a child, nor for a heart that a pacemaker drives.
 */
export function estimateMaxHeartRate(input: HeartRateMaxInput): Result<HeartRateMax> {
  const { ageYears, measured, pacemaker } = input;
  if (!Number.isFinite(ageYears)) return { ok: false, reason: 'MISSING_INPUT', detail: `age ${ageYears}` };
  if (ageYears < 18 || ageYears > 100) return { ok: false, reason: 'NOT_APPLICABLE', detail: `age ${ageYears}; the rules are for 18 to 100 years` };
  const unusable = measured === null ? null : whyUnusable(measured);
  if (measured !== null && unusable === null) return { ok: true, value: { bpm: measured.bpm, method: 'measured', seeBpm: measuredSeeBpm, advisoryOnly: false }, flags: [] };
  if (pacemaker) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'a pacemaker drives the heart, and no usable maximum was measured' };
  return estimate(input, unusable === null ? ['HR_ESTIMATED'] : ['HR_ESTIMATED', unusable]);
}

export function isRateLimiting({ betaBlocker, ivabradine, nonDhpCcb }: Medication): boolean {
  return betaBlocker || ivabradine || nonDhpCcb;
}

function whyUnusable({ bpm, ageMonths, onSameMedication }: MeasuredMax): string | null {
  if (!Number.isFinite(bpm)) return 'MEASURED_MISSING';
  if (!(ageMonths >= 0 && ageMonths <= oldestMeasuredMonths)) return 'MEASURED_TOO_OLD';
  return onSameMedication ? null : 'MEASURED_OTHER_MEDICATION';
}

function estimate({ ageYears, medication, heartFailure, restingHeartRateBpm, modality }: HeartRateMaxInput, flags: string[]): Result<HeartRateMax> {
  if (!isRateLimiting(medication)) return { ok: true, value: { bpm: 208 - 0.7 * ageYears, method: 'tanaka', seeBpm: tanakaSeeBpm, advisoryOnly: false }, flags };
  const advisory = { seeBpm: betaBlockerSeeBpm, advisoryOnly: true };
  if (medication.betaBlocker && heartFailure && restingHeartRateBpm !== null) {
    const bpm = 119 + 0.5 * restingHeartRateBpm - 0.5 * ageYears - (modality === 'cycle' ? cycleLessBpm : 0);
    return { ok: true, value: { bpm, method: 'beta-blocker-heart-failure', ...advisory }, flags: [...flags, 'HR_ADVISORY_ONLY'] };
  }
  const without = medication.betaBlocker && heartFailure ? ['HF_NO_HRREST'] : [];
  return { ok: true, value: { bpm: 164 - 0.7 * ageYears, method: 'beta-blocker', ...advisory }, flags: [...flags, ...without, 'HR_ADVISORY_ONLY'] };
}
