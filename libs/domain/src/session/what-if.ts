import type { Alert, AlertChange } from '../alert/alert.js';
import { decide } from '../alert/decide.js';
import { higherPriority, type Finding } from '../alert/finding.js';
import { isOwnRule } from '../alert/own/own-alert-rule.js';
import type { PatientReport } from '../alert/report.js';
import type { RuleEvent } from '../alert/rule.js';
import { isSeen, startRules, stepRules, type RulesState } from '../alert/rule-set.js';
import type { Prescription } from '../prescription/prescription.js';
import { emptyAnalysis, startAnalysis, stepAnalysis, type Now } from './analyse.js';
import { arrange, beforeAllMs, gapWaitMs, startCursor, type WaitingPacket } from './arrange.js';
import type { StoredSession } from './fold-again.js';

/** A stored session with what was said in it, as it would be watched under the rules of today. */
export interface WatchedSession extends StoredSession {
  /** Oldest first, epoch ms. */
  reports: { atMs: number; report: PatientReport }[];
}

/** An alert that would have rung, with the highest priority it would have had. */
export type Rung = Pick<Alert, 'ruleId' | 'subject' | 'kind' | 'priority' | 'raisedAtMs' | 'clearedAtMs' | 'worstValue' | 'limit' | 'unit'>;

/** What would be otherwise: alerts that only the draft raises, that only it does not, and that it raises at another priority or time. */
export interface WhatIf {
  gained: Rung[];
  lost: Rung[];
  changed: { before: Rung; after: Rung }[];
  /** How many there are under either. */
  before: number;
  after: number;
}

/** One fold of about ten seconds of two sensors; and as often as a session from which nothing comes is looked at. */
const sliceOfPackets = 100;
const lookMs = 1000;
const silentLookMs = 2000;
/** Nothing comes for this long: a session is given up. */
const abandonedMs = 15 * 60_000;

/**
 * A session that is over, watched again as it came, under the prescription it is stored with and under `draft`, which differs in its
 * rules alone: the same fold, the same rules, the same decisions as live. What was late rings for neither. It stops after every
 * slice, so that whoever runs it may do something else in between.
 */
export function* whatIf(session: WatchedSession, draft: Prescription): Generator<void, WhatIf> {
  const { prescription, startedAtMs } = session;
  const state = startAnalysis(prescription, startedAtMs);
  const now = startLine();
  const then = startLine();
  const drafted = startRules(draft);
  for (const slice of slicesOf(session)) {
    const heard: Heard = { findings: [], event: (event, late) => weighAgain(drafted, event, { draft, late, heard }) };
    const analysis = emptyAnalysis(state);
    stepAnalysis(analysis, slice.blocks, { prescription, now: slice.now, overhear: heard.event });
    settle(now, analysis.findings, state.rules);
    settle(then, heard.findings, drafted);
    yield;
  }
  return compare(rungOf(now), rungOf(then));
}

interface Heard {
  findings: { finding: Finding; late: boolean }[];
  event: (event: RuleEvent, late: boolean) => void;
}

function weighAgain(drafted: RulesState, event: RuleEvent, { draft, late, heard }: { draft: Prescription; late: boolean; heard: Heard }): void {
  const found: Finding[] = [];
  stepRules(drafted, event, draft, found);
  for (const finding of found) heard.findings.push({ finding, late });
}

/** Alerts so far, and the highest priority each has had. */
interface Line {
  alerts: Alert[];
  highest: Alert['priority'][];
}

function startLine(): Line {
  return { alerts: [], highest: [] };
}

function settle(line: Line, findings: Heard['findings'], rules: RulesState): void {
  // One after the other, so that an alert that rises and steps down in one slice has risen.
  for (const each of findings) apply(line, decide({ known: line.alerts, findings: [each], isSeen: () => true }));
  apply(line, decide({ known: line.alerts, findings: [], isSeen: (alert) => isSeen(rules, alert) }));
}

