import type { Alert, AlertChange } from './alert.js';
import type { Finding, Priority } from './finding.js';

export interface DecideInput {
  /** Every alert of the session so far, open and cleared. */
  known: Alert[];
  /** In order of time. */
  findings: Finding[];
  /** The findings come from packets that were late: nobody is rung. */
  retrospective: boolean;
}

const priorities: Priority[] = ['info', 'low', 'medium', 'high'];

/** Least time after a clear before the same rule rings again (clinical E3). */
const reraiseMs: Record<Priority, number> = { info: 300_000, low: 300_000, medium: 120_000, high: 0 };

export function higherPriority(a: Priority, b: Priority): Priority {
  return priorities.indexOf(a) >= priorities.indexOf(b) ? a : b;
}

/**
 * Findings into alerts (clinical E3). One open alert a rule and subject; what is met again within it, or too soon after it,
 * is folded in and counted; priority only rises while open. A finding of an episode that is known already - packets are
 * analysed again, or a job ran twice - changes nothing.
 */
export function decide({ known, findings, retrospective }: DecideInput): AlertChange[] {
  const changes = new Map<Tracked, AlertChange | null>();
  const tracked: Tracked[] = known.map((alert) => ({ alert: { ...alert }, id: alert.id, cause: null, touched: false }));
  for (const finding of findings) {
    const episode = tracked.filter(({ alert }) => isSameKey(alert, finding) && isWithin(alert, finding)).at(-1);
    if (finding.change === 'cleared') clear(episode, finding);
    else if (episode === undefined) tracked.push(raise(finding, retrospective));
    else fold(episode, finding);
  }
  for (const each of tracked) changes.set(each, changeOf(each, known));
  return [...changes.values()].filter((change) => change !== null);
}

interface Tracked {
  alert: Omit<Alert, 'id'>;
  /** null: raised just now. */
  id: string | null;
  cause: Finding['cause'];
  touched: boolean;
}

function isSameKey(alert: Omit<Alert, 'id'>, finding: Finding): boolean {
  return alert.ruleId === finding.ruleId && alert.subject === finding.subject;
}

/** In the episode, or so soon after it that it must not ring again. */
function isWithin(alert: Omit<Alert, 'id'>, finding: Finding): boolean {
  if (finding.tMs < alert.raisedAtMs) return false;
  if (alert.clearedAtMs === null || finding.tMs <= alert.clearedAtMs) return true;
  return finding.change !== 'cleared' && finding.tMs - alert.clearedAtMs < reraiseMs[alert.priority] && finding.priority !== 'high';
}

function raise(finding: Finding, retrospective: boolean): Tracked {
  const { ruleId, kind, subject, priority, tMs, value, limit, unit, cause } = finding;
  const alert: Omit<Alert, 'id'> = {
    ruleId, kind, subject, priority, state: 'open', retrospective, raisedAtMs: tMs, lastAtMs: tMs, clearedAtMs: null, count: 1, worstValue: value, limit, unit,
  };
  return { alert, id: null, cause, touched: true };
}

function fold(episode: Tracked, finding: Finding): void {
  const { alert } = episode;
  if (finding.tMs <= alert.lastAtMs || (alert.clearedAtMs !== null && finding.tMs <= alert.clearedAtMs)) return;
  alert.state = 'open';
  alert.clearedAtMs = null;
  alert.lastAtMs = finding.tMs;
  alert.count++;
  alert.priority = higherPriority(alert.priority, finding.priority);
  if (finding.value !== null) alert.worstValue = Math.max(finding.value, alert.worstValue ?? finding.value);
  episode.cause = finding.cause;
  episode.touched = true;
}

function clear(episode: Tracked | undefined, finding: Finding): void {
  if (episode === undefined || episode.alert.state === 'cleared' || finding.tMs < episode.alert.lastAtMs) return;
  episode.alert.state = 'cleared';
  episode.alert.clearedAtMs = finding.tMs;
  episode.touched = true;
}

function changeOf({ alert, id, cause, touched }: Tracked, known: Alert[]): AlertChange | null {
  if (!touched) return null;
  if (id === null) return { change: 'raise', alert, cause };
  const before = known.find((each) => each.id === id);
  if (alert.clearedAtMs !== null && before?.state === 'open') return { change: 'clear', id, clearedAtMs: alert.clearedAtMs };
  const { state, priority, lastAtMs, count, worstValue } = alert;
  return { change: 'update', id, state, priority, lastAtMs, count, worstValue, cause };
}
