import type { IntensityPlan } from '../prescription/prescription.js';

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

/** The heart rate at a share of the reserve, bpm: Karvonen 1957. */
export function karvonenTarget(share: number, { restingBpm, maxBpm }: { restingBpm: number; maxBpm: number }): number {
  return restingBpm + share * (maxBpm - restingBpm);
}

/** Karvonen 1957. */
export function percentOfReserve(heartRateBpm: number, { restingBpm, maxBpm }: { restingBpm: number; maxBpm: number }): number {
  return (100 * (heartRateBpm - restingBpm)) / (maxBpm - restingBpm);
}

export function classOf(percent: number, scheme: 'percent-max' | 'percent-reserve'): IntensityClass {
  const edges = scheme === 'percent-max' ? percentMaxEdges : percentReserveEdges;
  return classes[edges.filter((edge) => percent >= edge).length];
}

export function positionOf(heartRateBpm: number, plan: Pick<IntensityPlan, 'zoneLowBpm' | 'zoneHighBpm' | 'ceilingBpm' | 'hardLimitBpm'>): ZonePosition {
  if (heartRateBpm > plan.hardLimitBpm) return 'over-limit';
  if (heartRateBpm > plan.ceilingBpm) return 'over-ceiling';
  if (heartRateBpm > plan.zoneHighBpm) return 'above';
  return heartRateBpm < plan.zoneLowBpm ? 'below' : 'in';
}
