import type { RepetitionFeatures } from '../repetition/repetition.js';
import { median } from '../signal/statistics.js';
import { theilSenSlope } from '../signal/theil-sen.js';

/** What changes as a muscle tires, over a set. */
export type FatigueSign = 'smaller' | 'slower' | 'rougher' | 'longer' | 'shakier';

/** Numbers of one repetition that fatigue shows in. */
export type FatigueFeatures = Pick<RepetitionFeatures, 'rangeOfMotionDeg' | 'peakVelocityOutDegPerS' | 'sparcOut' | 'durationS' | 'tremorDegPerS'>;

interface SignRule {
  sign: FatigueSign;
  feature: keyof FatigueFeatures;
  /** Change over the set: a share of the first three's median, or (SPARC, which has no meaningful zero) the difference itself. */
  from: number;
  relative: boolean;
}

/** Proposed limits, two of which make fatigue (clinical C18 [P]). */
const rules: SignRule[] = [
  { sign: 'smaller', feature: 'rangeOfMotionDeg', from: -0.15, relative: true },
  { sign: 'slower', feature: 'peakVelocityOutDegPerS', from: -0.2, relative: true },
  { sign: 'rougher', feature: 'sparcOut', from: -0.5, relative: false },
  { sign: 'longer', feature: 'durationS', from: 0.25, relative: true },
  { sign: 'shakier', feature: 'tremorDegPerS', from: 0.5, relative: true },
];
const neededSigns = 2;
/** Repetitions that a trend needs. */
export const fatigueNeeds = 5;
const baseline = 3;

/**
 * Signs of fatigue over the scorable repetitions of a set, in their order; empty: none, or only one; null: fewer than five, so
 * nothing can be said.
 */
export function fatigueSigns(repetitions: readonly FatigueFeatures[]): FatigueSign[] | null {
  if (repetitions.length < fatigueNeeds) return null;
  const signs = rules.filter((rule) => shows(rule, changeOf(rule, repetitions))).map(({ sign }) => sign);
  return signs.length >= neededSigns ? signs : [];
}

/** Theil-Sen slope over the set against its beginning; null: not measured often enough, or nothing to compare with. */
export function relativeChange(values: readonly number[]): number | null {
  const first = median(values.slice(0, baseline));
  return values.length < fatigueNeeds || Math.abs(first) < 1e-9 ? null : (theilSenSlope(values) * (values.length - 1)) / first;
}

function changeOf({ feature, relative }: SignRule, repetitions: readonly FatigueFeatures[]): number | null {
  const values = repetitions.map((each) => each[feature]).filter((value) => typeof value === 'number');
  if (values.length < fatigueNeeds) return null;
  return relative ? relativeChange(values) : theilSenSlope(values) * (values.length - 1);
}

function shows({ from }: SignRule, change: number | null): boolean {
  if (change === null) return false;
  return from < 0 ? change <= from : change >= from;
}
