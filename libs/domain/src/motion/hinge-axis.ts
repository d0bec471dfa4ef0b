import type { Result } from '../session/result.js';
import type { Vector } from './quaternion.js';

export interface HingeAxis {
  /** Unit, sensorFrame; positive is the way out. */
  axis: Vector;
  /** Share of the rotation that is about it. */
  explained: number;
  /** How far it turned about it, from one end to the other, deg. */
  excursionDeg: number;
}

/** What is slower says little of where the axis is; so much movement is needed, and so much of it about one axis [P]. */
const movingDegPerS = 20;
const leastMovingS = 3;
const leastExplained = 0.85;

/**
 * The axis of a hinge-like movement, from a few slow repetitions: first eigenvector of the sum of w w' (Olsson et al. 2020,
 * Sensors 20:3534, use it as a start). `rates` in deg/s without bias, x y z per sample. INSUFFICIENT_DATA below 3 s of
 * movement, LOW_QUALITY when less than 0.85 of it is about one axis.
 */
export function alignHingeAxis(rates: Float64Array, rateHz: number): Result<HingeAxis> {
  if (!rates.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'angular velocity must be finite' };
  const moving: number[] = [];
  for (let at = 0; at < rates.length; at += 3) if (Math.hypot(rates[at], rates[at + 1], rates[at + 2]) > movingDegPerS) moving.push(at);
  const movingS = moving.length / rateHz;
  if (movingS < leastMovingS) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${movingS.toFixed(1)} s of movement; at least ${leastMovingS} s` };
  const { axis, share } = principalAxis(rates, moving);
  if (share < leastExplained) return { ok: false, reason: 'LOW_QUALITY', detail: `${(100 * share).toFixed(0)} % of the movement is about one axis; at least ${100 * leastExplained} %` };
  const { least, most } = excursion(rates, axis, rateHz);
  const sign = most >= -least ? 1 : -1;
  return { ok: true, value: { axis: [sign * axis[0], sign * axis[1], sign * axis[2]], explained: share, excursionDeg: most - least }, flags: [] };
}

/** How far the sensor turned about the axis that it turned most about, deg, however little that is. */
export function excursionDeg(rates: Float64Array, rateHz: number): number {
  const all = Array.from({ length: rates.length / 3 }, (_, i) => 3 * i);
  const { least, most } = excursion(rates, principalAxis(rates, all).axis, rateHz);
  return most - least;
}

/** A movement begins at rest and goes out first, so that its angle lies on the side of the way out. */
function excursion(rates: Float64Array, axis: Vector, rateHz: number): { least: number; most: number } {
  let [angle, least, most] = [0, 0, 0];
  for (let at = 0; at < rates.length; at += 3) {
    angle += (rates[at] * axis[0] + rates[at + 1] * axis[1] + rates[at + 2] * axis[2]) / rateHz;
    least = Math.min(least, angle);
    most = Math.max(most, angle);
  }
  return { least, most };
}

/** By power iteration; where two eigenvalues are alike it converges slowly, and the share is too small to pass. */
function principalAxis(rates: Float64Array, at: readonly number[]): { axis: Vector; share: number } {
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const from of at) for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[3 * i + j] += rates[from + i] * rates[from + j];
  const trace = m[0] + m[4] + m[8];
  if (trace === 0) return { axis: [1, 0, 0], share: 0 };
  const column = m[0] >= m[4] && m[0] >= m[8] ? 0 : m[4] >= m[8] ? 1 : 2;
  let axis: Vector = [m[column], m[3 + column], m[6 + column]];
  let length = 1;
  for (let round = 0; round < rounds; round++) {
    const [x, y, z] = axis;
    axis = [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
    length = Math.hypot(...axis);
    axis = [axis[0] / length, axis[1] / length, axis[2] / length];
  }
  return { axis, share: length / trace };
}

const rounds = 100;
