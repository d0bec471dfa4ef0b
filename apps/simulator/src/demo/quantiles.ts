export interface Quantiles {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** Nearest-rank quantiles, rounded to 0.1; null when nothing was measured. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null =>
    sorted.length === 0 ? null : Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
