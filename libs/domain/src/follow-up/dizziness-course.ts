/** What was said of dizziness, 0 to 10, before head turns, and since they began. Times epoch ms. */
export interface SaidDizziness {
  /** null: nobody asked. */
  before: number | null;
  /** Oldest first. */
  said: { atMs: number; dizziness: number }[];
  /** null: the session goes on. */
  endedAtMs: number | null;
}

/**
 * How dizziness went (clinical C16). `back`, to what it was before: `no-rise`; `in-time`, within 15 minutes after the end; `not-yet`, that time is not over;
 * `not-back`, it was over and it was still more; `not-known`, nobody asked then.
 */
export interface DizzinessCourse {
  before: number | null;
  /** The most since it began; null: nobody asked. */
  most: number | null;
  /** Not below 0; null: not asked before, or not since. */
  rise: number | null;
  /** More than the plan allows. */
  isTooMuch: boolean | null;
  back: 'no-rise' | 'in-time' | 'not-yet' | 'not-back' | 'not-known';
  /** Of the end, when it was first known to be back, ms; 0: before it; null: it is not known to be. */
  backAfterMs: number | null;
}

/** Head turns may make so much dizzier, of 10, and for so long after the end (clinical C16 [P]: some dizziness is the exercise, more than that or longer is too much of it). */
export const allowedRise = 3;
export const backWithinMs = 15 * 60_000;

export function dizzinessCourse({ before, said, endedAtMs }: SaidDizziness, nowMs: number): DizzinessCourse {
  const most = said.length === 0 ? null : Math.max(...said.map(({ dizziness }) => dizziness));
  if (before === null || most === null) return { before, most, rise: null, isTooMuch: null, back: 'not-known', backAfterMs: null };
  const rise = Math.max(0, most - before);
  if (rise === 0) return { before, most, rise, isTooMuch: false, back: 'no-rise', backAfterMs: null };
  const back = said.slice(said.findLastIndex(({ dizziness }) => dizziness > before) + 1).at(0) ?? null;
  const backAfterMs = back === null ? null : Math.max(0, back.atMs - (endedAtMs ?? back.atMs));
  return { before, most, rise, isTooMuch: rise > allowedRise, back: backOf(said, { before, endedAtMs, backAfterMs }, nowMs), backAfterMs };
}

function backOf(said: SaidDizziness['said'], { before, endedAtMs, backAfterMs }: { before: number; endedAtMs: number | null; backAfterMs: number | null }, nowMs: number): DizzinessCourse['back'] {
  if (endedAtMs === null) return 'not-yet';
  if (backAfterMs !== null && backAfterMs <= backWithinMs) return 'in-time';
  const limitMs = endedAtMs + backWithinMs;
  if (said.some(({ atMs, dizziness }) => atMs >= limitMs && dizziness > before)) return 'not-back';
  return nowMs < limitMs ? 'not-yet' : 'not-known';
}
