/** How often, how long in the middle, and how long at most. */
export function sayQuantiles(tookMs: number[]): string {
  const sorted = [...tookMs].sort((a, b) => a - b);
  return `${sorted.length} runs, p50 ${Math.round(sorted[Math.floor(sorted.length / 2)])} ms, p100 ${Math.round(sorted[sorted.length - 1])} ms`;
}
