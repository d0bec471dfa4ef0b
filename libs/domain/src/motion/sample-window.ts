import type { ImuBlock } from '../session/block.js';
import type { ImuSamples } from './static-calibration.js';

/**
 * Samples of one sensor that came without a hole, six whole numbers each: mm/s2 and 0.01 deg/s, which is finer than any sensor measures
 * and short when it is written down. Plain JSON.
 */
export interface SampleWindow {
  sensor: number;
  rateHz: number;
  /** Session time just after the newest sample, ms. */
  endMs: number;
  values: number[];
}

const perMPerS2 = 1000;
const perDegPerS = 100;
const width = 6;
/** A longer hole is one (as a track bridges it). */
const bridgedMs = 100;

export function startWindow({ sensor, rateHz, startMs }: Pick<ImuBlock, 'sensor' | 'rateHz' | 'startMs'>): SampleWindow {
  return { sensor, rateHz, endMs: startMs, values: [] };
}

/** False, and nothing is taken: there is a hole before the block, or it is of another rate, or not of numbers. Writes into `window`. */
export function takeBlock(window: SampleWindow, block: ImuBlock): boolean {
  const { accelerationMPerS2: acc, angularVelocityDegPerS: gyr, rateHz, startMs, endMs } = block;
  if (rateHz !== window.rateHz || Math.abs(startMs - window.endMs) > bridgedMs) return false;
  for (let i = 0; i < acc.length; i++) if (!Number.isFinite(acc[i] + gyr[i])) return false;
  for (let at = 0; at < acc.length; at += 3) {
    for (let i = 0; i < 3; i++) window.values.push(Math.round(acc[at + i] * perMPerS2));
    for (let i = 0; i < 3; i++) window.values.push(Math.round(gyr[at + i] * perDegPerS));
  }
  window.endMs = endMs;
  return true;
}

export function sampleCount({ values }: SampleWindow): number {
  return values.length / width;
}

/** Only the newest are kept. Writes into `window`. */
export function keepNewest(window: SampleWindow, samples: number): void {
  const tooMany = sampleCount(window) - samples;
  if (tooMany > 0) window.values.splice(0, tooMany * width);
}

/** The first so many samples as one block. */
export function blockOf(window: SampleWindow, samples: number): ImuBlock {
  const { sensor, rateHz, endMs } = window;
  const startMs = endMs - (1000 * sampleCount(window)) / rateHz;
  const untilMs = startMs + (1000 * samples) / rateHz;
  const { accelerationMPerS2, angularVelocityDegPerS } = samplesOf(window, 0, samples);
  return { kind: 'imu', stream: 0, sequence: 1, sensor, startMs, endMs: untilMs, receivedAtMs: untilMs, rateHz, accelerationMPerS2, angularVelocityDegPerS };
}

/** Half-open, in samples. */
export function samplesOf({ rateHz, values }: SampleWindow, from: number, to: number): ImuSamples {
  const accelerationMPerS2 = new Float64Array(3 * (to - from));
  const angularVelocityDegPerS = new Float64Array(3 * (to - from));
  for (let n = from; n < to; n++) {
    for (let i = 0; i < 3; i++) {
      accelerationMPerS2[3 * (n - from) + i] = values[n * width + i] / perMPerS2;
      angularVelocityDegPerS[3 * (n - from) + i] = values[n * width + 3 + i] / perDegPerS;
    }
  }
  return { rateHz, accelerationMPerS2, angularVelocityDegPerS };
}
