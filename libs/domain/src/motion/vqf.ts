import { butterworthOfTau } from '../signal/butterworth.js';
import { correctBias, initialCovariance, type BiasGains, type BiasMeasurement } from './gyroscope-bias.js';
import { lowPassBank, type Bank } from './low-pass-bank.js';
import type { Quaternion } from './quaternion.js';

/**
 * Orientation from gyroscope and accelerometer: VQF, 6D, with bias estimation at rest and in motion.
 * Laidig & Seel, Information Fusion 2023;91:187, in our own words; parameters are the authors' defaults.
 * Flat, finite numbers (plain JSON): a step writes into them and makes no garbage. `vqfAt` says where what lies.
 */
export type VqfState = number[];

/** Where in the state what lies; banks of low-passes are as `low-pass-bank.ts` lays them out. */
export const vqfAt = {
  /** Integrated gyroscope, sensor to an almost inertial frame: w x y z. */
  gyr: 0,
  /** Inclination correction, that frame to earth: w x y z. */
  acc: 4,
  /** rad/s, x y z. */
  bias: 8,
  /** And right after it its covariance, (0.01 deg/s)^2, row by row. */
  covariance: 11,
  /** How long it has been still, s. */
  restS: 20,
  /** 1: at rest. */
  atRest: 21,
  accBank: 22,
  restGyrBank: 29,
  restAccBank: 36,
  rotationBank: 43,
  earthBiasBank: 62,
  end: 67,
} as const;

/** What does not change while a sensor streams at one rate. */
export interface VqfCoefficients {
  sampleTimeS: number;
  accBank: Bank;
  restBank: Bank;
  bias: BiasGains;
}

const tauAccS = 3;
const restTauS = 0.5;
const restMinS = 1.5;
const radPerDeg = Math.PI / 180;
const restThresholdGyr = 2 * radPerDeg;
const restThresholdAcc = 0.5;
const biasClip = 2 * radPerDeg;
const biasForgettingS = 100;

export function vqfCoefficients(rateHz: number): VqfCoefficients {
  const sampleTimeS = 1 / rateHz;
  // The variance grows from 0 to (0.1 deg/s)^2 in the forgetting time.
  const growth = ((0.1 * 100) ** 2 * sampleTimeS) / biasForgettingS;
  const weight = (sigmaDegPerS: number): number => {
    const variance = (sigmaDegPerS * 100) ** 2;
    return variance ** 2 / growth + variance;
  };
  const motionW = weight(0.1);
  return {
    sampleTimeS,
    accBank: { filter: butterworthOfTau(tauAccS, sampleTimeS), meanSamples: meanSamples(tauAccS, sampleTimeS) },
    restBank: { filter: butterworthOfTau(restTauS, sampleTimeS), meanSamples: meanSamples(restTauS, sampleTimeS) },
    bias: { growth, clip: biasClip, motionW, verticalW: motionW / 1e-4, restW: weight(0.03) },
  };
}

/** The first number of samples that is not shorter than `tauS`, counted as the reference does. */
function meanSamples(tauS: number, sampleTimeS: number): number {
  let samples = 1;
  while (samples * sampleTimeS < tauS) samples++;
  return samples;
}

export function startVqf(): VqfState {
  const state = new Array<number>(vqfAt.end).fill(0);
  state[vqfAt.gyr] = 1;
  state[vqfAt.acc] = 1;
  for (let i = 0; i < 9; i += 4) state[vqfAt.covariance + i] = initialCovariance;
  return state;
}

/**
 * One sample: angular velocity in rad/s and specific force in m/s2, x y z each, in sensorFrame. Writes into `state`; allocates
 * nothing. The orientation is `orientationOf(state)`.
 */
export function stepVqf(state: VqfState, k: VqfCoefficients, sample: Float64Array): void {
  detectRestGyr(state, k, sample);
  integrate(state, k, sample);
  if (sample[3] === 0 && sample[4] === 0 && sample[5] === 0) return;
  detectRestAcc(state, k, sample);
  correctInclination(state, k, sample);
  estimateBias(state, k);
}

/** Sensor to earth; heading is arbitrary, and drifts by the vertical part of the bias. */
export function orientationOf(state: VqfState, into: Quaternion): Quaternion {
  product(state, vqfAt.acc, state, vqfAt.gyr);
  for (let i = 0; i < 4; i++) into[i] = turned[i];
  return into;
}

// Scratch memory of one step: written before it is read, never carried over. It keeps the hot path free of garbage.
const turned = new Float64Array(4);
const turn = new Float64Array(4);
const vector = new Float64Array(3);
const lowGyr = new Float64Array(3);
const earth = new Float64Array(3);
const rotation = new Float64Array(9);
const measured: BiasMeasurement = { atRest: false, rotation: new Float64Array(9), error: new Float64Array(3) };
const earthBias = new Float64Array(2);

function detectRestGyr(state: VqfState, k: VqfCoefficients, sample: Float64Array): void {
  for (let i = 0; i < 3; i++) lowGyr[i] = sample[i];
  lowPassBank(state, vqfAt.restGyrBank, lowGyr, k.restBank);
  const x = sample[0] - lowGyr[0];
  const y = sample[1] - lowGyr[1];
  const z = sample[2] - lowGyr[2];
  const large = Math.abs(lowGyr[0]) > biasClip || Math.abs(lowGyr[1]) > biasClip || Math.abs(lowGyr[2]) > biasClip;
  if (large || x * x + y * y + z * z >= restThresholdGyr * restThresholdGyr) rise(state);
}

