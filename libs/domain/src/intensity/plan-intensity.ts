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

/** The limits of one session, from what is known of the patient when it begins. */
export function planIntensity(input: IntensityInput): Result<IntensityPlan> {
  const max = maxOf(input);
  if (!max.ok) return max;
  const { bpm } = max.value;
  const restingHeartRateBpm = input.restingBaselineBpm ?? input.restingHeartRateBpm;
  if (restingHeartRateBpm !== null && restingHeartRateBpm >= bpm - leastReserveBpm) {
    return { ok: false, reason: 'OUT_OF_RANGE', detail: `resting heart rate ${restingHeartRateBpm} bpm with a maximum of ${bpm} bpm` };
  }
  const limits = limitsOf(input, max.value);
  const zone = zoneOf(input, bpm);
  // Shares of the reserve are then told by one day's rate (clinical B3); a zone is never planned by it.
  const single = input.restingBaselineBpm === null && input.restingHeartRateBpm !== null ? ['HRREST_SINGLE'] : [];
  const flags = [...max.flags, ...zone.flags, ...single];
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

/** Where nothing can be estimated, a ceiling in the plan stands for 80 % of a maximum that nobody knows. */
function maxOf(input: IntensityInput): Result<Max> {
  const estimated = estimateMaxHeartRate(input);
  if (estimated.ok || !input.pacemaker || input.ceilingBpm === null) return estimated;
  return { ok: true, value: { bpm: input.ceilingBpm / ceilingShare, method: 'plan', seeBpm: null, advisoryOnly: true }, flags: ['MAX_FROM_CEILING', 'HR_ADVISORY_ONLY'] };
}

function limitsOf(input: IntensityInput, { bpm, method }: Max): Pick<IntensityPlan, 'ceilingBpm' | 'ceilingFromPlan' | 'hardLimitBpm' | 'hardLimitFromPlan'> {
  const defaultShare = method === 'measured' && !input.conditions.includes('cardiovascular') ? measuredHardLimitShare : hardLimitShare;
  return {
    ceilingBpm: input.ceilingBpm ?? ceilingShare * bpm,
    ceilingFromPlan: input.ceilingBpm !== null,
    hardLimitBpm: Math.min(input.hardLimitBpm ?? defaultShare * bpm, highestHardLimitShare * bpm),
    hardLimitFromPlan: input.hardLimitBpm !== null,
  };
}

/** A plan with other limits, within the same bounds; null: as it was. To try them, not to set them. */
export function withLimits(plan: IntensityPlan, { ceilingBpm, hardLimitBpm }: { ceilingBpm: number | null; hardLimitBpm: number | null }): IntensityPlan {
  const ceiling = ceilingBpm ?? plan.ceilingBpm;
  return {
    ...plan,
    zoneLowBpm: Math.min(plan.zoneLowBpm, ceiling),
    zoneHighBpm: Math.min(plan.zoneHighBpm, ceiling),
    ceilingBpm: ceiling,
    ceilingFromPlan: plan.ceilingFromPlan || ceilingBpm !== null,
    hardLimitBpm: Math.min(hardLimitBpm ?? plan.hardLimitBpm, highestHardLimitShare * plan.maxHeartRateBpm),
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
