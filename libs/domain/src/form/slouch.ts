import type { Vector } from '../motion/quaternion.js';
import { directionDifferenceDeg } from '../motion/segment-alignment.js';
import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';

/** How the upper back is held while sitting, in one window. */
export interface Sitting {
  /** From how it was held at the beginning, deg. */
  leanDeg: number;
  isSlouched: boolean;
}

/** So far from the neutral posture is slouching, and for so long it is told: clinical C17 (A-019, A-069) [P]. */
export const slouchedFromDeg = 15;
export const slouchedForMs = 5 * 60_000;
/** Who moves about more than this within a window does not sit; deg from its own middle [P]. */
const restlessDeg = 20;

/** `ups`: which way is up in the sensor's frame, unit, over a window; `neutral`: the same while the patient sat tall. */
export function sittingOf(ups: readonly Vector[], neutral: Vector): Result<Sitting> {
  const middle = middleOf(ups);
  if (!middle.ok) return middle;
  const leanDeg = directionDifferenceDeg(neutral, middle.value);
  return { ok: true, value: { leanDeg, isSlouched: leanDeg > slouchedFromDeg }, flags: [] };
}

/** Of a window, so much must have been measured: a radio loses a quarter of a second now and then, and a posture of minutes is none the less known [P]. */
const neededShare = 0.8;

/** Which way is up on average; what is not finite was not measured. LOW_QUALITY while the patient moves about, MISSING_INPUT for a hole. */
export function middleOf(ups: readonly Vector[]): Result<Vector> {
  const sum: Vector = [0, 0, 0];
  const measured = ups.filter((up) => up.every(Number.isFinite));
  for (const up of measured) up.forEach((value, i) => (sum[i] += value));
  const length = Math.hypot(...sum);
  if (!(length > 0) || measured.length < neededShare * ups.length) return { ok: false, reason: 'MISSING_INPUT', detail: 'a hole in the signal' };
  const middle: Vector = [sum[0] / length, sum[1] / length, sum[2] / length];
  if (median(measured.map((up) => directionDifferenceDeg(up, middle))) > restlessDeg) return { ok: false, reason: 'LOW_QUALITY', detail: 'the patient moves about' };
  return { ok: true, value: middle, flags: [] };
}
