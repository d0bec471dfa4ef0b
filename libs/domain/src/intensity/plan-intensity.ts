import type { IntensityPlan } from '../prescription/prescription.js';
import type { Result } from '../session/result.js';
import { estimateMaxHeartRate, isRateLimiting, type HeartRateMaxInput } from './heart-rate-max.js';
import { karvonenTarget } from './zone.js';

/** Shares of maximum heart rate: zone and ceiling of the programme's articles, hard limit of AAFP 2017;96:293 (clinical B2). */
const zoneShares = { low: 0.65, high: 0.75 };
const ceilingShare = 0.8;
const hardLimitShare = 0.85;
/** The hard limit with a measured maximum and no cardiovascular flag (clinical E2, HR-03), and the most any plan may set (E3). */
const measuredHardLimitShare = 0.9;
const highestHardLimitShare = 0.95;
/** Moderate by the reserve (ACSM). */
const reserveShares = { low: 0.4, high: 0.6 };
/** A reserve of less is a wrong number (clinical B2), bpm. */
const leastReserveBpm = 20;

export interface IntensityInput extends HeartRateMaxInput {
  /** Median of the last seven days (clinical B3); null: there is none, and the reserve is not planned by. */
  restingBaselineBpm: number | null;
  conditions: string[];
  scheme: 'percent-max' | 'percent-reserve';
  /** The therapist's own zone, percent in `scheme`; null: the default. */
  zonePercent: { low: number; high: number } | null;
  /** The therapist's own limits; null: the defaults. */
  ceilingBpm: number | null;
  hardLimitBpm: number | null;
}

/**
 * The limits of one session, from what is known of the patient when it begins. A resting heart rate that cannot be gives no reserve; it takes
 * no limit away, since none but the zone of the reserve rests on it.
 */
export function planIntensity(input: IntensityInput): Result<IntensityPlan> {
  const max = maxOf(input);
  if (!max.ok) return max;
  const { bpm } = max.value;
  const rest = restOf(input, bpm);
  const { restingHeartRateBpm } = rest;
  const limits = limitsOf(input, max.value);
  const zone = zoneOf({ ...input, restingBaselineBpm: rest.baselineBpm }, bpm);
  const flags = [...max.flags, ...zone.flags, ...rest.flags];
  const plan: IntensityPlan = {
    maxHeartRateBpm: bpm,
    maxHeartRateMethod: max.value.method,
    maxHeartRateSeeBpm: max.value.seeBpm,
    advisoryOnly: max.value.advisoryOnly,
    rateLimitingMedication: isRateLimiting(input.medication),
    restingHeartRateBpm,
    scheme: zone.scheme,
    zoneLowBpm: Math.min(zone.lowBpm, limits.ceilingBpm),
    zoneHighBpm: Math.min(zone.highBpm, limits.ceilingBpm),
    ...limits,
    flags,
  };
  return { ok: true, value: plan, flags };
}

type Max = Pick<IntensityPlan, 'advisoryOnly'> & { bpm: number; method: IntensityPlan['maxHeartRateMethod']; seeBpm: number | null };

/**
 * Where nothing can be estimated, limits in the plan stand for their shares of a maximum that nobody knows: what a therapist has set is watched,
 * whatever else is missing.
 */
function maxOf(input: IntensityInput): Result<Max> {
  // What was measured at rest for a week is surer than a number that was written down once.
  const estimated = estimateMaxHeartRate({ ...input, restingHeartRateBpm: input.restingBaselineBpm ?? input.restingHeartRateBpm });
  const own = input.ceilingBpm !== null ? input.ceilingBpm / ceilingShare : input.hardLimitBpm === null ? null : input.hardLimitBpm / hardLimitShare;
  if (estimated.ok || own === null) return estimated;
  return { ok: true, value: { bpm: own, method: 'plan', seeBpm: null, advisoryOnly: true }, flags: ['MAX_FROM_PLAN', 'HR_ADVISORY_ONLY'] };
}

interface Rest {
  /** null: not known, or it cannot be. */
  restingHeartRateBpm: number | null;
  baselineBpm: number | null;
  flags: string[];
}

