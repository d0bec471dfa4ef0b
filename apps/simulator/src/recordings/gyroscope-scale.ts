import { vectorAt, type Vector } from './posture-turn.js';
import { meanOf, quietSeconds, restRate, type RawSensor } from './sensor-scale.js';

export interface GyroscopeScale {
  /** Negative: its axes are those of a left hand, and what turns in a positive sense by a right hand is negative there. */
  degPerSPerUnit: number;
  /** Whether gravity tells it; else how fast people move, and what scales there are. */
  told: boolean;
}

/** Between two moments at which the sensor hardly turns: gravity before and after, and the turning rate between them (units, bias taken off). */
interface Swing {
  before: Vector;
  after: Vector;
  rates: Vector[];
  stepS: number;
}

/** All that is known of a device's gyroscopes: what one recording shows, or several of the same device. */
export interface GyroscopeEvidence {
  swings: Swing[];
  /** 95th percentile of the turning rates of each recording, units. */
  fast: number[];
}

const shortestS = 0.3;
const longestS = 5;
const leastTiltDeg = 10;
/** More add nothing but time. */
const mostSwings = 150;
/**
 * At such a moment the acceleration is gravity, nearly, and the turning slow. Cheap accelerometers show up to a tenth more of gravity in
 * one direction than in another.
 */
const nearGravity = 0.1;
const slowShare = 0.15;

/** By how much a swing misses where the scale is right, deg, and Student's degrees of freedom: some miss by far [P]. */
const missDeg = 4;
const freedom = 3;
/** The faster movements of a limb in therapy, deg/s, and how much that differs, natural logarithm (pted: 20 to 300) [P]. */
const usualDegPerS = 150;
const usualSpread = 0.8;
const possibleDegPerS = [15, 700];
/** Told where all scales that are e to the power of this as likely lie within such a factor, natural logarithm. */
const likelyLog = 4;
const toldWithin = 0.5;
/** Of the grid, natural logarithm. */
const step = 0.05;

/**
 * Units of gyroscopes, deg/s: deg/s and its thousandth, rad/s; counts of 16 bits over 250, 500, 1000 and 2000 deg/s (InvenSense, Bosch:
 * 131 to 16.4 a deg/s) and 245 to 2000 (ST: 8.75 to 70 mdeg/s).
 */
const units = [1, 0.001, 180 / Math.PI, 1 / 131, 1 / 65.5, 1 / 32.8, 1 / 16.4, 0.00875, 0.0175, 0.035, 0.07];

export function gyroscopeEvidence(sensors: readonly RawSensor[]): GyroscopeEvidence {
  const seen = sensors.map((sensor) => ({ sensor, rates: ratesOf(sensor) }));
  return { swings: seen.flatMap(({ sensor, rates }) => swingsOf(sensor, rates)), fast: [percentile95(seen.flatMap(({ rates }) => rates.map((rate) => Math.hypot(...rate))))] };
}

/**
 * deg/s a unit of the column, one for all gyroscopes of a device: the scale with which the turns that they show carry the
 * direction of gravity from where it was before a swing to where it is after it (the likeliest, Student's t over a grid and then refined).
 * It knows nothing of the device, but how fast people move. Where gravity hardly turns it is the unit in use that is nearest to that
 * speed, and `told` is false. null: nothing turned at all.
 */
