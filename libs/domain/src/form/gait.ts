import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';

/** How regular walking is, from vertical acceleration at the belt line (Moe-Nilssen & Helbostad 2004). */
export interface Gait {
  /** Samples of one step, whole, at the highest autocorrelation. */
  stepSamples: number;
  cadencePerMin: number;
  /** Likeness of neighbouring steps, and of neighbouring strides, up to 1. */
  stepRegularity: number;
  strideRegularity: number;
  /** Step over stride regularity: below 1 when the sides differ. */
  symmetry: number;
  isAsymmetric: boolean;
}

/** One step takes so long, s. */
const stepFromS = 0.3;
const stepToS = 0.9;
const neededSteps = 8;
const validFrom = 0.4;
/** Uneven steps: sides differ while strides are regular (proposed). */
const asymmetricBelow = 0.8;
const regularFrom = 0.6;
/** Turning: the window says nothing of walking straight on, deg/s. */
const turningDegPerS = 30;

/**
 * Of one window of about ten seconds. `yawRateDegPerS` may be empty: turns are then not seen. NOT_APPLICABLE while turning,
 * INSUFFICIENT_DATA below eight steps, LOW_QUALITY when no stride repeats, MISSING_INPUT for what is no number.
 */
export function gaitOf(verticalMPerS2: readonly number[], yawRateDegPerS: readonly number[], rateHz: number): Result<Gait> {
  if (![...verticalMPerS2, ...yawRateDegPerS].every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a hole in the signal' };
  if (isTurning(yawRateDegPerS)) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'turning' };
  const from = Math.ceil(stepFromS * rateHz);
  const to = Math.floor(stepToS * rateHz);
  const correlations = autocorrelation(verticalMPerS2, Math.ceil(2 * to * 1.2));
  const step = firstDominantPeak(correlations, from, to);
  if (step === null) return { ok: false, reason: 'LOW_QUALITY', detail: 'no step repeats' };
  if (verticalMPerS2.length / step < neededSteps) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `fewer than ${neededSteps} steps` };
  const stride = highestPeak(correlations, Math.round(1.7 * step), Math.round(2.3 * step));
  if (stride === null || correlations[stride] < validFrom) return { ok: false, reason: 'LOW_QUALITY', detail: 'no stride repeats' };
  const [stepRegularity, strideRegularity] = [correlations[step], correlations[stride]];
  const symmetry = stepRegularity / strideRegularity;
  const isAsymmetric = symmetry < asymmetricBelow && strideRegularity >= regularFrom;
  return { ok: true, value: { stepSamples: step, cadencePerMin: (60 * rateHz) / peakBetween(correlations, step), stepRegularity, strideRegularity, symmetry, isAsymmetric }, flags: [] };
}

/** On one side the pelvis rises more than this over a step than on the other, deg (proposed). */
export const hikeDeg = 5;

/**
 * Difference between the sides of how far the pelvis tilts over a step, deg, without sign: nobody knows which foot a window begins with, nor where in its step. So it is
 * looked at from every instant of the first step on, and the one that parts the sides best is theirs; of a pelvis that tilts alike to both sides none parts them.
 * `stepSamples` need not be whole.
 */
export function hipHike(pelvisFrontalDeg: readonly number[], stepSamples: number): Result<{ differenceDeg: number; isHike: boolean }> {
  const steps = Math.floor(pelvisFrontalDeg.length / stepSamples) - 1;
  if (steps < neededSteps) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `fewer than ${neededSteps} steps` };
  if (!pelvisFrontalDeg.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a hole in the signal' };
  let differenceDeg = 0;
  for (let from = 0; from < stepSamples; from++) differenceDeg = Math.max(differenceDeg, Math.abs(sidesApartDeg(pelvisFrontalDeg, { from, steps, stepSamples })));
  return { ok: true, value: { differenceDeg, isHike: differenceDeg > hikeDeg }, flags: [] };
}

