import { bandPass, settledBandPass, stepBandPass } from '../signal/band-pass.js';
import type { Result } from '../session/result.js';

/** Angular rate in any one frame, deg/s, on a uniform grid. */
export interface RateTraces {
  x: readonly number[];
  y: readonly number[];
  z: readonly number[];
}

/** Physiological and enhanced tremor (clinical C10; band not verified against a source). */
const band = { fromHz: 4, toHz: 12 };
const leastRateHz = 50;
/** The filter settles; what comes out before is of its own making. */
const settleMs = 500;
const leastMs = 1500;

/**
 * Tremor of a held posture: root mean square of the angular rate between 4 and 12 Hz, all three axes, deg/s. Clinical C1, C10: below 50 Hz it
 * does not apply.
 */
export function tremorRms({ x, y, z }: RateTraces, stepMs: number): Result<number> {
  if (!(1000 / stepMs >= leastRateHz)) return { ok: false, reason: 'NOT_APPLICABLE', detail: `tremor needs ${leastRateHz} Hz, not ${1000 / stepMs} Hz` };
  if (x.length !== y.length || x.length !== z.length) return { ok: false, reason: 'MISSING_INPUT', detail: `axes of ${x.length}, ${y.length} and ${z.length} samples` };
  if (x.length * stepMs < leastMs) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${x.length} samples of a hold` };
  const squares = [x, y, z].map((axis) => meanSquare(axis, stepMs));
  const value = Math.sqrt(squares[0] + squares[1] + squares[2]);
  if (!Number.isFinite(value)) return { ok: false, reason: 'MISSING_INPUT', detail: 'an angular rate is no number' };
  return { ok: true, value, flags: [] };
}

function meanSquare(axis: readonly number[], stepMs: number): number {
  const filter = bandPass({ ...band, rateHz: 1000 / stepMs });
  const state = settledBandPass(axis[0], filter);
  const from = Math.ceil(settleMs / stepMs);
  let sum = 0;
  for (let i = 0; i < axis.length; i++) {
    const y = stepBandPass(state, axis[i], filter);
    if (i >= from) sum += y * y;
  }
  return sum / (axis.length - from);
}
