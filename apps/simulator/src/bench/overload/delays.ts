import type { Heard } from '../../demo/console-client.js';
import { quantiles, type Quantiles } from '../../demo/quantiles.js';

/** An alert that must come: the undisturbed analysis of the same packets raises it. */
export interface Due {
  sessionId: string;
  ruleId: string;
  /** When the packet that meets the rule was measured, on the clock of what was heard, ms. */
  atMs: number;
}

export interface Delays {
  due: number;
  /** Rang at the therapist's console. */
  rang: number;
  /** Only in the record: found too late to ring. */
  inRecord: number;
  missing: number;
  /** Of those that rang: from the measurement to the console, ms. */
  delayMs: Quantiles;
  longestMs: number | null;
}

/** Each that is due takes the first of its rule and session that nobody else has taken. */
export function delaysOf(due: readonly Due[], heard: Heard['alerts']): Delays {
  const raised = heard.filter(({ entry: { change } }) => change === 'raised');
  const taken = new Set<(typeof raised)[number]>();
  const rang: number[] = [];
  let inRecord = 0;
  for (const { sessionId, ruleId, atMs } of due) {
    const same = raised.filter((each) => !taken.has(each) && each.entry.alert.sessionId === sessionId && each.entry.alert.ruleId === ruleId);
    const found = same.find(({ entry }) => !entry.alert.retrospective) ?? same.at(0);
    if (found === undefined) continue;
    taken.add(found);
    if (found.entry.alert.retrospective) inRecord++;
    else rang.push(found.atMs - atMs);
  }
  return { due: due.length, rang: rang.length, inRecord, missing: due.length - rang.length - inRecord, delayMs: quantiles(rang), longestMs: rang.length === 0 ? null : Math.round(Math.max(...rang)) };
}

/** Something that was told, and when it had been measured, ms on one clock. */
export interface Shown {
  measuredAtMs: number;
  shownAtMs: number;
}

/**
 * How long after `fromMs` the last was measured that was shown later than `liveMs`, s: since then all is live again. null: it is not known, since nothing was
 * shown at all, or what was measured last was late as well.
 */
export function recoveredAfterS(shown: readonly Shown[], { fromMs, liveMs }: { fromMs: number; liveMs: number }): number | null {
  const since = shown.filter(({ measuredAtMs }) => measuredAtMs >= fromMs);
  const late = since.filter(({ measuredAtMs, shownAtMs }) => shownAtMs - measuredAtMs > liveMs).map(({ measuredAtMs }) => measuredAtMs);
  const lastLateMs = Math.max(...late);
  if (!since.some(({ measuredAtMs }) => measuredAtMs > lastLateMs)) return null;
  return late.length === 0 ? 0 : Math.round((lastLateMs - fromMs) / 100) / 10;
}
