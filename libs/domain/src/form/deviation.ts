import type { RepetitionFeatures } from '../repetition/repetition.js';
import type { FormCode, FormDomain } from './code.js';
import type { FeatureReference } from './reference.js';

export type Feature = keyof RepetitionFeatures;

/** On which side of the reference a feature is bad (clinical D2). */
export type Direction = 'low' | 'high' | 'two';

/** How a feature is judged: direction, and floor and prior of its spread (clinical D1). `share` is of the median. */
export interface FeatureRule {
  domain: FormDomain;
  direction: Direction;
  unit: string;
  floor: number;
  prior: { share: number } | { fixed: number };
  /**
   * How much its usual value moves from one session to the next, which a provisional reference knows nothing of: from the correct
   * repetitions of pted s1 and s2 against their templates (proposed).
   */
  between: { share: number } | { fixed: number };
  /** What is told when it is off on its bad side: above the median, or below it. */
  code: { above: FormCode; below: FormCode };
}

/** One feature against the patient's usual. */
export interface Judged {
  feature: Feature;
  rule: FeatureRule;
  value: number;
  usual: FeatureReference;
  u: number;
  /** 0..100. */
  score: number;
}

const always = (code: FormCode): FeatureRule['code'] => ({ above: code, below: code });
const duration = { domain: 'tempo', unit: 's', floor: 0.15, prior: { share: 0.15 }, between: { share: 0.3 }, code: { above: 'TOO_SLOW', below: 'TOO_FAST' } } as const;
const velocity = { domain: 'tempo', direction: 'high', unit: 'deg/s', floor: 5, prior: { share: 0.15 }, between: { share: 0.3 }, code: always('TOO_FAST') } as const;
const smoothness = { domain: 'smoothness', direction: 'low', unit: '', floor: 0.1, prior: { fixed: 0.2 }, between: { fixed: 0.4 }, code: always('JERKY') } as const;
const path = { domain: 'path', direction: 'high', unit: 'deg', prior: { fixed: 3 }, between: { fixed: 4 }, code: always('PATH_DEVIATION') } as const;
const compensation = (code: FormCode): FeatureRule => ({ domain: 'compensation', direction: 'high', unit: 'deg', floor: 2, prior: { fixed: 3 }, between: { fixed: 3 }, code: always(code) });
const steadiness = { domain: 'steadiness', direction: 'high', between: { share: 0.3 }, code: always('UNSTEADY') } as const;

/** Every feature that takes part in the score against the reference (clinical D1, D2 [P]). */
export const featureRules: Partial<Record<Feature, FeatureRule>> = {
  rangeOfMotionDeg: { domain: 'range', direction: 'low', unit: 'deg', floor: 3, prior: { share: 0.06 }, between: { share: 0.13 }, code: always('INCOMPLETE_RANGE') },
  // Too fast shows in a phase, too slow in the whole (clinical D5).
  durationS: { ...duration, direction: 'two', between: { share: 0.2 } },
  outS: { ...duration, direction: 'low' },
  backS: { ...duration, direction: 'low' },
  peakVelocityOutDegPerS: velocity,
  peakVelocityBackDegPerS: velocity,
  sparcOut: smoothness,
  sparcBack: smoothness,
  pathDistanceDeg: { ...path, floor: 1.5 },
  offAxisDeg: { ...path, floor: 2 },
  trunkLeanSideDeg: compensation('TRUNK_LEAN_SIDE'),
  trunkLeanForwardDeg: compensation('TRUNK_LEAN_FORWARD'),
  trunkRotationDeg: compensation('TRUNK_ROTATION'),
  lumbarArchDeg: compensation('LUMBAR_ARCH'),
  backFlexionDeg: compensation('BACK_DOMINANT_LIFT'),
  hipHikeDeg: compensation('HIP_HIKE'),
  pelvicDropDeg: compensation('PELVIC_DROP'),
  kneeValgusDeg: compensation('KNEE_VALGUS_PROXY'),
  kneeBendDeg: compensation('KNEE_BENT'),
  shoulderShrugDeg: compensation('SHOULDER_SHRUG'),
  tremorDegPerS: { ...steadiness, unit: 'deg/s', floor: 0.3, prior: { share: 0.3 } },
  swayRmsMPerS2: { ...steadiness, unit: 'm/s2', floor: 0.01, prior: { share: 0.25 } },
  holdDriftDeg: { ...steadiness, unit: 'deg', floor: 2, prior: { fixed: 3 } },
  // Of walking, by windows of ten seconds. Floors and priors are proposed: no walk of a person is among the recordings. Step regularity is not judged,
  // since it falls with symmetry alone too.
  cadencePerMin: { domain: 'tempo', direction: 'two', unit: '/min', floor: 2, prior: { share: 0.05 }, between: { share: 0.05 }, code: { above: 'TOO_FAST', below: 'TOO_SLOW' } },
  strideRegularity: { domain: 'regularity', direction: 'low', unit: '', floor: 0.05, prior: { fixed: 0.08 }, between: { fixed: 0.05 }, code: always('GAIT_IRREGULAR') },
  stepSymmetry: { domain: 'symmetry', direction: 'low', unit: '', floor: 0.05, prior: { fixed: 0.08 }, between: { fixed: 0.05 }, code: always('GAIT_ASYMMETRIC') },
};

/** Weight of the population's prior, in repetitions (clinical D1). */
const priorRepetitions = 5;

/** Usual variation of a feature after shrinkage towards the prior (clinical D1). */
export function shrunkSpread({ n, observed, prior, floor }: { n: number; observed: number; prior: number; floor: number }): number {
  return Math.max(floor, Math.sqrt((n * observed ** 2 + priorRepetitions * prior ** 2) / (n + priorRepetitions)));
}

/** With what moves between sessions on top. */
export function acrossSessions({ median, spread }: FeatureReference, { between }: Pick<FeatureRule, 'between'>): FeatureReference {
  return { median, spread: Math.hypot(spread, 'share' in between ? between.share * Math.abs(median) : between.fixed) };
}

/** How far `value` lies on the bad side, in units of the patient's usual variation (clinical D2). */
export function deviation(value: number, { median, spread }: FeatureReference, direction: Direction): number {
  if (direction === 'two') return Math.abs(value - median) / spread;
  return Math.max(0, direction === 'low' ? median - value : value - median) / spread;
}

/** A deviation from here on is mild, and clear (clinical D5 [P]). */
export const mildFrom = 2.25;
export const clearFrom = 3;

/** Sub-score 0..100 of a deviation: full up to 1.5, 60 at 3, 0 from 5 on; linear in between (clinical D2). */
export function subScore(u: number): number {
  if (u <= 1.5) return 100;
  if (u <= clearFrom) return 100 - (40 * (u - 1.5)) / 1.5;
  return u >= 5 ? 0 : 30 * (5 - u);
}

/** Where a feature begins to be clearly too small. */
export function clearlyBelow(known: FeatureReference, { feature, provisional }: { feature: Feature; provisional: boolean }): number {
  const rule = featureRules[feature];
  const { median, spread } = provisional && rule !== undefined ? acrossSessions(known, rule) : known;
  return median - clearFrom * spread;
}
