import type { AlertView, RepetitionView, SessionSummary } from '#libs/contracts';
import type { LiveState } from './live-state.js';

const priorityOrder = { high: 0, medium: 1, low: 2, info: 3 } as const;
const stateOrder = { open: 0, cleared: 1 } as const;

/** Running sessions by patient. */
export function runningSessions(sessions: LiveState['sessions']): SessionSummary[] {
  return [...sessions.values()]
    .map(({ fact }) => fact)
    .filter(({ state }) => state === 'running')
    .sort((a, b) => a.patientName.localeCompare(b.patientName) || a.startedAt.localeCompare(b.startedAt));
}

/** Newest first; withdrawn ones are no more. */
export function repetitionsNewestFirst(told: ReadonlyMap<number, { fact: RepetitionView | null }> | undefined): RepetitionView[] {
  return [...(told?.values() ?? [])].flatMap(({ fact }) => (fact === null ? [] : [fact])).sort((a, b) => b.number - a.number);
}

/** Nobody has said yet that they saw it, or it sounds again since. */
export function isWaiting({ acknowledgement, sounding }: Pick<AlertView, 'acknowledgement' | 'sounding'>): boolean {
  return acknowledgement === null || sounding;
}

/** What waits for an answer; the most urgent first. */
export function alertsToAnswer(alerts: LiveState['alerts']): AlertView[] {
  return facts(alerts)
    .filter((alert) => isWaiting(alert) && !isForLater(alert))
    .sort(byUrgency);
}

/** What nobody has answered and can wait until the end of the session, the newest first. */
export function alertsForLater(alerts: LiveState['alerts']): AlertView[] {
  return facts(alerts)
    .filter((alert) => isWaiting(alert) && isForLater(alert))
    .sort((a, b) => b.raisedAt.localeCompare(a.raisedAt));
}

/** Low and over: by then it is for the list of its session (clinical E1), and hides nothing that goes on. */
function isForLater({ priority, state }: AlertView): boolean {
  return state === 'cleared' && (priority === 'low' || priority === 'info');
}

/** "Not now" was said, and that time is not over. */
export function isSnoozed({ snoozedUntil, sounding }: Pick<AlertView, 'snoozedUntil' | 'sounding'>): boolean {
  return snoozedUntil !== null && !sounding;
}

/** Those that ring at this console. */
export function alertsThatRing(alerts: LiveState['alerts']): AlertView[] {
  return facts(alerts).filter(({ rings, retrospective }) => rings && !retrospective);
}

/** By priority; of the same priority what was snoozed comes last, what goes on before what is over, then the one that waits longest. What was found afterwards comes last. */
export function byUrgency(a: AlertView, b: AlertView): number {
  return Number(a.retrospective) - Number(b.retrospective) || priorityOrder[a.priority] - priorityOrder[b.priority] || Number(isSnoozed(a)) - Number(isSnoozed(b)) || stateOrder[a.state] - stateOrder[b.state] || a.raisedAt.localeCompare(b.raisedAt);
}

/** Seen by somebody, newest answer first. */
export function alertsAnswered(alerts: LiveState['alerts']): AlertView[] {
  return facts(alerts)
    .filter((alert) => !isWaiting(alert))
    .sort((a, b) => (b.acknowledgement?.at ?? '').localeCompare(a.acknowledgement?.at ?? ''));
}

export function alertsOfSession(alerts: LiveState['alerts'], sessionId: string): AlertView[] {
  return facts(alerts)
    .filter((alert) => alert.sessionId === sessionId)
    .sort((a, b) => b.raisedAt.localeCompare(a.raisedAt));
}

/** The worst of those that go on, the newest of equally bad ones, and how many go on besides. `newestFirst`: the alerts of one session. */
export function worstOpen(newestFirst: readonly AlertView[]): { worst: AlertView | null; others: number } {
  const open = newestFirst.filter(({ state, retrospective }) => state === 'open' && !retrospective).sort((a, b) => priorityOrder[a.priority] - priorityOrder[b.priority]);
  return { worst: open.at(0) ?? null, others: Math.max(0, open.length - 1) };
}

/** Sessions whose condition of high priority is still there, or was not seen by anybody; first those in which nobody has answered, in the order of the alerts. */
export function urgentSessionIds(alerts: LiveState['alerts']): Set<string> {
  const urgent = facts(alerts).filter((alert) => alert.priority === 'high' && !alert.retrospective && (alert.state === 'open' || isWaiting(alert)));
  urgent.sort((a, b) => Number(isWaiting(b)) - Number(isWaiting(a)) || byUrgency(a, b));
  return new Set(urgent.flatMap(({ sessionId }) => sessionId ?? []));
}

/** Urgent ones first and in their order, the others as they were. */
export function urgentFirst(ids: readonly string[], urgent: ReadonlySet<string>): string[] {
  return [...[...urgent].filter((id) => ids.includes(id)), ...ids.filter((id) => !urgent.has(id))];
}

/**
 * The order to show. While the therapist is about to click or type in it (`isHeld`), what is shown stays where it is, also
 * what no longer belongs there, as long as it is `known`: a second click must not hit what moved up. What is new comes last.
 */
export function steadyOrder({ shown, wanted, known, isHeld }: { shown: readonly string[]; wanted: readonly string[]; known: { has(id: string): boolean }; isHeld: boolean }): string[] {
  if (!isHeld) return [...wanted];
  const kept = shown.filter((id) => known.has(id));
  return [...kept, ...wanted.filter((id) => !kept.includes(id))];
}

function facts(alerts: LiveState['alerts']): AlertView[] {
  return [...alerts.values()].map(({ fact }) => fact);
}
