import { mannKendall } from './mann-kendall.js';
import { median } from './statistics.js';
import { theilSenSlope } from './theil-sen.js';

/** One session's value; null: it could not be measured, which is a gap. */
export interface TrendPoint {
  tMs: number;
  value: number | null;
}

/** Which way the values of sessions go. `from` and `to` are the ends of the line through them, not the first and the last value. */
export type Trend =
  | { told: 'rises' | 'falls' | 'none'; sessions: number; from: number; to: number }
  | { told: 'cannot-tell'; sessions: number };

/** With fewer, even values that only ever rise may be chance: two of the 24 orders of four (Mann-Kendall, two-sided). */
export const trendNeeds = 5;
const chance = 0.05;
/** A change is real beyond twice the spread of the newest five (clinical D6 [P]). */
const spreads = 2;

/**
 * Clinical D6: oldest first. A trend is one that chance alone makes in one of twenty cases at most (Mann-Kendall), whose line (Theil-Sen, by
 * time) has changed by more than twice the standard deviation of the newest five, and by more than the `error` of measurement, in the values' unit.
 */
export function trend(points: readonly TrendPoint[], error = 0): Trend {
  const measured = points.filter((point): point is { tMs: number; value: number } => point.value !== null && Number.isFinite(point.value));
  const sessions = measured.length;
  if (sessions < trendNeeds) return { told: 'cannot-tell', sessions };
  const values = measured.map(({ value }) => value);
  const sinceFirstMs = measured.map(({ tMs }) => tMs - measured[0].tMs);
  const slope = theilSenSlope(values, sinceFirstMs);
  const from = median(values.map((value, i) => value - slope * sinceFirstMs[i]));
  const to = from + slope * sinceFirstMs[sessions - 1];
  const isReal = Math.abs(to - from) > Math.max(error, spreads * standardDeviation(values.slice(-trendNeeds)));
  if (!isReal || mannKendall(values).p > chance) return { told: 'none', sessions, from, to };
  return { told: to > from ? 'rises' : 'falls', sessions, from, to };
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
