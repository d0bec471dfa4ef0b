import { spectrumMagnitude } from './spectrum.js';

const padLevel = 4;
/** Nothing a person means is faster; of a slow rate, only what lies well below half of it is kept (clinical C1). */
const cutOffHz = 10;
const cutOffShare = 0.4;
const amplitudeThreshold = 0.05;

/**
 * Spectral arc length of a speed profile: dimensionless, at most 0, more negative is less smooth. Balasubramanian et al.
 * 2015 (s12984-015-0090-9). Of one phase at a time: a perfect out-and-back movement would score as two (clinical C9).
 */
export function sparc(speed: readonly number[], rateHz: number): number {
  const size = 2 ** (Math.ceil(Math.log2(speed.length)) + padLevel);
  const magnitude = spectrumMagnitude(speed, size);
  let largest = 0;
  for (const value of magnitude) largest = Math.max(largest, value);
  const stepHz = rateHz / size;
  const { first, last } = aboveThreshold(magnitude, { least: amplitudeThreshold * largest, bins: Math.min(cutOffHz, cutOffShare * rateHz) / stepHz });
  let length = 0;
  const step = 1 / (last - first);
  for (let i = first + 1; i <= last; i++) {
    const rise = (magnitude[i] - magnitude[i - 1]) / largest;
    length += Math.sqrt(step * step + rise * rise);
  }
  return -length;
}

function aboveThreshold(magnitude: Float64Array, { least, bins }: { least: number; bins: number }): { first: number; last: number } {
  let first = -1;
  let last = -1;
  for (let i = 0; i < magnitude.length && i <= bins; i++) {
    if (magnitude[i] < least) continue;
    if (first === -1) first = i;
    last = i;
  }
  return { first, last };
}
