import type { Alert, AlertChange } from './alert.js';
import { higherPriority, type Finding, type Priority } from './finding.js';
import { suppressedBy } from './suppression.js';

export interface DecideInput {
  /** Every alert of the session so far, open and cleared, in order of their beginning. */
  known: Alert[];
  /**
   * In the order in which they were found. `late`: from a packet that was late, or found again on the way back to where
   * analysis had been: nobody is rung.
   */
  findings: { finding: Finding; late: boolean }[];
  /** Whether a rule sees it still, when all has been found. */
  isSeen: (alert: Pick<Alert, 'ruleId' | 'subject'>) => boolean;
}

/** Least time after a clear before the same rule rings again (clinical E3). */
const reraiseMs: Record<Priority, number> = { info: 300_000, low: 300_000, medium: 120_000, high: 0 };

/**
 * Findings into alerts (clinical E3). One open alert a rule and subject; what is met again within it, or too soon after it,
 * is folded in and counted; priority only rises while open, unless its rule lowers it. A finding of an episode that is known already - packets are
 * analysed again, or a job ran twice - changes nothing. What no rule sees any more is over, also when none said so: it was
 * raised before a packet came which shows that it never was. What is new while a graver rule is open is held back and told when
 * that is over.
 */
export function decide({ known, findings, isSeen }: DecideInput): AlertChange[] {
  const tracked: Tracked[] = known.map((alert) => ({ alert: { ...alert }, id: alert.id, cause: null, touched: false }));
  for (const each of findings) meet(tracked, each);
  for (const each of tracked) if (each.alert.state === 'open' && !isSeen(each.alert)) end(each, each.alert.lastAtMs);
  for (const each of tracked) hold(each, tracked);
  return tracked.map((each) => (isSaidAlready(each, known) ? null : changeOf(each, known))).filter((change) => change !== null);
}

/** Only what nobody was told of is held back. */
function hold(each: Tracked, tracked: Tracked[]): void {
  const { alert, id } = each;
  if (alert.retrospective || alert.state !== 'open' || (id !== null && alert.suppressedBy === null)) return;
  const open = tracked.filter((other) => other.alert.state === 'open').map((other) => other.alert);
  const holder = suppressedBy(alert, open);
  if (holder === alert.suppressedBy) return;
  alert.suppressedBy = holder;
  each.touched = true;
}

interface Tracked {
  alert: Omit<Alert, 'id'>;
  /** null: raised just now. */
  id: string | null;
  cause: Finding['cause'];
  touched: boolean;
}

function meet(tracked: Tracked[], { finding, late }: DecideInput['findings'][number]): void {
  const same = tracked.filter(({ alert }) => alert.ruleId === finding.ruleId && alert.subject === finding.subject);
  if (finding.change === 'cleared') {
    for (const episode of same) clear(episode, finding, late);
    return;
  }
  if (finding.change === 'lowered') {
    for (const episode of same) lower(episode, finding);
    return;
  }
  const episodes = same.filter(({ alert }) => (late ? belongsLate(alert, finding) : belongs(alert, finding)));
  if (episodes.some(({ alert }) => finding.tMs <= alert.lastAtMs)) return;
  const episode = episodes.find(({ alert }) => rings(alert)) ?? episodes.at(-1);
  if (episode === undefined) tracked.push(raise(finding, late));
  else fold(episode, finding);
}

function rings({ state, retrospective }: Omit<Alert, 'id'>): boolean {
  return state === 'open' && !retrospective;
}

/** News belongs to the alert that is open, or that ended so soon before that it must not ring again. Nobody was rung by a retrospective one. */
function belongs(alert: Omit<Alert, 'id'>, finding: Finding): boolean {
  if (alert.retrospective) return false;
  if (alert.clearedAtMs === null) return true;
  if (finding.tMs < alert.raisedAtMs) return false;
  return finding.tMs <= alert.clearedAtMs || (finding.tMs - alert.clearedAtMs < reraiseMs[alert.priority] && finding.priority !== 'high');
}

