import type { Result } from '../session/result.js';

/** [P] What the intervals must add up to, of the time. A beat at either end may be of the seconds beside. */
const neededShare = 0.95;

/**
 * The intervals between beats of some seconds, one list a second, as one row, ms: only where none is missing in between. The difference of two
 * beats with a hole between them is none (clinical B5), and what comes after the hole is later than the row says.
 */
export function adjacentBeats(rrMs: readonly (readonly number[])[]): Result<number[]> {
  const beats = rrMs.flat();
  const share = beats.reduce((sum, each) => sum + each, 0) / (1000 * rrMs.length);
  if (!(share >= neededShare)) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `beats for ${Math.round(100 * (share || 0))} % of ${rrMs.length} s; ${100 * neededShare} % are needed` };
  return { ok: true, value: beats, flags: [] };
}
