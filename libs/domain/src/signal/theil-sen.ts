import { median } from './statistics.js';

/**
 * Median of the slopes between all pairs (Theil 1950, Sen 1968): one outlier does not turn it. Per step, or per unit of `at`, which rises.
 * NaN for fewer than two values.
 */
export function theilSenSlope(values: readonly number[], at?: readonly number[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) slopes.push((values[j] - values[i]) / (at === undefined ? j - i : at[j] - at[i]));
  }
  return median(slopes);
}
