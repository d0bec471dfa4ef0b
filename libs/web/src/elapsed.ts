/**
 * An instant by both clocks of the browser. The monotonic one stands still while the computer sleeps; the other jumps when it
 * is set. Data must not look younger than they are, so the larger of both differences counts.
 */
export interface Mark {
  wallMs: number;
  monotonicMs: number;
}

export function markNow(): Mark {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

/** ms from `mark` to `now`, never negative. */
export function elapsedMs(mark: Mark, now: Mark): number {
  return Math.max(0, now.wallMs - mark.wallMs, now.monotonicMs - mark.monotonicMs);
}