function apply(line: Line, changes: AlertChange[]): void {
  for (const change of changes) {
    const at = change.change === 'raise' ? line.alerts.length : Number(change.id);
    line.alerts[at] = change.change === 'raise' ? { id: String(at), ...change.alert } : { ...line.alerts[at], ...writtenOf(change) };
    line.highest[at] = higherPriority(line.highest[at] ?? 'info', line.alerts[at].priority);
  }
}

function writtenOf({ state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue }: Exclude<AlertChange, { change: 'raise' }>): Partial<Alert> {
  return { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue };
}

function rungOf({ alerts, highest }: Line): Rung[] {
  return alerts.flatMap(({ ruleId, subject, kind, raisedAtMs, clearedAtMs, worstValue, limit, unit, retrospective, suppressedBy }, i) => (
    retrospective || suppressedBy !== null ? [] : [{ ruleId, subject, kind, priority: highest[i], raisedAtMs, clearedAtMs, worstValue, limit, unit }]
  ));
}

function compare(before: Rung[], after: Rung[]): WhatIf {
  const gained = [...after];
  const lost: Rung[] = [];
  const changed: WhatIf['changed'] = [];
  for (const one of before) {
    const i = gained.findIndex((other) => isSame(one, other));
    if (i === -1) lost.push(one);
    else {
      const [other] = gained.splice(i, 1);
      if (one.priority !== other.priority || one.raisedAtMs !== other.raisedAtMs) changed.push({ before: one, after: other });
    }
  }
  return { gained, lost, changed, before: before.length, after: after.length };
}

/** Another version of a rule of their own is the same rule. */
function isSame(a: Rung, b: Rung): boolean {
  if (a.ruleId !== b.ruleId || (a.subject !== b.subject && !isOwnRule(a.ruleId))) return false;
  return a.raisedAtMs <= (b.clearedAtMs ?? Infinity) && b.raisedAtMs <= (a.clearedAtMs ?? Infinity);
}

interface Slice {
  blocks: NonNullable<WaitingPacket['block']>[];
  now: Now;
}

/** The session as it came: packets of a second together, and looks in between when nothing did. */
function* slicesOf({ startedAtMs, streams, packets, reports }: WatchedSession): Generator<Slice> {
  const { ready } = arrange({ cursors: streams.map(startCursor), waiting: packets, frontierMs: beforeAllMs, nowMs: Infinity, settledMs: Infinity, gapWaitMs });
  const heard = { upTo: 0 };
  let slice: Slice['blocks'] = [];
  let [sinceMs, lookedMs] = [startedAtMs, startedAtMs];
  const look = (epochMs: number): Now => ({ epochMs, waitingSinceMs: null, reports: reportsUpTo(reports, epochMs, heard) });
  for (const { receivedAtMs, block } of ready) {
    if (slice.length >= sliceOfPackets || receivedAtMs >= sinceMs + lookMs) {
      yield { blocks: slice, now: look(lookedMs) };
      [slice, sinceMs] = [[], receivedAtMs];
    }
    const untilMs = Math.min(receivedAtMs, lookedMs + abandonedMs);
    for (let atMs = lookedMs + silentLookMs; atMs < untilMs; atMs += silentLookMs) yield { blocks: [], now: look(atMs) };
    lookedMs = Math.max(lookedMs, receivedAtMs);
    if (block !== null) slice.push(block);
  }
  yield { blocks: slice, now: { epochMs: lookedMs, waitingSinceMs: null, reports: reports.slice(heard.upTo) } };
}

/** Each is given once. Moves `heard` on. */
function reportsUpTo(reports: WatchedSession['reports'], epochMs: number, heard: { upTo: number }): WatchedSession['reports'] {
  const from = heard.upTo;
  while (heard.upTo < reports.length && reports[heard.upTo].atMs <= epochMs) heard.upTo++;
  return reports.slice(from, heard.upTo);
}
