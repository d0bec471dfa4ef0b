import type { AlertView } from '#libs/contracts';
import { bursts, burstOf, type Burst } from './burst.js';

/** What was heard last. Times in ms of one clock. */
export interface Ringing {
  /** Until then a burst is sounding. */
  busyUntilMs: number;
  highAtMs: number | null;
  notLiveAtMs: number | null;
  /** Each alert with the step of escalation at which it was heard. */
  heard: readonly string[];
}

export interface RingFacts {
  /** Those that ring at this console. */
  alerts: readonly Pick<AlertView, 'id' | 'kind' | 'priority' | 'escalationStep'>[];
  isNotLive: boolean;
  nowMs: number;
}

/** IEC 60601-1-8: 2.5 to 15 s from one burst of high priority to the next. */
const highEveryMs = 8000;
const notLiveEveryMs = 15_000;

export const silent: Ringing = { busyUntilMs: 0, highAtMs: null, notLiveAtMs: null, heard: [] };

/**
 * What is to be heard now, one thing at a time, the gravest first: high rings until it is answered, medium once at each step of its
 * escalation (clinical E1), a dead line until it lives again. The alert that rings says whether it may: snoozed or answered ones do not.
 */
export function nextRing(before: Ringing, { alerts, isNotLive, nowMs }: RingFacts): { ringing: Ringing; burst: Burst | null } {
  const keys = new Map(alerts.map((alert) => [`${alert.id} ${alert.priority} ${alert.escalationStep}`, alert]));
  const heard = before.heard.filter((key) => keys.has(key));
  const fresh = [...keys].filter(([key]) => !heard.includes(key)).map(([, alert]) => alert);
  const high = firstOf(alerts, 'high');
  const ringing = { ...before, heard, highAtMs: high === null ? null : before.highAtMs, notLiveAtMs: isNotLive ? before.notLiveAtMs : null };
  if (nowMs < before.busyUntilMs) return { ringing, burst: null };
  const all = (priority: AlertView['priority']): string[] => [...keys].filter(([, alert]) => alert.priority === priority).map(([key]) => key);
  const play = (burst: Burst | null, changed: Partial<Ringing>): { ringing: Ringing; burst: Burst | null } => ({ ringing: { ...ringing, busyUntilMs: nowMs + (burst?.lengthS ?? 0) * 1000, ...changed }, burst });
  if (high !== null && (isDue(ringing.highAtMs, highEveryMs, nowMs) || fresh.some(({ priority }) => priority === 'high'))) {
    return play(burstOf(high), { highAtMs: nowMs, heard: [...new Set([...heard, ...all('high')])] });
  }
  if (isNotLive && isDue(ringing.notLiveAtMs, notLiveEveryMs, nowMs)) return play(bursts['not-live'], { notLiveAtMs: nowMs });
  const medium = firstOf(fresh, 'medium');
  if (medium !== null) return play(burstOf(medium), { heard: [...new Set([...heard, ...all('medium')])] });
  return { ringing, burst: null };
}

/** A patient before a plug. */
function firstOf(alerts: RingFacts['alerts'], priority: AlertView['priority']): RingFacts['alerts'][number] | null {
  const found = alerts.filter((alert) => alert.priority === priority);
  return found.find(({ kind }) => kind === 'clinical') ?? found.at(0) ?? null;
}

function isDue(lastMs: number | null, everyMs: number, nowMs: number): boolean {
  return lastMs === null || nowMs - lastMs >= everyMs;
}