function restOf({ restingBaselineBpm: baselineBpm, restingHeartRateBpm: single }: IntensityInput, maxBpm: number): Rest {
  const restingHeartRateBpm = baselineBpm ?? single;
  if (restingHeartRateBpm !== null && restingHeartRateBpm >= maxBpm - leastReserveBpm) return { restingHeartRateBpm: null, baselineBpm: null, flags: ['HRREST_OUT_OF_RANGE'] };
  // Shares of the reserve are then told by one day's rate (clinical B3); a zone is never planned by it.
  return { restingHeartRateBpm, baselineBpm, flags: baselineBpm === null && single !== null ? ['HRREST_SINGLE'] : [] };
}

type Limits = Pick<IntensityPlan, 'ceilingBpm' | 'ceilingFromPlan' | 'hardLimitBpm' | 'hardLimitFromPlan'>;

function limitsOf(input: IntensityInput, max: Max): Limits {
  const hardLimitBpm = hardLimitOf(input, max);
  return {
    ceilingBpm: Math.min(input.ceilingBpm ?? ceilingShare * max.bpm, hardLimitBpm),
    ceilingFromPlan: input.ceilingBpm !== null,
    hardLimitBpm,
    hardLimitFromPlan: input.hardLimitBpm !== null,
  };
}

function hardLimitOf({ ceilingBpm, hardLimitBpm, conditions }: IntensityInput, { bpm, method, advisoryOnly }: Max): number {
  // A guess never stands in the way of a ceiling that somebody has set (clinical B1): the hard limit is as far above it as 85 is above 80 %.
  if (advisoryOnly && hardLimitBpm === null && ceilingBpm !== null) return (hardLimitShare / ceilingShare) * ceilingBpm;
  const defaultShare = method === 'measured' && !conditions.includes('cardiovascular') ? measuredHardLimitShare : hardLimitShare;
  return Math.min(hardLimitBpm ?? defaultShare * bpm, highestHardLimitShare * bpm);
}

/** A plan with other limits, within the same bounds; null: as it was. To try them, not to set them. */
export function withLimits(plan: IntensityPlan, { ceilingBpm, hardLimitBpm }: { ceilingBpm: number | null; hardLimitBpm: number | null }): IntensityPlan {
  const guessed = plan.advisoryOnly && !plan.hardLimitFromPlan && hardLimitBpm === null && ceilingBpm !== null;
  const own = hardLimitBpm === null ? plan.hardLimitBpm : Math.min(hardLimitBpm, highestHardLimitShare * plan.maxHeartRateBpm);
  const hardLimit = guessed ? (hardLimitShare / ceilingShare) * ceilingBpm : own;
  const ceiling = Math.min(ceilingBpm ?? plan.ceilingBpm, hardLimit);
  return {
    ...plan,
    zoneLowBpm: Math.min(plan.zoneLowBpm, ceiling),
    zoneHighBpm: Math.min(plan.zoneHighBpm, ceiling),
    ceilingBpm: ceiling,
    ceilingFromPlan: plan.ceilingFromPlan || ceilingBpm !== null,
    hardLimitBpm: hardLimit,
    hardLimitFromPlan: plan.hardLimitFromPlan || hardLimitBpm !== null,
  };
}

interface PlannedZone {
  scheme: IntensityPlan['scheme'];
  lowBpm: number;
  highBpm: number;
  flags: string[];
}

/** By the reserve only where the resting heart rate is known well enough; one scheme a session, never mixed. */
function zoneOf({ scheme, zonePercent, restingBaselineBpm }: IntensityInput, maxBpm: number): PlannedZone {
  if (scheme === 'percent-reserve' && restingBaselineBpm !== null) {
    const { low, high } = zonePercent === null ? reserveShares : sharesOf(zonePercent);
    const range = { restingBpm: restingBaselineBpm, maxBpm };
    return { scheme, lowBpm: karvonenTarget(low, range), highBpm: karvonenTarget(high, range), flags: [] };
  }
  // A zone that was planned in percent of the reserve is none in percent of the maximum.
  const isOther = scheme === 'percent-reserve';
  const { low, high } = zonePercent === null || isOther ? zoneShares : sharesOf(zonePercent);
  return { scheme: 'percent-max', lowBpm: low * maxBpm, highBpm: high * maxBpm, flags: isOther ? ['NO_HRREST_BASELINE'] : [] };
}

function sharesOf({ low, high }: { low: number; high: number }): { low: number; high: number } {
  return { low: low / 100, high: high / 100 };
}
