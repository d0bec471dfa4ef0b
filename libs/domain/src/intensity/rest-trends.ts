import { trendOfValues, type SessionValue } from '../form/exercise-trends.js';
import type { Result } from '../session/result.js';
import type { Trend } from '../signal/trend.js';
import { ownRange, type OwnRange } from './own-range.js';

/** RMSSD at rest from session to session, ms. */
export interface RmssdTrend {
  values: SessionValue[];
  trend: Trend;
  /** What was usual in the seven days before the newest, which is not part of it. */
  usual: Result<OwnRange>;
  /** The newest against it; null: there is none, or nothing to hold it against. */
  newest: 'below' | 'within' | 'above' | null;
}

const weekMs = 7 * 86_400_000;

/** Clinical B10: by ln(RMSSD), a patient against themselves. Sessions come oldest first. */
export function rmssdTrend(values: readonly SessionValue[]): RmssdTrend {
  const measured = values.flatMap(({ startedAtMs, value }) => (value !== null && value > 0 ? [{ startedAtMs, value }] : []));
  const newest = measured.at(-1);
  const before = newest === undefined ? [] : measured.slice(0, -1).filter(({ startedAtMs }) => startedAtMs > newest.startedAtMs - weekMs);
  const usual = ownRange(before.map(({ value }) => value));
  const logs = values.map((each) => ({ ...each, value: each.value !== null && each.value > 0 ? Math.log(each.value) : null }));
  return { values: [...values], trend: fromLogs(trendOfValues(logs)), usual, newest: newest === undefined || !usual.ok ? null : against(newest.value, usual.value) };
}

function fromLogs(told: Trend): Trend {
  return told.told === 'cannot-tell' ? told : { ...told, from: Math.exp(told.from), to: Math.exp(told.to) };
}

function against(value: number, { low, high }: OwnRange): 'below' | 'within' | 'above' {
  if (value < low) return 'below';
  return value > high ? 'above' : 'within';
}
