import { median } from '../signal/statistics.js';
import type { Result } from '../session/result.js';

export interface SideValues {
  /** One feature of the scorable repetitions of a set. */
  values: readonly number[];
  /** When the set was done, epoch ms. */
  measuredAtMs: number;
}

export interface SymmetryInput {
  left: SideValues;
  right: SideValues;
  /** The side that is treated; null: both, or not known. */
  involved: 'left' | 'right' | null;
  /** Of the feature, in its unit; 5 deg for a range of motion by IMU (clinical C4). */
  measurementError: number;
}

export interface Symmetry {
  left: number;
  right: number;
  /** Limb symmetry index, 100 x involved / uninvolved, percent; null where the involved side is not known. */
  limbSymmetryPercent: number | null;
  /** Symmetry index, 100 x |left - right| / mean, percent (Robinson 1987). Nine equations exist: a report keeps to one. */
  symmetryIndexPercent: number;
  /** The side with the smaller value; null when they are equal. */
  lowerSide: 'left' | 'right' | null;
  /** Worth a word in the report, without a code. */
  noted: boolean;
  code: 'ASYMMETRIC' | null;
}

/** Clinical C13: fewer repetitions are no median. */
const leastRepetitions = 3;
/** The 10 percent come from ground reaction forces in gait and are arbitrary; 15 is proposed [P]. */
const notedAbovePercent = 10;
const asymmetricAbovePercent = 15;
/** Two sides, an error each. */
const errors = 2;
const oldestMs = 7 * 24 * 3_600_000;

/** One feature on the left and on the right, by the medians of a set each. Both have to be of the same unit and sign. */
export function symmetry({ left, right, involved, measurementError }: SymmetryInput): Result<Symmetry> {
  if (![...left.values, ...right.values].every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a value is no number' };
  const fewer = Math.min(left.values.length, right.values.length);
  if (fewer < leastRepetitions) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${fewer} scorable repetitions on one side` };
  if (Math.abs(left.measuredAtMs - right.measuredAtMs) > oldestMs) return { ok: false, reason: 'STALE', detail: 'the sides were measured more than 7 days apart' };
  const [l, r] = [median(left.values), median(right.values)];
  const mean = (l + r) / 2;
  // Around zero a percentage of the mean says nothing.
  if (!(mean > measurementError)) return { ok: false, reason: 'NOT_APPLICABLE', detail: `a mean of ${mean} is within the measurement error` };
  const difference = Math.abs(l - r);
  const symmetryIndexPercent = (100 * difference) / mean;
  const code = symmetryIndexPercent > asymmetricAbovePercent && difference > errors * measurementError ? 'ASYMMETRIC' : null;
  const value = { left: l, right: r, limbSymmetryPercent: limbSymmetry(l, r, involved), symmetryIndexPercent, lowerSide: lower(l, r), noted: symmetryIndexPercent > notedAbovePercent, code } as const;
  return { ok: true, value, flags: [] };
}

/** The one percentage that is told, with the one beyond which it is clear. */
export interface SideDifference {
  percent: number;
  clearAbovePercent: number;
}

/**
 * Of the nine ways to put a difference into percent one is told, never two (Bishop): how much less or further the involved side goes than the other where
 * that is known, else the symmetry index. It is clear at the same ratio of the sides either way: an index of 15 is 13.95 less, or 16.22 further.
 */
export function sideDifference({ limbSymmetryPercent, symmetryIndexPercent }: Pick<Symmetry, 'symmetryIndexPercent'> & Partial<Pick<Symmetry, 'limbSymmetryPercent'>>): SideDifference {
  if (typeof limbSymmetryPercent !== 'number') return { percent: symmetryIndexPercent, clearAbovePercent: asymmetricAbovePercent };
  const half = asymmetricAbovePercent / 200;
  const ofOther = limbSymmetryPercent < 100 ? 1 + half : 1 - half;
  return { percent: Math.abs(100 - limbSymmetryPercent), clearAbovePercent: asymmetricAbovePercent / ofOther };
}

function limbSymmetry(left: number, right: number, involved: 'left' | 'right' | null): number | null {
  if (involved === null) return null;
  const [mine, other] = involved === 'left' ? [left, right] : [right, left];
  return other > 0 ? (100 * mine) / other : null;
}

function lower(left: number, right: number): 'left' | 'right' | null {
  if (left === right) return null;
  return left < right ? 'left' : 'right';
}
