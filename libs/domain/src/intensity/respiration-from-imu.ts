import type { Result } from '../session/result.js';
import { butterworth, lowPass, settledAt } from '../signal/butterworth.js';
import type { RespirationEstimate } from './respiration.js';

/** Clinical B11 after Hostrup 2025 and Romano 2022: 30 s of chest or abdomen, breath between these, Hz. */
const windowS = 30;
const breathHighHz = 1;
const breathLowHz = 0.05;
const shortestLagS = 1.2;
const longestLagS = 15;
/** [P] Height of the peak of the normalised autocorrelation. */
const leastQuality = 0.4;
/** [P] Who moves more than this is not in a quiet posture, m/s2; dynamic is what is quicker than 0.25 Hz. */
const quietSdMPerS2 = 0.5;
const dynamicHz = 0.25;
const powerIterations = 60;
/** Enough for breath of at most 1 Hz: lags between samples are interpolated. */
const thinnedHz = 10;

/** Breathing from the movement of the chest: 30 s of acceleration, x y z per sample, m/s2, without a gap. */
export function respirationFromImu(accelerationMPerS2: Float64Array, rateHz: number): Result<RespirationEstimate> {
  const samples = Math.floor(windowS * rateHz);
  if (accelerationMPerS2.length < 3 * samples) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${(accelerationMPerS2.length / 3 / rateHz).toFixed(1)} s; ${windowS} s are needed` };
  const axes = [0, 1, 2].map((axis) => Float64Array.from({ length: samples }, (_, i) => accelerationMPerS2[accelerationMPerS2.length - 3 * (samples - i) + axis]));
  const sd = dynamicSd(axes, rateHz);
  if (!(sd <= quietSdMPerS2)) return { ok: false, reason: 'LOW_QUALITY', detail: `the body moves: ${sd.toFixed(2)} m/s2` };
  const keepEvery = Math.max(1, Math.floor(rateHz / thinnedHz));
  const chest = firstComponent(axes.map((axis) => bandPassed(axis, rateHz).filter((_, i) => i % keepEvery === 0)));
  return peakOf(chest, rateHz / keepEvery);
}

function dynamicSd(axes: readonly Float64Array[], rateHz: number): number {
  const filter = butterworth(dynamicHz, rateHz);
  const norm = axes[0].map((_, i) => Math.hypot(axes[0][i], axes[1][i], axes[2][i]));
  const state = settledAt(norm[0], filter);
  const dynamic = norm.map((value) => value - lowPass(state, value, filter));
  const mean = dynamic.reduce((sum, value) => sum + value, 0) / dynamic.length;
  return Math.sqrt(dynamic.reduce((sum, value) => sum + (value - mean) ** 2, 0) / dynamic.length);
}

function bandPassed(values: Float64Array, rateHz: number): Float64Array {
  const [high, low] = [butterworth(breathHighHz, rateHz), butterworth(breathLowHz, rateHz)];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [fast, slow] = [settledAt(values[0], high), settledAt(mean, low)];
  const passed = values.map((value) => {
    const smooth = lowPass(fast, value, high);
    return smooth - lowPass(slow, smooth, low);
  });
  const left = passed.reduce((sum, value) => sum + value, 0) / passed.length;
  return passed.map((value) => value - left);
}

/** Along the direction of the largest variance, found by power iteration. */
function firstComponent(axes: readonly Float64Array[]): Float64Array {
  const covariance = axes.map((a) => axes.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)));
  let direction = [1, 0.7, 0.4];
  for (let i = 0; i < powerIterations; i++) {
    const next = covariance.map((row) => row.reduce((sum, value, j) => sum + value * direction[j], 0));
    const length = Math.hypot(...next);
    if (length === 0) break;
    direction = next.map((value) => value / length);
  }
  return axes[0].map((_, i) => direction[0] * axes[0][i] + direction[1] * axes[1][i] + direction[2] * axes[2][i]);
}

/** The highest local maximum of the autocorrelation; each lag is over all samples, so that one breath wins over two. */
function peakOf(signal: Float64Array, rateHz: number): Result<RespirationEstimate> {
  const [first, last] = [Math.ceil(shortestLagS * rateHz), Math.floor(longestLagS * rateHz)];
  const power = correlation(signal, 0);
  let before = correlation(signal, first - 1);
  let here = correlation(signal, first);
  let peak = { lag: 0, height: 0 };
  for (let lag = first; lag <= last; lag++) {
    const after = correlation(signal, lag + 1);
    if (here > before && here >= after && here > peak.height) peak = { lag: lag + vertex(before, here, after), height: here };
    [before, here] = [here, after];
  }
  const quality = power > 0 ? peak.height / power : 0;
  if (!(quality >= leastQuality)) return { ok: false, reason: 'LOW_QUALITY', detail: `quality ${quality.toFixed(2)}` };
  return { ok: true, value: { breathsPerMin: (60 * rateHz) / peak.lag, quality }, flags: [] };
}

function correlation(signal: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < signal.length; i++) sum += signal[i] * signal[i - lag];
  return sum;
}

/** Where a parabola through three points has its top, from the middle one. */
function vertex(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend === 0 ? 0 : (before - after) / (2 * bend);
}
