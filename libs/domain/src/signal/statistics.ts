/** NaN for no values, so that nobody takes it for a measurement: callers ask first. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between order statistics, `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  // A list of numbers alone sorts itself by value, and each comparison of a list of anything makes garbage.
  const sorted = new Float64Array(values).sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted.length === 0 ? Number.NaN : sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** Median absolute deviation, not scaled. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}
