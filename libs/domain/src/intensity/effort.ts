import type { Result } from '../session/result.js';

/** Borg CR10 as adapted by Foster 2001: 0 rest, 3 moderate, 5 hard, 7 very hard, 10 maximal; half steps. */
const lowest = 0;
const highest = 10;

/** Whether it is a rating at all (clinical 0.3). */
export function isRpe(value: number): boolean {
  return value >= lowest && value <= highest && Number.isInteger(2 * value);
}

/** Load of one session by its rating, arbitrary units: RPE times minutes (Foster 2001; clinical B13). */
export function sessionLoad(rpe: number | null, durationMin: number): Result<number> {
  if (rpe === null) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no rating of this session' };
  if (!isRpe(rpe)) return { ok: false, reason: 'OUT_OF_RANGE', detail: `RPE ${rpe}; 0 to 10 in half steps` };
  if (!(durationMin >= 0 && durationMin < Infinity)) return { ok: false, reason: 'OUT_OF_RANGE', detail: `${durationMin} min` };
  return { ok: true, value: rpe * durationMin, flags: [] };
}

export interface WeeklyLoad {
  load: number;
  /** Mean over standard deviation of the seven days; null: every day was alike. */
  monotony: number | null;
  strain: number | null;
}

/** Foster 1998: of seven daily loads, days without a session being 0. Takes seven values; throws a RangeError for any other number. */
export function weeklyLoad(dailyLoads: readonly number[]): WeeklyLoad {
  if (dailyLoads.length !== daysAWeek) throw new RangeError(`${dailyLoads.length} days`);
  const load = dailyLoads.reduce((sum, each) => sum + each, 0);
  const mean = load / daysAWeek;
  const sd = Math.sqrt(dailyLoads.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (daysAWeek - 1));
  const monotony = sd === 0 ? null : mean / sd;
  return { load, monotony, strain: monotony === null ? null : load * monotony };
}

const daysAWeek = 7;
/** [P] Rise over the mean of the four weeks before that is worth a line in the digest; it predicts no injury. */
const risenShare = 1.3;
const weeksBefore = 4;

/** Clinical E2 HR-11: whether this week's load is well above that of the four weeks before it; null: fewer are known. */
export function hasLoadRisen(weekLoad: number, before: readonly number[]): boolean | null {
  if (before.length < weeksBefore) return null;
  const recent = before.slice(-weeksBefore);
  return weekLoad > (risenShare * recent.reduce((sum, each) => sum + each, 0)) / weeksBefore;
}
