/** Session time, ms, half-open. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** How far two spans are the same, 0 to 1. */
export function intersectionOverUnion(a: Span, b: Span): number {
  const shared = sharedMs(a, b);
  return shared === 0 ? 0 : shared / (Math.max(a.endMs, b.endMs) - Math.min(a.startMs, b.startMs));
}

/** How much of the shorter span lies in the other, 0 to 1: an approved span may hold the rest before and after. */
export function sharedOfShorter(a: Span, b: Span): number {
  const shared = sharedMs(a, b);
  return shared === 0 ? 0 : shared / Math.min(a.endMs - a.startMs, b.endMs - b.startMs);
}

function sharedMs(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}
