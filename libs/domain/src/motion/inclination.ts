import type { Result } from '../session/result.js';
import { rotate, type Quaternion, type Vector } from './quaternion.js';

export interface Inclination {
  /** Between the axis and the vertical, deg in [0, 180]. */
  magnitudeDeg: number;
  /** Which way it leans, seen from above, deg in (-180, 180] from globalFrame's x; null within 15 deg of the vertical, where there is no telling. */
  directionDeg: number | null;
}

/** Nearer to the vertical a lean has no direction [P]. */
const directionFromDeg = 15;
const degPerRad = 180 / Math.PI;

/** How far a segment's axis (unit, sensorFrame) leans, from the sensor's orientation. The heading of the direction drifts, the magnitude does not. */
export function inclination(q: Quaternion, axis: Vector): Result<Inclination> {
  const [x, y, z] = rotate(q, axis);
  if (!Number.isFinite(x + y + z)) return { ok: false, reason: 'MISSING_INPUT', detail: 'orientation and axis must be finite' };
  const magnitudeDeg = Math.acos(Math.max(-1, Math.min(1, z))) * degPerRad;
  const isUpright = magnitudeDeg < directionFromDeg || magnitudeDeg > 180 - directionFromDeg;
  return { ok: true, value: { magnitudeDeg, directionDeg: isUpright ? null : Math.atan2(y, x) * degPerRad }, flags: [] };
}

/** Beyond this the body itself accelerates too much for its acceleration to say which way is up [P]. */
const mostOwnMPerS2 = 2;
const gravityMPerS2 = 9.81;

/**
 * The same from the accelerometer alone, of a sensor without a gyroscope: flag ACC_ONLY. Within about 5 deg for slow movements
 * (lumbar flexion, as a multi-sensor unit); no direction. LOW_QUALITY while the body accelerates.
 */
export function inclinationOfAcceleration(acc: Vector, axis: Vector): Result<Inclination> {
  const length = Math.hypot(...acc);
  if (!Number.isFinite(length) || length === 0) return { ok: false, reason: 'MISSING_INPUT', detail: 'no acceleration' };
  if (Math.abs(length - gravityMPerS2) > mostOwnMPerS2) return { ok: false, reason: 'LOW_QUALITY', detail: `${length.toFixed(1)} m/s2: the body accelerates` };
  const along = (acc[0] * axis[0] + acc[1] * axis[1] + acc[2] * axis[2]) / length;
  return { ok: true, value: { magnitudeDeg: Math.acos(Math.max(-1, Math.min(1, along))) * degPerRad, directionDeg: null }, flags: ['ACC_ONLY'] };
}
