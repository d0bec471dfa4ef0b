import type { Result } from '../session/result.js';
import { spectrumMagnitude } from '../signal/spectrum.js';
import type { RespirationEstimate } from './respiration.js';

/** Clinical B11: the tachogram at this rate, Hz; a window of 64 s, at least 32 s. */
const rateHz = 4;
const longestS = 64;
const shortestS = 32;
/** Paced breathing of 3, 2 and 4 s is 0.111 Hz, so the band begins below the usual 0.15 Hz; nobody breathes above 0.6 Hz here. */
const lowHz = 0.07;
const highHz = 0.6;
const peakHalfWidthHz = 0.03;
/** White noise comes to 0.23 in the median and 0.43 at the 99th percentile (computed). */
const leastQuality = 0.5;
/** Zero-padded eight times: the peak is found to 0.1 breaths a minute. */
const size = 2048;

/** Breathing from the rhythm of the heart (respiratory sinus arrhythmia), of cleaned adjacent intervals, ms; of their last 64 s. */
export function respirationFromRr(rrMs: readonly number[]): Result<RespirationEstimate> {
  const beats = lastBeats(rrMs);
  const lengthS = beats.reduce((sum, rr) => sum + rr, 0) / 1000;
  if (lengthS < shortestS) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${lengthS.toFixed(0)} s of beats; ${shortestS} s are needed` };
  const tachogram = withHann(withoutTrend(resampled(beats)));
  const magnitude = spectrumMagnitude(tachogram, size);
  // A heart samples the breath once a beat: beyond half of its rate there is nothing to see.
  const nyquistHz = beats.length / lengthS / 2;
  return peakOf(magnitude, Math.min(highHz, nyquistHz));
}

function lastBeats(rrMs: readonly number[]): number[] {
  let from = rrMs.length;
  for (let lengthMs = 0; from > 0 && lengthMs + rrMs[from - 1] <= longestS * 1000; from--) lengthMs += rrMs[from - 1];
  return rrMs.slice(from);
}

/** Linear, on a uniform grid. */
function resampled(rrMs: readonly number[]): number[] {
  const timesS: number[] = [];
  let tS = 0;
  for (const rr of rrMs) timesS.push((tS += rr / 1000));
  const out: number[] = [];
  let i = 0;
  for (let at = timesS[0]; at <= timesS[timesS.length - 1]; at += 1 / rateHz) {
    while (i + 2 < timesS.length && timesS[i + 1] < at) i++;
    const share = (at - timesS[i]) / (timesS[i + 1] - timesS[i]);
    out.push(rrMs[i] + share * (rrMs[i + 1] - rrMs[i]));
  }
  return out;
}

/** Less its line of best fit. */
function withoutTrend(values: readonly number[]): number[] {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let up = 0;
  let across = 0;
  values.forEach((value, i) => {
    up += (i - middle) * (value - mean);
    across += (i - middle) ** 2;
  });
  return values.map((value, i) => value - mean - (up / across) * (i - middle));
}

function withHann(values: readonly number[]): number[] {
  return values.map((value, i) => value * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (values.length - 1))));
}

/** Quality is the share of the band's power that lies around the peak. */
function peakOf(magnitude: Float64Array, untilHz: number): Result<RespirationEstimate> {
  const stepHz = rateHz / size;
  const first = Math.ceil(lowHz / stepHz);
  const last = Math.floor(untilHz / stepHz);
  let peak = first;
  let band = 0;
  for (let i = first; i <= last; i++) {
    band += magnitude[i] ** 2;
    if (magnitude[i] > magnitude[peak]) peak = i;
  }
  let near = 0;
  const reach = Math.round(peakHalfWidthHz / stepHz);
  for (let i = Math.max(first, peak - reach); i <= Math.min(last, peak + reach); i++) near += magnitude[i] ** 2;
  const quality = band > 0 ? near / band : 0;
  if (!(quality >= leastQuality)) return { ok: false, reason: 'LOW_QUALITY', detail: `quality ${quality.toFixed(2)}` };
  return { ok: true, value: { breathsPerMin: 60 * peak * stepHz, quality }, flags: [] };
}
