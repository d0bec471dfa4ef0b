import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { butterworthOfTau } from '../signal/butterworth.js';
import { lowPassBank, type Bank } from './low-pass-bank.js';
import type { Vector } from './quaternion.js';

/** n samples of one sensor in sensorFrame: m/s2 and deg/s, x y z per sample. */
export type ImuSamples = Pick<ImuBlock, 'rateHz' | 'accelerationMPerS2' | 'angularVelocityDegPerS'>;

export interface StillPose {
  gyroscopeBiasDegPerS: Vector;
  /** Unit, sensorFrame: which way is up. */
  up: Vector;
  gravityMPerS2: number;
}

/** Rest as VQF has it (Laidig & Seel 2023): deviation from what is low-passed with tau 0.5 s, for at least 1.5 s; no bias is larger than 2 deg/s. */
const restTauS = 0.5;
const shortestS = 1.5;
const mostTurnDegPerS = 2;
const mostAccelerationMPerS2 = 0.5;
const mostBiasDegPerS = 2;

/** Of the length of gravity, before the accelerometer's scale is doubted [P]. */
const gravityMPerS2 = 9.81;
const gravityToleranceMPerS2 = 0.3;

/**
 * What a sensor tells while nobody moves: bias of its gyroscope, and which way is up. LOW_QUALITY when the window is not still
 * throughout; flag ACC_SCALE when gravity does not have its length.
 */
export function staticCalibration(samples: ImuSamples): Result<StillPose> {
  const { rateHz, accelerationMPerS2, angularVelocityDegPerS } = samples;
  const count = accelerationMPerS2.length / 3;
  if (angularVelocityDegPerS.length !== accelerationMPerS2.length || ![...accelerationMPerS2, ...angularVelocityDegPerS].every(Number.isFinite)) {
    return { ok: false, reason: 'MISSING_INPUT', detail: 'accelerometer and gyroscope must have as many finite values' };
  }
  if (count < shortestS * rateHz) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${count} samples; at least ${shortestS} s` };
  if (!isStill(samples)) return { ok: false, reason: 'LOW_QUALITY', detail: 'not still' };
  const bias = meanOf(angularVelocityDegPerS);
  const acc = meanOf(accelerationMPerS2);
  const length = Math.hypot(...acc);
  if (bias.some((each) => Math.abs(each) > mostBiasDegPerS)) return { ok: false, reason: 'LOW_QUALITY', detail: `turns steadily, or its bias is beyond ${mostBiasDegPerS} deg/s` };
  const flags = Math.abs(length - gravityMPerS2) > gravityToleranceMPerS2 ? ['ACC_SCALE'] : [];
  return { ok: true, value: { gyroscopeBiasDegPerS: bias, up: [acc[0] / length, acc[1] / length, acc[2] / length], gravityMPerS2: length }, flags };
}

function isStill({ rateHz, accelerationMPerS2, angularVelocityDegPerS }: ImuSamples): boolean {
  const bank: Bank = { filter: butterworthOfTau(restTauS, 1 / rateHz), meanSamples: Math.ceil(restTauS * rateHz) };
  return isSteady(angularVelocityDegPerS, bank, mostTurnDegPerS) && isSteady(accelerationMPerS2, bank, mostAccelerationMPerS2);
}

function isSteady(values: Float64Array, bank: Bank, most: number): boolean {
  const memory = new Array<number>(7).fill(0);
  const low = new Float64Array(3);
  for (let at = 0; at < values.length; at += 3) {
    low.set(values.subarray(at, at + 3));
    lowPassBank(memory, 0, low, bank);
    if (Math.hypot(values[at] - low[0], values[at + 1] - low[1], values[at + 2] - low[2]) >= most) return false;
  }
  return true;
}

function meanOf(values: Float64Array): Vector {
  const sum: Vector = [0, 0, 0];
  for (let i = 0; i < values.length; i++) sum[i % 3] += values[i];
  const count = values.length / 3;
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
