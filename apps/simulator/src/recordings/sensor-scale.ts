import { vectorAt, type Vector } from './posture-turn.js';

/** Standard gravity, m/s2. */
const gravityMPerS2 = 9.80665;
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
  return sizes.length === 0 ? null : gravityMPerS2 / middle(sizes);
}

/** What the gyroscope shows at rest, in units of the column. */
export function restRate(sensor: RawSensor): Vector {
  const means = quietSeconds(sensor).map(({ from, to }) => meanOf(sensor.angularVelocity, from, to));
  return means.length === 0 ? [0, 0, 0] : [middle(means.map(([x]) => x)), middle(means.map(([, y]) => y)), middle(means.map(([, , z]) => z))];
}

/** Between two moments at which the sensor hardly moves: gravity before and after, and the turning rate between them (units, bias taken off). */
interface Swing {
  before: Vector;
  after: Vector;
  rates: Vector[];
  stepS: number;
}

const shortestS = 0.4;
const longestS = 4;
const leastTiltDeg = 12;
const mostSwings = 150;
/** At such a moment the acceleration is gravity, nearly, and the turning slow. */
const nearGravity = 0.02;
const slowShare = 0.12;
/** The fastest movement of a limb lies between these, deg/s. */
const fastestDegPerS: [number, number] = [30, 2000];

/**
 * deg/s a unit of the column, one for all sensors of a device: the scale with which the turns that the gyroscopes show carry the
 * direction of gravity from where it was before a swing to where it is after it (median angle left over, smallest over a grid and
 * then refined). It knows nothing of the device. null: too little turns out of the horizontal to tell.
 */
export function angularVelocityScale(sensors: readonly RawSensor[]): number | null {
  const swings = sensors.flatMap(swingsOf);
  if (swings.length < 5) return null;
  const every = Math.ceil(swings.length / mostSwings);
  const chosen = swings.filter((_, i) => i % every === 0);
  const fastest = percentile95(chosen.flatMap(({ rates }) => rates.map((rate) => Math.hypot(...rate))));
  if (!(fastest > 0)) return null;
  const leftOver = (logScale: number): number => middle(chosen.map((swing) => angleLeftDeg(swing, Math.exp(logScale))));
  const [low, high] = fastestDegPerS.map((degPerS) => Math.log(degPerS / fastest));
  const step = 0.1;
  let best = low;
  for (let at = low; at <= high; at += step) if (leftOver(at) < leftOver(best)) best = at;
  return Math.exp(refined(leftOver, best - step, best + step));
}

/** Golden section. */
function refined(cost: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  while (high - low > 1e-4) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (cost(left) < cost(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

function swingsOf(sensor: RawSensor): Swing[] {
  const { acceleration, angularVelocity, rateHz } = sensor;
  const scale = accelerationScale(sensor);
  if (scale === null) return [];
  const bias = restRate(sensor);
  const rateAt = (i: number): Vector => [angularVelocity[3 * i] - bias[0], angularVelocity[3 * i + 1] - bias[1], angularVelocity[3 * i + 2] - bias[2]];
  const samples = acceleration.length / 3;
  const fast = percentile95(Array.from({ length: samples }, (_, i) => Math.hypot(...rateAt(i))));
  const slow = Array.from({ length: samples }, (_, i) => i).filter((i) => i > 0 && i < samples - 1
    && Math.abs((Math.hypot(...meanOf(acceleration, i - 1, i + 2)) * scale) / gravityMPerS2 - 1) < nearGravity && Math.hypot(...rateAt(i)) < slowShare * fast);
  const swings: Swing[] = [];
  let next = 0;
  for (const [at, from] of slow.entries()) {
    if (from < next) continue;
    const before = meanOf(acceleration, from - 1, from + 2);
    let later = at + 1;
    while (later < slow.length && (slow[later] - from < shortestS * rateHz || angleDeg(before, meanOf(acceleration, slow[later] - 1, slow[later] + 2)) <= leastTiltDeg) && slow[later] - from <= longestS * rateHz) later++;
    const to = slow[later];
    if (to === undefined || to - from > longestS * rateHz) continue;
    swings.push({ before, after: meanOf(acceleration, to - 1, to + 2), rates: Array.from({ length: to - from }, (_, k) => midway(rateAt(from + k), rateAt(from + k + 1))), stepS: 1 / rateHz });
    next = to;
  }
  return swings;
}

/** Between gravity after the swing and gravity before it carried along by the turning rate. */
function angleLeftDeg({ before, after, rates, stepS }: Swing, degPerSPerUnit: number): number {
  const k = (degPerSPerUnit * Math.PI * stepS) / 180;
  let v = before;
  for (const rate of rates) v = turnedBack(v, rate, k);
  return angleDeg(v, after);
}

/** Rodrigues by -k rate, since what is fixed in the world turns backwards in the sensor's frame. */
function turnedBack(v: Vector, rate: Vector, k: number): Vector {
  const speed = Math.hypot(...rate);
  if (speed === 0) return v;
  const [x, y, z] = [rate[0] / speed, rate[1] / speed, rate[2] / speed];
  const [c, s] = [Math.cos(k * speed), -Math.sin(k * speed)];
  const along = (x * v[0] + y * v[1] + z * v[2]) * (1 - c);
  return [
    c * v[0] + s * (y * v[2] - z * v[1]) + along * x,
    c * v[1] + s * (z * v[0] - x * v[2]) + along * y,
    c * v[2] + s * (x * v[1] - y * v[0]) + along * z,
  ];
}

function meanOf(values: Float64Array, from: number, to: number): Vector {
  const sum: Vector = [0, 0, 0];
  for (let i = from; i < to; i++) for (let k = 0; k < 3; k++) sum[k] += values[3 * i + k];
  return [sum[0] / (to - from), sum[1] / (to - from), sum[2] / (to - from)];
}

function midway(a: Vector, b: Vector): Vector {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function angleDeg(a: Vector, b: Vector): number {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return (Math.acos(Math.min(1, Math.max(-1, dot / (Math.hypot(...a) * Math.hypot(...b))))) * 180) / Math.PI;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? 0;
}