/** What is late belongs to the alert within which it happened; it opens none again that has rung. */
function belongsLate(alert: Omit<Alert, 'id'>, finding: Finding): boolean {
  if (finding.tMs < alert.raisedAtMs) return false;
  if (alert.clearedAtMs === null || finding.tMs <= alert.clearedAtMs) return true;
  return alert.retrospective && finding.tMs - alert.clearedAtMs < reraiseMs[alert.priority];
}

/** Found in late data to have begun earlier than was known: it is the same episode, which has an alert already. */
function isSaidAlready({ id, alert }: Tracked, known: Alert[]): boolean {
  if (id !== null || !alert.retrospective) return false;
  const untilMs = alert.clearedAtMs ?? Infinity;
  return known.some((each) => each.ruleId === alert.ruleId && each.subject === alert.subject && each.raisedAtMs <= untilMs && alert.raisedAtMs <= (each.clearedAtMs ?? Infinity));
}

function raise(finding: Finding, retrospective: boolean): Tracked {
  const { ruleId, kind, subject, priority, tMs, value, limit, unit, cause } = finding;
  const alert: Omit<Alert, 'id'> = {
    ruleId, kind, subject, priority, state: 'open', retrospective, suppressedBy: null, raisedAtMs: tMs, lastAtMs: tMs, clearedAtMs: null, count: 1, worstValue: value, limit, unit,
  };
  return { alert, id: null, cause, touched: true };
}

/** What was met since is as grave as it was. */
function lower(episode: Tracked, { priority, tMs }: Finding): void {
  const { alert } = episode;
  if (!rings(alert) || tMs < alert.lastAtMs || higherPriority(alert.priority, priority) === priority) return;
  alert.priority = priority;
  episode.touched = true;
}

function fold(episode: Tracked, finding: Finding): void {
  const { alert } = episode;
  if (alert.clearedAtMs !== null && finding.tMs <= alert.clearedAtMs) return;
  alert.state = 'open';
  alert.clearedAtMs = null;
  alert.lastAtMs = finding.tMs;
  alert.count++;
  alert.priority = higherPriority(alert.priority, finding.priority);
  if (finding.value !== null) alert.worstValue = worse(finding.value, alert);
  episode.cause = finding.cause;
  episode.touched = true;
}

/** The further from its limit: a battery, or a slow heart, is the worse the lower it is. */
function worse(value: number, { worstValue, limit }: Pick<Alert, 'worstValue' | 'limit'>): number {
  const isBelow = limit !== null && (worstValue ?? value) < limit;
  return isBelow ? Math.min(value, worstValue ?? value) : Math.max(value, worstValue ?? value);
}

/**
 * An end that is found again is not the end of what was met since. News of an end is one, also when the clocks of patient
 * and server, by which the rules go, differ.
 */
function clear(episode: Tracked, finding: Finding, late: boolean): void {
  const { alert } = episode;
  if (alert.state === 'cleared' || finding.tMs < (late ? alert.lastAtMs : alert.raisedAtMs)) return;
  end(episode, Math.max(finding.tMs, alert.lastAtMs));
}

function end(episode: Tracked, clearedAtMs: number): void {
  episode.alert.state = 'cleared';
  episode.alert.clearedAtMs = clearedAtMs;
  episode.touched = true;
}

function changeOf({ alert, id, cause, touched }: Tracked, known: Alert[]): AlertChange | null {
  if (!touched) return null;
  if (id === null) return { change: 'raise', alert, cause };
  const before = known.find((each) => each.id === id);
  const { state, priority, suppressedBy: holder, lastAtMs, clearedAtMs, count, worstValue } = alert;
  const change = state === 'cleared' && before?.state === 'open' ? 'clear' : 'update';
  return { change, id, cause, state, priority, suppressedBy: holder, lastAtMs, clearedAtMs, count, worstValue };
}
