import { knownButterworth, lowPass, type LowPass, type LowPassState } from '../signal/butterworth.js';
import type { TrackFrame } from './sensor-track.js';

/**
 * How the body is held: the direction of gravity in each sensor's frame, one unit vector a sensor, all of them stacked into one.
 * It needs no placement and no heading, it does not drift, and turning a sensor on its strap turns its three numbers and
 * nothing else: distances between two postures stay the same. What turns about the vertical alone does not show in it.
 * Plain JSON.
 */
export interface PostureState {
  /** 3n values, filtered (gyroscope and accelerometer together); empty before the first frame. */
  gravity: number[];
  /** 3n values, deg/s, of the frame before. */
  rates: number[];
  /** One memory a value. */
  filters: LowPassState[];
  /** 3n values, low-passed: the posture now. */
  posture: number[];
  /** How fast it changes, deg/s over all sensors together. */
  speedDegPerS: number;
}

/**
 * Complementary filter: the gyroscope carries gravity along, the accelerometer pulls it back within a second. That is short,
 * on purpose: at 25 Hz a quick turn leaves the gyroscope some degrees wrong, and a rest that creeps for three seconds (tau of
 * VQF) looks like a movement. Measured on pted with four constants from 0.3 to 2 s [P].
 */
const accelerometerTauS = 1;
/** Movements of therapy are slower than this [P]. */
const postureHz = 3;
const radPerDeg = Math.PI / 180;

export function startPosture(): PostureState {
  return { gravity: [], rates: [], filters: [], posture: [], speedDegPerS: 0 };
}

/** One frame of each sensor, of the same instant. Writes into `state`. */
export function stepPosture(state: PostureState, frames: readonly TrackFrame[], stepMs: number): void {
  const filter = knownButterworth(postureHz, 1000 / stepMs);
  if (state.gravity.length !== 3 * frames.length) return begin(state, frames, filter);
  const pull = 1 - Math.exp(-stepMs / 1000 / accelerometerTauS);
  let changed = 0;
  for (let i = 0; i < frames.length; i++) {
    if (frames[i].restarted) {
      beginAgain(state, 3 * i, frames[i], filter);
      continue;
    }
    carry(state, 3 * i, frames[i], stepMs / 1000);
    pullBack(state.gravity, 3 * i, frames[i], pull);
    for (let k = 3 * i; k < 3 * i + 3; k++) {
      const value = lowPass(state.filters[k], state.gravity[k], filter);
      changed += (value - state.posture[k]) ** 2;
      state.posture[k] = value;
    }
  }
  state.speedDegPerS = (Math.sqrt(changed) * 1000) / stepMs / radPerDeg;
}

/** Distance between two postures, deg: the root of the sum of squares over all sensors. */
export function postureDistanceDeg(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum) / radPerDeg;
}

function begin(state: PostureState, frames: readonly TrackFrame[], { b, a }: LowPass): void {
  state.gravity = frames.flatMap(({ acc }) => unit(acc));
  state.rates = frames.flatMap(({ w }) => w);
  state.posture = [...state.gravity];
  state.filters = state.gravity.map((value) => [value * (1 - b[0]), value * (b[2] - a[1])]);
  state.speedDegPerS = 0;
}

/** A sensor whose stream was broken is where it is now; the others go on. */
function beginAgain({ gravity, rates, posture, filters }: PostureState, at: number, { acc, w }: TrackFrame, { b, a }: LowPass): void {
  unit(acc).forEach((value, k) => {
    gravity[at + k] = value;
    posture[at + k] = value;
    rates[at + k] = w[k];
    filters[at + k] = [value * (1 - b[0]), value * (b[2] - a[1])];
  });
}

/** In the sensor's frame gravity turns the other way; mean rate of the two instants, rotation after Rodrigues. */
function carry({ gravity, rates }: PostureState, at: number, { w }: TrackFrame, stepS: number): void {
  const half = -0.5 * stepS * radPerDeg;
  const x = (w[0] + rates[at]) * half;
  const y = (w[1] + rates[at + 1]) * half;
  const z = (w[2] + rates[at + 2]) * half;
  for (let k = 0; k < 3; k++) rates[at + k] = w[k];
  const angle = Math.sqrt(x * x + y * y + z * z);
  if (angle < 1e-9) return;
  const s = Math.sin(angle) / angle;
  const c = Math.cos(angle);
  const gx = gravity[at], gy = gravity[at + 1], gz = gravity[at + 2];
  const along = ((x * gx + y * gy + z * gz) * (1 - c)) / (angle * angle);
  gravity[at] = gx * c + (y * gz - z * gy) * s + x * along;
  gravity[at + 1] = gy * c + (z * gx - x * gz) * s + y * along;
  gravity[at + 2] = gz * c + (x * gy - y * gx) * s + z * along;
}

const standardGravityMPerS2 = 9.80665;

function pullBack(gravity: number[], at: number, { acc }: TrackFrame, share: number): void {
  let squared = 0;
  for (let k = 0; k < 3; k++) {
    gravity[at + k] += share * (acc[k] / standardGravityMPerS2 - gravity[at + k]);
    squared += gravity[at + k] ** 2;
  }
  const norm = Math.sqrt(squared);
  if (norm === 0) return;
  for (let k = 0; k < 3; k++) gravity[at + k] /= norm;
}

function unit([x, y, z]: readonly [number, number, number]): [number, number, number] {
  const norm = Math.hypot(x, y, z) || 1;
  return [x / norm, y / norm, z / norm];
}
