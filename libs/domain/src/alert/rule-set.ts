import type { Prescription } from '../prescription/prescription.js';
import type { Finding } from './finding.js';
import type { RuleEvent, RuleContext } from './rule.js';
import { alertRules } from './rules/index.js';

/** Plain JSON. Only packets write into `stream`, only the server's clock into `watch`. */
export interface RulesState {
  stream: RulesPart;
  watch: RulesPart;
}

export interface RulesPart {
  /** State of each rule by its id. */
  rules: Record<string, unknown>;
  /** The finding that raised what is open now, by rule. */
  open: Record<string, Finding>;
}

export function startRules(_prescription: Prescription): RulesState {
  const state: RulesState = { stream: { rules: {}, open: {} }, watch: { rules: {}, open: {} } };
  for (const rule of alertRules) {
    const { stream, watch } = rule.start();
    state.stream.rules[rule.id] = stream;
    state.watch.rules[rule.id] = watch;
  }
  return state;
}

/** Asks every rule. Writes into `state` and `out`. */
export function stepRules(state: RulesState, event: RuleEvent, prescription: Prescription, out: Finding[]): void {
  const context: RuleContext = { prescription, isActive: (ruleId) => ruleId in state.stream.open };
  if (event.kind === 'end') {
    clearAll(state, event, out);
    return;
  }
  const part = event.kind === 'watch' ? state.watch : state.stream;
  for (const rule of alertRules) {
    const from = out.length;
    if (event.kind === 'watch') rule.watch(part.rules[rule.id], event, context, out);
    else rule.step(part.rules[rule.id], event, context, out);
    for (const finding of out.slice(from)) note(part, finding);
  }
}

/** Whether a rule sees it now, by packets or by the clock. */
export function isSeen(state: RulesState, { ruleId, subject }: Pick<Finding, 'ruleId' | 'subject'>): boolean {
  return [state.stream, state.watch].some(({ open }) => open[ruleId]?.subject === subject);
}

function note(part: RulesPart, finding: Finding): void {
  if (finding.change === 'cleared') delete part.open[finding.ruleId];
  if (finding.change === 'raised') part.open[finding.ruleId] = finding;
}

/** The session is over, and with it every episode. What a person must still know stays in the inbox, unacknowledged. */
function clearAll(state: RulesState, { tMs, cause }: { tMs: number; cause: Finding['cause'] }, out: Finding[]): void {
  for (const part of [state.stream, state.watch]) {
    for (const finding of Object.values(part.open)) out.push({ ...finding, change: 'cleared', tMs, value: null, cause });
    part.open = {};
  }
}
