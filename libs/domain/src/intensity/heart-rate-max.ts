import type { Result } from '../session/result.js';

export interface HeartRateMaxInput {
  ageYears: number;
  /** From a graded test at most 24 months old, on the same rate-limiting medication. */
  measuredBpm: number | null;
  betaBlocker: boolean;
  heartFailure: boolean;
  restingHeartRateBpm: number | null;
}

export interface HeartRateMax {
  bpm: number;
  method: 'measured' | 'beta-blocker-heart-failure' | 'beta-blocker' | 'tanaka';
  /** Standard error of estimate, bpm. */
  seeBpm: number;
  /** The error is too large for zones to lead (clinical B1): effort and talk test do. */
  advisoryOnly: boolean;
}

/**
 * Maximum heart rate, by the first that applies (clinical B1): measured; 119 + 0.5 rest - 0.5 age for a beta-blocker with
 * heart failure [Keteyian 2012]; 164 - 0.7 age for a beta-blocker [Brawner 2004]; 208 - 0.7 age [Tanaka 2001].
 */
export function estimateMaxHeartRate(input: HeartRateMaxInput): Result<HeartRateMax> {
  const { ageYears, measuredBpm, restingHeartRateBpm } = input;
  if (!Number.isFinite(ageYears)) return { ok: false, reason: 'MISSING_INPUT', detail: `age ${ageYears}` };
  if (ageYears < 18 || ageYears > 100) return { ok: false, reason: 'NOT_APPLICABLE', detail: `age ${ageYears}; the rules are for 18 to 100 years` };
  if (measuredBpm !== null) return value({ bpm: measuredBpm, method: 'measured', seeBpm: 3, advisoryOnly: false }, []);
  if (input.betaBlocker && input.heartFailure && restingHeartRateBpm !== null) {
    return value({ bpm: 119 + 0.5 * restingHeartRateBpm - 0.5 * ageYears, method: 'beta-blocker-heart-failure', seeBpm: 18, advisoryOnly: true }, estimated);
  }
  if (input.betaBlocker) {
    const flags = input.heartFailure ? [...estimated, 'HF_NO_HRREST'] : estimated;
    return value({ bpm: 164 - 0.7 * ageYears, method: 'beta-blocker', seeBpm: 18, advisoryOnly: true }, flags);
  }
  return value({ bpm: 208 - 0.7 * ageYears, method: 'tanaka', seeBpm: 10, advisoryOnly: false }, estimated);
}

const estimated = ['HR_ESTIMATED'];

function value(max: HeartRateMax, flags: string[]): Result<HeartRateMax> {
  return { ok: true, value: max, flags: max.advisoryOnly ? [...flags, 'HR_ADVISORY_ONLY'] : flags };
}