export function gyroscopeScale({ swings, fast }: GyroscopeEvidence): GyroscopeScale | null {
  const turning = fast.filter((each) => each > 0);
  if (turning.length === 0) return null;
  const every = Math.max(1, Math.ceil(swings.length / mostSwings));
  const chosen = swings.filter((_, i) => i % every === 0);
  const usualLog = Math.log(usualDegPerS) - turning.reduce((sum, each) => sum + Math.log(each), 0) / turning.length;
  const cost = (log: number, sign: number): number => unlikeliness(chosen, sign * Math.exp(log)) + 0.5 * ((log - usualLog) / usualSpread) ** 2;
  const [low, high] = possibleDegPerS.map((degPerS) => Math.log(degPerS / usualDegPerS) + usualLog);
  const grid = [1, -1].flatMap((sign) => Array.from({ length: Math.ceil((high - low) / step) + 1 }, (_, i) => ({ sign, log: low + i * step, cost: cost(low + i * step, sign) })));
  const { log, sign, cost: least } = grid.reduce((a, b) => (b.cost < a.cost ? b : a));
  const told = grid.every((each) => each.cost >= least + likelyLog || (each.sign === sign && Math.abs(each.log - log) <= toldWithin / 2));
  return { told, degPerSPerUnit: told ? sign * Math.exp(refined((at) => cost(at, sign), log - step, log + step)) : nearestUnit(log) };
}

/** Negative log likelihood, up to a constant. */
function unlikeliness(swings: readonly Swing[], degPerSPerUnit: number): number {
  let sum = 0;
  for (const swing of swings) sum += ((freedom + 1) / 2) * Math.log(1 + (angleLeftDeg(swing, degPerSPerUnit) / missDeg) ** 2 / freedom);
  return sum;
}

function nearestUnit(log: number): number {
  const awayOf = (unit: number): number => Math.abs(Math.log(unit) - log);
  return units.reduce((a, b) => (awayOf(b) < awayOf(a) ? b : a));
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

/** Bias taken off. */
function ratesOf(sensor: RawSensor): Vector[] {
  const [x, y, z] = restRate(sensor);
  return Array.from({ length: sensor.angularVelocity.length / 3 }, (_, i) => {
    const rate = vectorAt(sensor.angularVelocity, i);
    return [rate[0] - x, rate[1] - y, rate[2] - z];
  });
}

function swingsOf(sensor: RawSensor, rates: readonly Vector[]): Swing[] {
  const { rateHz } = sensor;
  const slow = slowMoments(sensor, rates);
  const swings: Swing[] = [];
  let next = 0;
  for (const [at, { i: from, gravity: before }] of slow.entries()) {
    if (from < next) continue;
    let later = at + 1;
    while (later < slow.length && slow[later].i - from <= longestS * rateHz && (slow[later].i - from < shortestS * rateHz || angleDeg(before, slow[later].gravity) <= leastTiltDeg)) later++;
    if (later >= slow.length || slow[later].i - from > longestS * rateHz) continue;
    const { i: to, gravity: after } = slow[later];
    swings.push({ before, after, rates: Array.from({ length: to - from }, (_, k) => midway(rates[from + k], rates[from + k + 1])), stepS: 1 / rateHz });
    next = to;
  }
  return swings;
}

/** Each with its neighbours; gravity as the accelerometer shows it there. */
function slowMoments(sensor: RawSensor, rates: readonly Vector[]): { i: number; gravity: Vector }[] {
  const { acceleration } = sensor;
  const speeds = rates.map((rate) => Math.hypot(...rate));
  const slow = slowShare * percentile95(speeds);
  const atRest = quietSeconds(sensor).map(({ from, to }) => Math.hypot(...meanOf(acceleration, from, to))).sort((a, b) => a - b);
  const gravitySize = atRest.at(atRest.length >> 1) ?? 0;
  const moments: { i: number; gravity: Vector }[] = [];
  for (let i = 1; i < speeds.length - 1; i++) {
    if (!(Math.max(speeds[i - 1], speeds[i], speeds[i + 1]) < slow)) continue;
    const gravity = meanOf(acceleration, i - 1, i + 2);
    if (Math.abs(Math.hypot(...gravity) / gravitySize - 1) < nearGravity) moments.push({ i, gravity });
  }
  return moments;
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

function midway(a: Vector, b: Vector): Vector {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

function angleDeg(a: Vector, b: Vector): number {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return (Math.acos(Math.min(1, Math.max(-1, dot / (Math.hypot(...a) * Math.hypot(...b))))) * 180) / Math.PI;
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? 0;
}