function sidesApartDeg(pelvisFrontalDeg: readonly number[], { from, steps, stepSamples }: { from: number; steps: number; stepSamples: number }): number {
  const sides: [number[], number[]] = [[], []];
  for (let i = 0; i < steps; i++) {
    const step = pelvisFrontalDeg.slice(Math.round(from + i * stepSamples), Math.round(from + (i + 1) * stepSamples));
    sides[i % 2].push(Math.max(...step) - Math.min(...step));
  }
  return median(sides[0]) - median(sides[1]);
}

/** Of the strides, this share must swing against the patient's own forward direction (proposed). */
export const backwardShare = 0.7;

export interface Backward {
  /** Of the strides, 0 to 1. */
  share: number;
  isBackward: boolean;
}

/**
 * Whether walking went backwards, from the shank's sagittal rate: the fastest movement of each stride is its swing. `forward` is its
 * sign in walking forwards. That it should be backwards is said by the plan; this only confirms it.
 */
export function backwardOf(shankRateDegPerS: readonly number[], strideSamples: number, forward: 1 | -1): Result<Backward> {
  const strides = Math.floor(shankRateDegPerS.length / strideSamples);
  if (strides < neededSteps / 2) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `fewer than ${neededSteps / 2} strides` };
  let against = 0;
  for (let i = 0; i < strides; i++) {
    const swing = shankRateDegPerS.slice(i * strideSamples, (i + 1) * strideSamples).reduce((fastest, rate) => (Math.abs(rate) > Math.abs(fastest) ? rate : fastest), 0);
    if (Number.isNaN(swing)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a hole in the signal' };
    if (Math.sign(swing) === -forward) against++;
  }
  return { ok: true, value: { share: against / strides, isBackward: against > backwardShare * strides }, flags: [] };
}

function isTurning(yawRateDegPerS: readonly number[]): boolean {
  return yawRateDegPerS.length > 0 && Math.abs(median(yawRateDegPerS)) > turningDegPerS;
}

/** Unbiased, of the values about their mean, 1 at lag 0. */
function autocorrelation(values: readonly number[], lags: number): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const at = (lag: number): number => {
    let sum = 0;
    for (let i = 0; i + lag < n; i++) sum += (values[i] - mean) * (values[i + lag] - mean);
    return sum / (n - lag);
  };
  const whole = at(0);
  return Array.from({ length: Math.min(lags, n - 1) }, (_, lag) => (whole === 0 ? 0 : at(lag) / whole));
}

/** The highest local maximum among the lags [from, to]; null: there is none. */
function highestPeak(correlations: readonly number[], from: number, to: number): number | null {
  let highest: number | null = null;
  for (let lag = from; lag <= to && lag + 1 < correlations.length; lag++) {
    const isPeak = correlations[lag] > correlations[lag - 1] && correlations[lag] >= correlations[lag + 1];
    if (isPeak && (highest === null || correlations[lag] > correlations[highest])) highest = lag;
  }
  return highest;
}

/** A peak at half the lag of the highest one, of this share of it, is a step, and the highest one is a stride: a limp makes strides more alike than steps [P]. */
const dominantShare = 0.3;

/** Of short steps the stride is in the range of a step too. */
function firstDominantPeak(correlations: readonly number[], from: number, to: number): number | null {
  const highest = highestPeak(correlations, from, to);
  if (highest === null) return null;
  const half = highestPeak(correlations, Math.max(from, Math.round(0.43 * highest)), Math.round(0.57 * highest));
  return half !== null && correlations[half] >= dominantShare * correlations[highest] ? half : highest;
}

/** Where the parabola through a peak and its neighbours is highest. */
function peakBetween(correlations: readonly number[], lag: number): number {
  const [before, at, after] = [correlations[lag - 1], correlations[lag], correlations[lag + 1]];
  return lag + (0.5 * (before - after)) / (before - 2 * at + after);
}
