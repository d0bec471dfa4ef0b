import { butterworthOfTau, lowPass, settledAt, type LowPass } from '../signal/butterworth.js';
import type { Quaternion } from './quaternion.js';

/**
 * Orientation from gyroscope and accelerometer: VQF, 6D, with bias estimation at rest and in motion.
 * Laidig & Seel, Information Fusion 2023;91:187, in our own words; parameters are the authors' defaults.
 * Plain JSON, finite numbers only.
 */
export interface VqfState {
  /** Integrated gyroscope, sensor to an almost inertial frame. */
  gyr: Quaternion;
  /** Inclination correction, that frame to earth. */
  acc: Quaternion;
  bias: [number, number, number];
  /** Covariance of the bias, (0.01 deg/s)^2, row by row. */
  covariance: number[];
  restS: number;
  atRest: boolean;
  accFilter: Filter;
  restGyr: Filter;
  restAcc: Filter;
  biasRotation: Filter;
  biasEarth: Filter;
}

/** What does not change while a sensor streams at one rate. */
export interface VqfCoefficients {
  sampleTimeS: number;
  accTau: LowPass;
  restTau: LowPass;
  biasGrowth: number;
  motionW: number;
  verticalW: number;
  restW: number;
}

/** A bank of low-passes. Until its time constant has passed it is the mean of what came (`seen` counts; -1 afterwards). */
interface Filter {
  seen: number;
  /** Two numbers a channel; while it starts, the sums. */
  memory: number[];
  out: number[];
}

const tauAccS = 3;
const restTauS = 0.5;
const restMinS = 1.5;
const radPerDeg = Math.PI / 180;
const restThresholdGyr = 2 * radPerDeg;
const restThresholdAcc = 0.5;
const biasClip = 2 * radPerDeg;
const biasForgettingS = 100;
const initialCovariance = (0.5 * 100) ** 2;

export function vqfCoefficients(rateHz: number): VqfCoefficients {
  const sampleTimeS = 1 / rateHz;
  // The variance grows from 0 to (0.1 deg/s)^2 in the forgetting time.
  const biasGrowth = ((0.1 * 100) ** 2 * sampleTimeS) / biasForgettingS;
  const weight = (sigmaDegPerS: number): number => {
    const variance = (sigmaDegPerS * 100) ** 2;
    return variance ** 2 / biasGrowth + variance;
  };
  const motionW = weight(0.1);
  return {
    sampleTimeS,
    accTau: butterworthOfTau(tauAccS, sampleTimeS),
    restTau: butterworthOfTau(restTauS, sampleTimeS),
    biasGrowth,
    motionW,
    verticalW: motionW / 1e-4,
    restW: weight(0.03),
  };
}

export function startVqf(): VqfState {
  const p = initialCovariance;
  return {
    gyr: [1, 0, 0, 0], acc: [1, 0, 0, 0], bias: [0, 0, 0], covariance: [p, 0, 0, 0, p, 0, 0, 0, p], restS: 0, atRest: false,
    accFilter: filter(3), restGyr: filter(3), restAcc: filter(3), biasRotation: filter(9), biasEarth: filter(2),
  };
}

function filter(channels: number): Filter {
  return { seen: 0, memory: new Array<number>(channels * 2).fill(0), out: new Array<number>(channels).fill(0) };
}

/**
 * One sample: angular velocity in rad/s, specific force in m/s2, three values each at `at`. Writes into `state`; allocates nothing.
 * The orientation is `orientationOf(state)`.
 */
export function stepVqf(state: VqfState, k: VqfCoefficients, sample: { gyr: Float64Array; acc: Float64Array; at: number }): void {
  const { gyr, acc, at } = sample;
  detectRestGyr(state, k, gyr, at);
  integrate(state, k.sampleTimeS, gyr, at);
  if (acc[at] === 0 && acc[at + 1] === 0 && acc[at + 2] === 0) return;
  detectRestAcc(state, k, acc, at);
  correctInclination(state, k, acc, at);
  estimateBias(state, k);
}

/** Sensor to earth; heading is arbitrary, and drifts by the vertical part of the bias. */
export function orientationOf(state: VqfState, into: Quaternion): Quaternion {
  product(state.acc, state.gyr, into);
  return into;
}

function detectRestGyr(state: VqfState, k: VqfCoefficients, gyr: Float64Array, at: number): void {
  for (let i = 0; i < 3; i++) scratch[i] = gyr[at + i];
  const low = step(state.restGyr, scratch, { tauS: restTauS, sampleTimeS: k.sampleTimeS, coefficients: k.restTau });
  let squared = 0;
  let large = false;
  for (let i = 0; i < 3; i++) {
    squared += (scratch[i] - low[i]) ** 2;
    large ||= Math.abs(low[i]) > biasClip;
  }
  if (squared >= restThresholdGyr ** 2 || large) rise(state);
}

