import type { IntensityPlan } from '../prescription/prescription.js';
import type { Result } from '../session/result.js';
import { estimateMaxHeartRate, type HeartRateMaxInput } from './heart-rate-max.js';

export type IntensityClass = 'very-light' | 'light' | 'moderate' | 'vigorous' | 'near-maximal';

/** Where a heart rate lies in the plan of a session. */
export type ZonePosition = 'below' | 'in' | 'above' | 'over-ceiling' | 'over-limit';

const classes: IntensityClass[] = ['very-light', 'light', 'moderate', 'vigorous', 'near-maximal'];
/** Lower edges of light, moderate, vigorous, near-maximal; half-open (clinical B2, ACSM). */
const percentMaxEdges = [57, 64, 77, 96];
const percentReserveEdges = [30, 40, 60, 90];

export function percentOfMax(heartRateBpm: number, maxHeartRateBpm: number): number {
  return (100 * heartRateBpm) / maxHeartRateBpm;
}

/** Karvonen 1957. */
export function percentOfReserve(heartRateBpm: number, { restingBpm, maxBpm }: { restingBpm: number; maxBpm: number }): number {
  return (100 * (heartRateBpm - restingBpm)) / (maxBpm - restingBpm);
}

export function classOf(percent: number, scheme: 'percent-max' | 'percent-reserve'): IntensityClass {
  const edges = scheme === 'percent-max' ? percentMaxEdges : percentReserveEdges;
  return classes[edges.filter((edge) => percent >= edge).length];
}

export function positionOf(heartRateBpm: number, plan: IntensityPlan): ZonePosition {
  if (heartRateBpm > plan.hardLimitBpm) return 'over-limit';
  if (heartRateBpm > plan.ceilingBpm) return 'over-ceiling';
  if (heartRateBpm > plan.zoneHighBpm) return 'above';
  return heartRateBpm < plan.zoneLowBpm ? 'below' : 'in';
}

/** Shares of maximum heart rate: zone and ceiling [S:003], hard limit [V:afp] (clinical B2). */
const zoneLowShare = 0.65;
const zoneHighShare = 0.75;
const ceilingShare = 0.8;
const hardLimitShare = 0.85;
/** The hard limit with a measured maximum and no cardiovascular flag (clinical E2, HR-03), and the most any plan may set (E3). */
const measuredHardLimitShare = 0.9;
const highestHardLimitShare = 0.95;

export interface IntensityInput extends HeartRateMaxInput {
  conditions: string[];
  /** The therapist's own limits; null: the defaults. */
  ceilingBpm: number | null;
  hardLimitBpm: number | null;
}

/** The limits of one session, from what is known of the patient when it begins. */
export function planIntensity(input: IntensityInput): Result<IntensityPlan> {
  const max = estimateMaxHeartRate(input);
  if (!max.ok) return max;
  const { bpm, method, seeBpm, advisoryOnly } = max.value;
  const { restingHeartRateBpm } = input;
  if (restingHeartRateBpm !== null && restingHeartRateBpm >= bpm - 20) {
    return { ok: false, reason: 'OUT_OF_RANGE', detail: `resting heart rate ${restingHeartRateBpm} bpm with a maximum of ${bpm} bpm` };
  }
  const defaultShare = method === 'measured' && !input.conditions.includes('cardiovascular') ? measuredHardLimitShare : hardLimitShare;
  const plan: IntensityPlan = {
    maxHeartRateBpm: bpm,
    maxHeartRateMethod: method,
    maxHeartRateSeeBpm: seeBpm,
    advisoryOnly,
    rateLimitingMedication: input.betaBlocker,
    restingHeartRateBpm,
    scheme: 'percent-max',
    zoneLowBpm: zoneLowShare * bpm,
    zoneHighBpm: zoneHighShare * bpm,
    ceilingBpm: input.ceilingBpm ?? ceilingShare * bpm,
    ceilingFromPlan: input.ceilingBpm !== null,
    hardLimitBpm: Math.min(input.hardLimitBpm ?? defaultShare * bpm, highestHardLimitShare * bpm),
    hardLimitFromPlan: input.hardLimitBpm !== null,
  };
  return { ok: true, value: plan, flags: max.flags };
}
