/**
 * How alike a stretch of a signal is to itself `lag` samples earlier: Pearson's correlation of values[from..to) with values[from-lag..to-lag),
 * from -1 to 1. All lags use the whole stretch, so a long period counts as much as a short one. Pairs with a value that is no number are left out;
 * NaN where less than `leastShare` of them is left, the earlier stretch begins before the first value, or one of both does not vary.
 */
export function correlationAtLag(values: ArrayLike<number>, { from, to, lag }: { from: number; to: number; lag: number }): number {
  if (from < lag || to > values.length) return Number.NaN;
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumYY = 0;
  let sumXY = 0;
  for (let i = from; i < to; i++) {
    const x = values[i];
    const y = values[i - lag];
    if (!(x - y < Infinity)) continue;
    n++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  if (n < leastShare * (to - from) || n < 2) return Number.NaN;
  const varianceX = sumXX - (sumX * sumX) / n;
  const varianceY = sumYY - (sumY * sumY) / n;
  // What is left of rounding is no variation.
  if (varianceX <= 1e-12 * sumXX || varianceY <= 1e-12 * sumYY) return Number.NaN;
  return (sumXY - (sumX * sumY) / n) / Math.sqrt(varianceX * varianceY);
}

const leastShare = 0.8;

export interface CorrelationPeak {
  /** Samples, between two of them by a parabola through the highest and its neighbours. */
  lag: number;
  correlation: number;
}

/**
 * The first local maximum of at least `least` among `correlations[k]`, the correlation at lag `firstLag + k`; null when there is none. An end
 * is no maximum: what goes on to rise outside may have its peak anywhere.
 */
export function firstPeak(correlations: ArrayLike<number>, firstLag: number, least: number): CorrelationPeak | null {
  for (let k = 1; k + 1 < correlations.length; k++) {
    const [before, at, after] = [correlations[k - 1], correlations[k], correlations[k + 1]];
    if (!(at >= least && at > before && at >= after)) continue;
    return { lag: firstLag + k + (0.5 * (before - after)) / (before - 2 * at + after), correlation: at };
  }
  return null;
}