function detectRestAcc(state: VqfState, k: VqfCoefficients, sample: Float64Array): void {
  for (let i = 0; i < 3; i++) vector[i] = sample[3 + i];
  lowPassBank(state, vqfAt.restAccBank, vector, k.restBank);
  const x = sample[3] - vector[0];
  const y = sample[4] - vector[1];
  const z = sample[5] - vector[2];
  if (x * x + y * y + z * z >= restThresholdAcc * restThresholdAcc) {
    rise(state);
    return;
  }
  state[vqfAt.restS] += k.sampleTimeS;
  if (state[vqfAt.restS] >= restMinS) state[vqfAt.atRest] = 1;
}

function rise(state: VqfState): void {
  state[vqfAt.restS] = 0;
  state[vqfAt.atRest] = 0;
}

function integrate(state: VqfState, { sampleTimeS }: VqfCoefficients, sample: Float64Array): void {
  const x = sample[0] - state[vqfAt.bias];
  const y = sample[1] - state[vqfAt.bias + 1];
  const z = sample[2] - state[vqfAt.bias + 2];
  const norm = Math.sqrt(x * x + y * y + z * z);
  if (norm <= Number.EPSILON) return;
  const half = (norm * sampleTimeS) / 2;
  const s = Math.sin(half) / norm;
  turn[0] = Math.cos(half);
  turn[1] = s * x;
  turn[2] = s * y;
  turn[3] = s * z;
  product(state, vqfAt.gyr, turn, 0);
  store(state, vqfAt.gyr);
}

function correctInclination(state: VqfState, k: VqfCoefficients, sample: Float64Array): void {
  for (let i = 0; i < 3; i++) vector[i] = sample[3 + i];
  turnVector(state, vqfAt.gyr, vector);
  lowPassBank(state, vqfAt.accBank, vector, k.accBank);
  for (let i = 0; i < 3; i++) earth[i] = vector[i];
  turnVector(state, vqfAt.acc, earth);
  const norm = Math.sqrt(earth[0] * earth[0] + earth[1] * earth[1] + earth[2] * earth[2]);
  for (let i = 0; i < 3; i++) earth[i] /= norm;
  const w = Math.sqrt((earth[2] + 1) / 2);
  // Upside down: half a turn about any horizontal axis.
  turn[0] = w > 1e-6 ? w : 0;
  turn[1] = w > 1e-6 ? (0.5 * earth[1]) / w : 1;
  turn[2] = w > 1e-6 ? (-0.5 * earth[0]) / w : 0;
  turn[3] = 0;
  product(turn, 0, state, vqfAt.acc);
  store(state, vqfAt.acc);
}

/** At rest the bias is what the gyroscope says; in motion it is told by how fast the inclination has to be corrected. */
function estimateBias(state: VqfState, k: VqfCoefficients): void {
  product(state, vqfAt.acc, state, vqfAt.gyr);
  toMatrix(turned, rotation);
  const bx = state[vqfAt.bias], by = state[vqfAt.bias + 1], bz = state[vqfAt.bias + 2];
  earthBias[0] = rotation[0] * bx + rotation[1] * by + rotation[2] * bz;
  earthBias[1] = rotation[3] * bx + rotation[4] * by + rotation[5] * bz;
  const { rotation: r, error } = measured;
  for (let i = 0; i < 9; i++) r[i] = rotation[i];
  lowPassBank(state, vqfAt.rotationBank, r, k.accBank);
  lowPassBank(state, vqfAt.earthBiasBank, earthBias, k.accBank);
  measured.atRest = state[vqfAt.atRest] === 1;
  if (measured.atRest) {
    for (let i = 0; i < 3; i++) error[i] = lowGyr[i] - state[vqfAt.bias + i];
  } else {
    error[0] = -earth[1] / k.sampleTimeS + earthBias[0] - (r[0] * bx + r[1] * by + r[2] * bz);
    error[1] = earth[0] / k.sampleTimeS + earthBias[1] - (r[3] * bx + r[4] * by + r[5] * bz);
    error[2] = -(r[6] * bx + r[7] * by + r[8] * bz);
  }
  correctBias(state, vqfAt.bias, measured, k.bias);
}

type Numbers = number[] | Float64Array;

/** a b into `turned`. */
function product(a: Numbers, i: number, b: Numbers, j: number): void {
  const aw = a[i], ax = a[i + 1], ay = a[i + 2], az = a[i + 3];
  const bw = b[j], bx = b[j + 1], by = b[j + 2], bz = b[j + 3];
  turned[0] = aw * bw - ax * bx - ay * by - az * bz;
  turned[1] = aw * bx + ax * bw + ay * bz - az * by;
  turned[2] = aw * by - ax * bz + ay * bw + az * bx;
  turned[3] = aw * bz + ax * by - ay * bx + az * bw;
}

/** `turned`, of length 1, into the state. */
function store(state: VqfState, at: number): void {
  const norm = Math.sqrt(turned[0] * turned[0] + turned[1] * turned[1] + turned[2] * turned[2] + turned[3] * turned[3]);
  for (let i = 0; i < 4; i++) state[at + i] = turned[i] / norm;
}

function turnVector(q: Numbers, at: number, v: Float64Array): void {
  const w = q[at], x = q[at + 1], y = q[at + 2], z = q[at + 3];
  const a = (1 - 2 * y * y - 2 * z * z) * v[0] + 2 * v[1] * (x * y - w * z) + 2 * v[2] * (w * y + x * z);
  const b = 2 * v[0] * (w * z + x * y) + v[1] * (1 - 2 * x * x - 2 * z * z) + 2 * v[2] * (y * z - w * x);
  v[2] = 2 * v[0] * (x * z - w * y) + 2 * v[1] * (w * x + y * z) + v[2] * (1 - 2 * x * x - 2 * y * y);
  v[0] = a;
  v[1] = b;
}

function toMatrix(q: Float64Array, into: Float64Array): void {
  const w = q[0], x = q[1], y = q[2], z = q[3];
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
