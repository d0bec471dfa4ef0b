import type { Priority } from '#libs/domain';
import type { InjectedEvent } from './events.js';
import type { Told, Watched } from './fold-session.js';
import type { Measurable } from './measurable.js';

/** What became of an injected event. Times in ms. */
export type Outcome = { ruleId: string; priority: Priority } & (
  /** `delayMs`: after the event began; `afterRuleMs`: after its rule was met by what was measured. */
  | { became: 'told'; delayMs: number; afterRuleMs: number }
  | { became: 'missed' }
  /**
   * Its rule was not met by anything that could be measured. `technical`: whether TC-01 was told where the strap was off for 30 s, or, when it
   * was off for less and nobody is owed an alert (clinical E2), whether the console showed no heart rate meanwhile.
   */
  | { became: 'unmeasurable'; technical: 'told' | 'shown-unknown' | 'untold' }
);

const priorities: readonly Priority[] = ['info', 'low', 'medium', 'high'];
const owedMs = 30_000;

export function outcomeOf(event: InjectedEvent, seen: Measurable, watched: Watched): Outcome {
  const { ruleId, priority, atMs, patienceMs, withinMs = 0 } = event;
  const metMs = event.metMs(seen);
  const toldMs = toldAtMs(watched.told, { ruleId, from: priority, atMs, untilMs: Math.max((metMs ?? event.untilMs) + patienceMs, atMs + withinMs) });
  if (toldMs !== null) return { ruleId, priority, became: 'told', delayMs: toldMs - atMs, afterRuleMs: toldMs - (metMs ?? toldMs) };
  if (metMs !== null) return { ruleId, priority, became: 'missed' };
  return { ruleId, priority, became: 'unmeasurable', technical: technicalOf(event, seen, watched) };
}

/** One that stands already when the event begins is told at once. null: none did, and none came. */
function toldAtMs(told: readonly Told[], { ruleId, from, atMs, untilMs }: { ruleId: string; from: Priority; atMs: number; untilMs: number }): number | null {
  const grave = priorities.slice(priorities.indexOf(from));
  const spans = told.filter(({ alert }) => alert.ruleId === ruleId).flatMap((each) => each.spans);
  const first = Math.min(...spans.filter(({ priority, fromMs, toMs }) => grave.includes(priority) && fromMs <= untilMs && (toMs === null || toMs > atMs)).map(({ fromMs }) => fromMs));
  return first === Infinity ? null : Math.max(first, atMs);
}

function technicalOf({ atMs, untilMs, patienceMs }: InjectedEvent, { isOff }: Measurable, { told, shownS }: Watched): 'told' | 'shown-unknown' | 'untold' {
  const off = offSpans(isOff).filter(({ fromMs, toMs }) => fromMs < untilMs && toMs > atMs);
  const owed = off.filter(({ fromMs, toMs }) => toMs - fromMs > owedMs);
  if (owed.length > 0) return owed.every(({ fromMs, toMs }) => toldAtMs(told, { ruleId: 'TC-01', from: 'low', atMs: fromMs, untilMs: toMs + patienceMs }) !== null) ? 'told' : 'untold';
  const isShown = off.some(({ fromMs, toMs }) => [...shownS].some((atS) => atS * 1000 >= fromMs && atS * 1000 < toMs));
  return isShown ? 'untold' : 'shown-unknown';
}

function offSpans(isOff: readonly boolean[]): { fromMs: number; toMs: number }[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  isOff.forEach((off, atS) => {
    const last = spans.at(-1);
    if (!off) return;
    if (last?.toMs === atS * 1000) last.toMs += 1000;
    else spans.push({ fromMs: atS * 1000, toMs: (atS + 1) * 1000 });
  });
  return spans;
}
