import { vectorAt, type Vector } from './posture-turn.js';

/** Standard gravity, m/s2. */
export const standardGravityMPerS2 = 9.80665;
/** Of the whole seconds of a recording this share, the quietest, counts as rest. */
const quietShare = 0.1;

/** One sensor's raw columns, 3n values each, and when it was at rest. */
export interface RawSensor {
  acceleration: Float64Array;
  angularVelocity: Float64Array;
  rateHz: number;
}

/** Sample ranges of one second, the quietest of the recording by what the accelerometer shows; at least one. */
export function quietSeconds({ acceleration, rateHz }: RawSensor): { from: number; to: number }[] {
  const size = Math.max(2, Math.round(rateHz));
  const seconds: { from: number; to: number; unrest: number }[] = [];
  for (let from = 0; from + size <= acceleration.length / 3; from += size) {
    const mean = meanOf(acceleration, from, from + size);
    let squared = 0;
    for (let i = from; i < from + size; i++) squared += distance(vectorAt(acceleration, i), mean) ** 2;
    seconds.push({ from, to: from + size, unrest: squared });
  }
  seconds.sort((a, b) => a.unrest - b.unrest);
  return seconds.slice(0, Math.max(1, Math.ceil(quietShare * seconds.length)));
}

/** m/s2 a unit of the column: at rest an accelerometer shows gravity. null: there is not a second of it. */
export function accelerationScale(sensor: RawSensor): number | null {
  const sizes = quietSeconds(sensor).map(({ from, to }) => Math.hypot(...meanOf(sensor.acceleration, from, to))).filter((size) => size > 0);
  return sizes.length === 0 ? null : standardGravityMPerS2 / middle(sizes);
}

/** What the gyroscope shows at rest, in units of the column. */
export function restRate(sensor: RawSensor): Vector {
  const means = quietSeconds(sensor).map(({ from, to }) => meanOf(sensor.angularVelocity, from, to));
  return means.length === 0 ? [0, 0, 0] : [middle(means.map(([x]) => x)), middle(means.map(([, y]) => y)), middle(means.map(([, , z]) => z))];
}

/** Of the samples from `from` to `to`, end exclusive. */
export function meanOf(values: Float64Array, from: number, to: number): Vector {
  const sum: Vector = [0, 0, 0];
  for (let i = from; i < to; i++) for (let k = 0; k < 3; k++) sum[k] += values[3 * i + k];
  return [sum[0] / (to - from), sum[1] / (to - from), sum[2] / (to - from)];
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
