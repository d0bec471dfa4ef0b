import type { Prescription } from '../prescription/prescription.js';
import type { Phase } from '../session/phase.js';
import { higherPriority, type Finding } from './finding.js';
import { outlastsSession } from './silence.js';
import type { AlertRule, ReportEvent, RuleEvent, StreamEvent, WatchContext, WatchEvent } from './rule.js';
import { ownAlertRule } from './own/own-alert-rule.js';
import { alertRules } from './rules/index.js';

/** Plain JSON. Only packets write into `stream` and `phase`, only the server's clock and reports into `watch`. */
export interface RulesState {
  stream: RulesPart;
  watch: RulesPart;
  /** Where the session stands, and since when, session time ms; null: since its beginning. */
  phase: { name: Phase; sinceMs: number | null };
}

export interface RulesPart {
  /** State of each rule by its id. */
  rules: Record<string, unknown>;
  /** What is open now, by rule and subject: the finding that raised it, with the highest priority since. */
  open: Record<string, Finding>;
}

/** The first repetitions after a rest, or of another exercise, are not judged yet (clinical E3). */
const settleMs = 10_000;

export function startRules(prescription: Prescription): RulesState {
  const state: RulesState = { stream: { rules: {}, open: {} }, watch: { rules: {}, open: {} }, phase: { name: 'work', sinceMs: null } };
  for (const rule of rulesOf(prescription)) {
    const { stream, watch } = rule.start();
    state.stream.rules[rule.id] = stream;
    state.watch.rules[rule.id] = watch;
  }
  return state;
}

/** Asks every rule. Writes into `state` and `out`. */
export function stepRules(state: RulesState, event: RuleEvent, prescription: Prescription, out: Finding[]): void {
  if (event.kind === 'end') {
    clearAll(state, event, out);
    return;
  }
  if (event.kind === 'phase') state.phase = { name: event.phase, sinceMs: event.tMs };
  const context = contextOf(state, prescription);
  const isBySomebody = event.kind === 'watch' || event.kind === 'report';
  const part = isBySomebody ? state.watch : state.stream;
  for (const rule of rulesOf(prescription)) {
    const from = out.length;
    if (isBySomebody) look(rule, { state: state.watch, event, context, out });
    else if (!isHeld(rule, state, { event, prescription })) rule.step?.(state.stream.rules[rule.id], event, context, out);
    for (let i = from; i < out.length; i++) note(part, out[i]);
  }
}

/** Whether a rule sees it now, by packets or by the clock. */
export function isSeen(state: RulesState, finding: Pick<Finding, 'ruleId' | 'subject'>): boolean {
  return keyOf(finding) in state.stream.open || keyOf(finding) in state.watch.open;
}

/** The therapist's own come last: they see what the others have found, and none is kept from finding it by them. */
function rulesOf({ ownRules }: Prescription): readonly AlertRule<unknown, unknown>[] {
  if (ownRules === undefined || ownRules.length === 0) return alertRules;
  return [...alertRules, ...(ownRules.map(ownAlertRule) as AlertRule<unknown, unknown>[])];
}

function contextOf(state: RulesState, prescription: Prescription): WatchContext {
  const opened = (ruleId: string): Finding | null => {
    for (const key in state.stream.open) if (state.stream.open[key].ruleId === ruleId) return state.stream.open[key];
    return null;
  };
  return { prescription, opened, isActive: (ruleId) => opened(ruleId) !== null, toldByPackets: (ruleId) => state.stream.rules[ruleId], get isHighOpen() { return isHighOpen(state); } };
}

function isHighOpen({ stream, watch }: RulesState): boolean {
  return [stream, watch].some(({ open }) => Object.values(open).some(({ priority }) => priority === 'high'));
}

interface Look {
  state: RulesPart;
  event: WatchEvent | ReportEvent;
  context: WatchContext;
  out: Finding[];
}

/** A session that began before a rule existed has no state of it. */
function look(rule: AlertRule<unknown, unknown>, { state, event, context, out }: Look): void {
  if (!(rule.id in state.rules)) state.rules[rule.id] = rule.start().watch;
  if (event.kind === 'watch') rule.watch?.(state.rules[rule.id], event, context, out);
  else rule.hear?.(state.rules[rule.id], event, context, out);
}

function isHeld({ workOnly, byReference }: AlertRule<unknown, unknown>, { phase }: RulesState, { event, prescription }: { event: StreamEvent; prescription: Prescription }): boolean {
  if (event.kind !== 'repetition') return false;
  if (byReference === true && (prescription.referenceStanding?.stale ?? null) !== null) return true;
  if (workOnly !== true) return false;
  return phase.name !== 'work' || (phase.sinceMs !== null && event.tMs < phase.sinceMs + settleMs);
}

function note(part: RulesPart, finding: Finding): void {
  const key = keyOf(finding);
  const known = key in part.open ? part.open[key] : null;
  if (finding.change === 'cleared') delete part.open[key];
  else if (known === null) part.open[key] = finding;
  else if (finding.change === 'lowered') part.open[key] = { ...known, priority: finding.priority };
  else part.open[key] = { ...known, priority: higherPriority(known.priority, finding.priority) };
}

function keyOf({ ruleId, subject }: Pick<Finding, 'ruleId' | 'subject'>): string {
  return `${ruleId} ${subject}`;
}

/** The session is over, and with it every episode but of what somebody said. What a person must still know stays in the inbox, unacknowledged. */
function clearAll(state: RulesState, { tMs, cause }: { tMs: number; cause: Finding['cause'] }, out: Finding[]): void {
  for (const part of [state.stream, state.watch]) {
    for (const [key, finding] of Object.entries(part.open)) {
      if (outlastsSession(finding.ruleId)) continue;
      out.push({ ...finding, change: 'cleared', tMs, value: null, cause });
      delete part.open[key];
    }
  }
}
