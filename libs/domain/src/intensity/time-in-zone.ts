import type { IntensityPlan } from '../prescription/prescription.js';
import { isMeasured } from './measured.js';
import { positionOf, type ZonePosition } from './zone.js';

/** Seconds in each position, and those without a heart rate: told apart, never distributed. */
export type TimeInZone = Record<ZonePosition | 'unmeasured', number>;

export interface TimedHeartRate {
  tMs: number;
  /** null: not measured. */
  bpm: number | null;
}

/** A sample stands for no more than this; what is beyond is unmeasured (clinical B7). */
const longestStepMs = 2000;

/** Each sample stands for the time until the next one; the last for one second. Samples ascend in time. */
export function timeInZone(samples: readonly TimedHeartRate[], plan: Pick<IntensityPlan, 'zoneLowBpm' | 'zoneHighBpm' | 'ceilingBpm' | 'hardLimitBpm'>): TimeInZone {
  const seconds: TimeInZone = { below: 0, in: 0, above: 0, 'over-ceiling': 0, 'over-limit': 0, unmeasured: 0 };
  samples.forEach(({ tMs, bpm }, i) => {
    const stepMs = (samples.at(i + 1)?.tMs ?? tMs + 1000) - tMs;
    const heldMs = Math.min(stepMs, longestStepMs);
    seconds[isMeasured(bpm) ? positionOf(bpm, plan) : 'unmeasured'] += heldMs / 1000;
    seconds.unmeasured += (stepMs - heldMs) / 1000;
  });
  return seconds;
}

export function measuredS({ unmeasured: _, ...measured }: TimeInZone): number {
  return Object.values(measured).reduce((sum, s) => sum + s, 0);
}

/** Share of the measured time within the zone, percent; null: nothing was measured. */
export function percentInZone(seconds: TimeInZone): number | null {
  const all = measuredS(seconds);
  return all === 0 ? null : (100 * seconds.in) / all;
}

/** What counts for the weekly dose: at or above the zone's lower edge and not over the ceiling, min. */
export function doseMin(seconds: TimeInZone): number {
  return (seconds.in + seconds.above) / 60;
}