function detectRestAcc(state: VqfState, k: VqfCoefficients, acc: Float64Array, at: number): void {
  for (let i = 0; i < 3; i++) scratch[i] = acc[at + i];
  const low = step(state.restAcc, scratch, { tauS: restTauS, sampleTimeS: k.sampleTimeS, coefficients: k.restTau });
  let squared = 0;
  for (let i = 0; i < 3; i++) squared += (scratch[i] - low[i]) ** 2;
  if (squared >= restThresholdAcc ** 2) {
    rise(state);
    return;
  }
  state.restS += k.sampleTimeS;
  if (state.restS >= restMinS) state.atRest = true;
}

function rise(state: VqfState): void {
  state.restS = 0;
  state.atRest = false;
}

function integrate(state: VqfState, sampleTimeS: number, gyr: Float64Array, at: number): void {
  const x = gyr[at] - state.bias[0];
  const y = gyr[at + 1] - state.bias[1];
  const z = gyr[at + 2] - state.bias[2];
  const norm = Math.sqrt(x * x + y * y + z * z);
  if (norm <= Number.EPSILON) return;
  const half = (norm * sampleTimeS) / 2;
  const s = Math.sin(half) / norm;
  turn[0] = Math.cos(half);
  turn[1] = s * x;
  turn[2] = s * y;
  turn[3] = s * z;
  product(state.gyr, turn, state.gyr);
  normalise(state.gyr);
}

function correctInclination(state: VqfState, k: VqfCoefficients, acc: Float64Array, at: number): void {
  for (let i = 0; i < 3; i++) scratch[i] = acc[at + i];
  turnVector(state.gyr, scratch);
  const low = step(state.accFilter, scratch, { tauS: tauAccS, sampleTimeS: k.sampleTimeS, coefficients: k.accTau });
  for (let i = 0; i < 3; i++) earth[i] = low[i];
  turnVector(state.acc, earth);
  const norm = Math.sqrt(earth[0] ** 2 + earth[1] ** 2 + earth[2] ** 2);
  for (let i = 0; i < 3; i++) earth[i] /= norm;
  const w = Math.sqrt((earth[2] + 1) / 2);
  // Upside down: half a turn about any horizontal axis.
  turn[0] = w > 1e-6 ? w : 0;
  turn[1] = w > 1e-6 ? (0.5 * earth[1]) / w : 1;
  turn[2] = w > 1e-6 ? (-0.5 * earth[0]) / w : 0;
  turn[3] = 0;
  product(turn, state.acc, state.acc);
  normalise(state.acc);
}

/** Kalman filter of the bias: at rest from the gyroscope itself, in motion from how fast the inclination has to be corrected. */
function estimateBias(state: VqfState, k: VqfCoefficients): void {
  const { bias } = state;
  toMatrix(orientationOf(state, pose), rotation);
  scratch[0] = dot(rotation, 0, bias);
  scratch[1] = dot(rotation, 3, bias);
  const filtered = { tauS: tauAccS, sampleTimeS: k.sampleTimeS, coefficients: k.accTau };
  const low = step(state.biasRotation, rotation, filtered);
  const lowBias = step(state.biasEarth, scratch, filtered);
  for (let i = 0; i < 9; i++) rotation[i] = low[i];
  if (state.atRest) {
    for (let i = 0; i < 9; i++) rotation[i] = i % 4 === 0 ? 1 : 0;
    for (let i = 0; i < 3; i++) {
      error[i] = state.restGyr.out[i] - bias[i];
      weights[i] = k.restW;
    }
  } else {
    error[0] = -earth[1] / k.sampleTimeS + lowBias[0] - dot(rotation, 0, bias);
    error[1] = earth[0] / k.sampleTimeS + lowBias[1] - dot(rotation, 3, bias);
    error[2] = -dot(rotation, 6, bias);
    weights[0] = k.motionW;
    weights[1] = k.motionW;
    weights[2] = k.verticalW;
  }
  update(state, k.biasGrowth);
}

/** K = P R' (W + R P R')^-1, b += K e, P -= K R P. */
function update({ covariance: p, bias }: VqfState, biasGrowth: number): void {
  for (let i = 0; i < 9; i += 4) if (p[i] < initialCovariance) p[i] += biasGrowth;
  for (let i = 0; i < 3; i++) error[i] = clip(error[i]);
  times(p, rotation, { into: gain, transposeB: true });
  times(rotation, gain, { into: inner });
  for (let i = 0; i < 3; i++) inner[i * 4] += weights[i];
  invert(inner, inverse);
  times(gain, inverse, { into: inner });
  for (let i = 0; i < 3; i++) bias[i] = clip(bias[i] + dot(inner, i * 3, error));
  times(inner, rotation, { into: gain });
  times(gain, p, { into: inner });
  for (let i = 0; i < 9; i++) p[i] -= inner[i];
}

