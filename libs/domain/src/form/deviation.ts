import type { RepetitionFeatures } from '../repetition/repetition.js';
import type { FeatureReference } from './reference.js';

export type Feature = keyof RepetitionFeatures;

/** On which side of the reference a feature is bad (clinical D2). */
export type Direction = 'low' | 'high' | 'two';

/** How a feature is judged: direction, and floor and prior of its spread (clinical D1). `share` is of the median. */
export interface FeatureRule {
  domain: 'range' | 'tempo' | 'path' | 'smoothness';
  direction: Direction;
  unit: string;
  floor: number;
  prior: { share: number } | { fixed: number };
}

const duration = { domain: 'tempo', unit: 's', floor: 0.15, prior: { share: 0.15 } } as const;
const velocity = { domain: 'tempo', direction: 'high', unit: 'deg/s', floor: 5, prior: { share: 0.15 } } as const;
const smoothness = { domain: 'smoothness', direction: 'low', unit: '', floor: 0.1, prior: { fixed: 0.2 } } as const;

/** Every feature that takes part in the score (clinical D1, D2 [P]). */
export const featureRules: Partial<Record<Feature, FeatureRule>> = {
  rangeOfMotionDeg: { domain: 'range', direction: 'low', unit: 'deg', floor: 3, prior: { share: 0.06 } },
  // Too fast shows in a phase, too slow in the whole (clinical D5).
  durationS: { ...duration, direction: 'two' },
  outS: { ...duration, direction: 'low' },
  backS: { ...duration, direction: 'low' },
  peakVelocityOutDegPerS: velocity,
  peakVelocityBackDegPerS: velocity,
  sparcOut: smoothness,
  sparcBack: smoothness,
  pathDistanceDeg: { domain: 'path', direction: 'high', unit: 'deg', floor: 1.5, prior: { fixed: 3 } },
  offAxisDeg: { domain: 'path', direction: 'high', unit: 'deg', floor: 2, prior: { fixed: 3 } },
};

/** Weight of the population's prior, in repetitions (clinical D1). */
const priorRepetitions = 5;

/** Usual variation of a feature after shrinkage towards the prior (clinical D1). */
export function shrunkSpread({ n, observed, prior, floor }: { n: number; observed: number; prior: number; floor: number }): number {
  return Math.max(floor, Math.sqrt((n * observed ** 2 + priorRepetitions * prior ** 2) / (n + priorRepetitions)));
}

/** How far `value` lies on the bad side, in units of the patient's usual variation (clinical D2). */
export function deviation(value: number, { median, spread }: FeatureReference, direction: Direction): number {
  if (direction === 'two') return Math.abs(value - median) / spread;
  return Math.max(0, direction === 'low' ? median - value : value - median) / spread;
}

/** Sub-score 0..100 of a deviation: full up to 1.5, 60 at 3, 0 from 5 on; linear in between (clinical D2). */
export function subScore(u: number): number {
  if (u <= 1.5) return 100;
  if (u <= 3) return 100 - (40 * (u - 1.5)) / 1.5;
  return u >= 5 ? 0 : 30 * (5 - u);
}
