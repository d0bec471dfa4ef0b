import { median } from '../signal/statistics.js';

/** How much more a body sways with closed eyes than with open ones. */
export interface Romberg {
  /** Medians of the trials, root mean square, m/s2. */
  closedMPerS2: number;
  openMPerS2: number;
  /** Closed over open. */
  ratio: number;
  isRemarkable: boolean;
}

/** Beyond it closed eyes sway remarkably more (clinical C14 [P]). */
export const rombergLimit = 2;
/** As with the two sides: longer apart they are of two conditions. */
const oldestMs = 7 * 24 * 3_600_000;

/**
 * Root mean square of the sway of each measured trial, m/s2, of one patient, one stance and one way to wear the sensor. null: there is nothing to
 * compare, or it is older than seven days. (Romberg ratio, by the root mean square: clinical C14.)
 */
export function romberg(closed: readonly number[], open: { swaysMPerS2: readonly number[]; ageMs: number }): Romberg | null {
  if (closed.length === 0 || open.swaysMPerS2.length === 0 || open.ageMs > oldestMs) return null;
  const [closedMPerS2, openMPerS2] = [median(closed), median(open.swaysMPerS2)];
  if (!(openMPerS2 > 0)) return null;
  const ratio = closedMPerS2 / openMPerS2;
  return { closedMPerS2, openMPerS2, ratio, isRemarkable: ratio > rombergLimit };
}
