import { median } from './statistics.js';

/** Median of the slopes between all pairs, per step (Theil 1950, Sen 1968): one outlier does not turn it. NaN for fewer than two values. */
export function theilSenSlope(values: readonly number[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) slopes.push((values[j] - values[i]) / (j - i));
  }
  return median(slopes);
}