// Scratch memory of one step: written before it is read, never carried over. It keeps the hot path free of garbage.
const scratch = new Array<number>(3).fill(0);
const earth = new Array<number>(3).fill(0);
const error: [number, number, number] = [0, 0, 0];
const weights = new Array<number>(3).fill(0);
const turn: Quaternion = [1, 0, 0, 0];
const pose: Quaternion = [1, 0, 0, 0];
const rotation = new Array<number>(9).fill(0);
const gain = new Array<number>(9).fill(0);
const inner = new Array<number>(9).fill(0);
const inverse = new Array<number>(9).fill(0);
const channel: [number, number] = [0, 0];

function step(bank: Filter, x: number[], { tauS, sampleTimeS, coefficients }: { tauS: number; sampleTimeS: number; coefficients: LowPass }): number[] {
  const { out, memory } = bank;
  if (bank.seen < 0) {
    for (let i = 0; i < out.length; i++) {
      channel[0] = memory[2 * i];
      channel[1] = memory[2 * i + 1];
      out[i] = lowPass(channel, x[i], coefficients);
      memory[2 * i] = channel[0];
      memory[2 * i + 1] = channel[1];
    }
    return out;
  }
  bank.seen++;
  for (let i = 0; i < out.length; i++) {
    memory[i] += x[i];
    out[i] = memory[i] / bank.seen;
  }
  if (bank.seen * sampleTimeS < tauS) return out;
  for (let i = 0; i < out.length; i++) [memory[2 * i], memory[2 * i + 1]] = settledAt(out[i], coefficients);
  bank.seen = -1;
  return out;
}

function product(a: Quaternion, b: Quaternion, into: Quaternion): void {
  const w = a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
  const x = a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2];
  const y = a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1];
  into[3] = a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0];
  into[0] = w;
  into[1] = x;
  into[2] = y;
}

function normalise(q: Quaternion): void {
  const norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  for (let i = 0; i < 4; i++) q[i] /= norm;
}

function turnVector(q: Quaternion, v: number[]): void {
  const [w, x, y, z] = q;
  const a = (1 - 2 * y * y - 2 * z * z) * v[0] + 2 * v[1] * (x * y - w * z) + 2 * v[2] * (w * y + x * z);
  const b = 2 * v[0] * (w * z + x * y) + v[1] * (1 - 2 * x * x - 2 * z * z) + 2 * v[2] * (y * z - w * x);
  v[2] = 2 * v[0] * (x * z - w * y) + 2 * v[1] * (w * x + y * z) + v[2] * (1 - 2 * x * x - 2 * y * y);
  v[0] = a;
  v[1] = b;
}

function toMatrix([w, x, y, z]: Quaternion, into: number[]): void {
  into[0] = 1 - 2 * y * y - 2 * z * z;
  into[1] = 2 * (x * y - w * z);
  into[2] = 2 * (w * y + x * z);
  into[3] = 2 * (w * z + x * y);
  into[4] = 1 - 2 * x * x - 2 * z * z;
  into[5] = 2 * (y * z - w * x);
  into[6] = 2 * (x * z - w * y);
  into[7] = 2 * (w * x + y * z);
  into[8] = 1 - 2 * x * x - 2 * y * y;
}

function times(a: number[], b: number[], { into, transposeB = false }: { into: number[]; transposeB?: boolean }): void {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      into[i * 3 + j] = transposeB
        ? a[i * 3] * b[j * 3] + a[i * 3 + 1] * b[j * 3 + 1] + a[i * 3 + 2] * b[j * 3 + 2]
        : a[i * 3] * b[j] + a[i * 3 + 1] * b[3 + j] + a[i * 3 + 2] * b[6 + j];
    }
  }
}

function dot(matrix: number[], row: number, v: readonly number[]): number {
  return matrix[row] * v[0] + matrix[row + 1] * v[1] + matrix[row + 2] * v[2];
}

function invert(m: number[], into: number[]): void {
  const a = m[4] * m[8] - m[5] * m[7];
  const b = m[2] * m[7] - m[1] * m[8];
  const c = m[1] * m[5] - m[2] * m[4];
  const d = m[5] * m[6] - m[3] * m[8];
  const e = m[0] * m[8] - m[2] * m[6];
  const f = m[2] * m[3] - m[0] * m[5];
  const g = m[3] * m[7] - m[4] * m[6];
  const h = m[1] * m[6] - m[0] * m[7];
  const i = m[0] * m[4] - m[1] * m[3];
  const determinant = m[0] * a + m[1] * d + m[2] * g;
  into[0] = a / determinant;
  into[1] = b / determinant;
  into[2] = c / determinant;
  into[3] = d / determinant;
  into[4] = e / determinant;
  into[5] = f / determinant;
  into[6] = g / determinant;
  into[7] = h / determinant;
  into[8] = i / determinant;
}

function clip(value: number): number {
  return Math.max(-biasClip, Math.min(biasClip, value));
}
