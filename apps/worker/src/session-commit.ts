import type { AnalysisCommit } from '#libs/data';
import { clockOf, decide, isSeen, outlastsSession, type Alert, type AlertChange } from '#libs/domain';
import type { Analysed } from './session-analyst.js';

/** What enters from outside. */
export interface CommitInput {
  /** Every alert of the session so far. */
  known: Alert[];
  nowMs: number;
  newId: () => string;
}

/** What is to be written of one analysis; null: nothing came of it, and its state goes on unwritten. */
export function commitOf(analysed: Analysed, input: CommitInput): AnalysisCommit | null {
  // A session that is over has nothing open but what somebody said, also when its device went without a word and no rule heard of the end.
  const isStillSeen = (alert: Pick<Alert, 'ruleId' | 'subject'>): boolean => (analysed.sessionState !== 'finished' || outlastsSession(alert.ruleId)) && isSeen(analysed.state.rules, alert);
  const alertChanges = decide({ known: input.known, findings: analysed.findings, isSeen: isStillSeen }).map((change) => identify(change, analysed, input));
  if (analysed.packets === 0 && analysed.heard.length === 0 && analysed.sessionState === analysed.session.state && alertChanges.length === 0) return null;
  return { ...analysed, clock: clockOf(analysed.state), alertChanges, state: analysed.sessionState };
}

function identify(change: AlertChange, { session }: Analysed, { nowMs, newId }: CommitInput): AnalysisCommit['alertChanges'][number] {
  if (change.change !== 'raise') return { change, alertId: change.id, atMs: nowMs };
  const atMs = change.alert.retrospective ? session.startedAtMs + change.alert.raisedAtMs : nowMs;
  return { change, alertId: newId(), atMs };
}
