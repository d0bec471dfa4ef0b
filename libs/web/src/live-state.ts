import type { AlertView, InboxEntry, InboxPage, RepetitionView, SessionSummary } from '#libs/contracts';

/** A fact, and the turn in which the socket told it; 0: read by HTTP. */
interface Told<T> {
  fact: T;
  turn: number;
}

/** What the console knows of its patients. Facts only: curves are in `SessionCurves`. */
export interface LiveState {
  /** Counts what the socket told. A reading that was asked for before a fact was told does not undo that fact. */
  turn: number;
  sessions: ReadonlyMap<string, Told<SessionSummary>>;
  /** By session and number; null: withdrawn. */
  repetitions: ReadonlyMap<string, ReadonlyMap<number, Told<RepetitionView | null>>>;
  alerts: ReadonlyMap<string, Told<AlertView> & { sequence: number }>;
  /** Everything up to `after` has been taken; null: not read yet. `hasHole`: something later has come, so the inbox must be pulled. */
  inbox: { after: number | null; hasHole: boolean };
}

export type LiveAction =
  | { type: 'session-told'; session: SessionSummary }
  | { type: 'repetition-told'; repetition: RepetitionView }
  | { type: 'repetition-withdrawn'; sessionId: string; number: number }
  | { type: 'alert-told'; entry: InboxEntry }
  | { type: 'sessions-read'; sessions: readonly SessionSummary[]; sinceTurn: number }
  | { type: 'repetitions-read'; sessionId: string; repetitions: readonly RepetitionView[]; sinceTurn: number }
  | { type: 'alerts-read'; alerts: readonly AlertView[]; after: number; sinceTurn: number }
  | { type: 'inbox-read'; page: InboxPage }
  | { type: 'alert-answered'; alert: AlertView };

export const nothingKnown: LiveState = { turn: 0, sessions: new Map(), repetitions: new Map(), alerts: new Map(), inbox: { after: null, hasHole: false } };

/** Every fact may come twice, late, by socket and by HTTP at once: the result is the same. */
export function reduceLive(state: LiveState, action: LiveAction): LiveState {
  switch (action.type) {
    case 'session-told':
      return tellSession(state, action.session);
    case 'repetition-told':
      return tellRepetition(state, action.repetition, action.repetition);
    case 'repetition-withdrawn':
      return tellRepetition(state, action, null);
    case 'alert-told':
      return takeEntries({ ...state, turn: state.turn + 1 }, [action.entry]);
    case 'sessions-read':
      return readSessions(state, action);
    case 'repetitions-read':
      return readRepetitions(state, action);
    case 'alerts-read':
      return readAlerts(state, action);
    case 'inbox-read':
      return takePage(state, action.page);
    case 'alert-answered':
      return answer(state, action.alert);
    default:
      return action satisfies never;
  }
}

const stateOrder = { running: 0, ended: 1, finished: 2 } as const;

function tellSession(state: LiveState, session: SessionSummary): LiveState {
  const known = state.sessions.get(session.id);
  if (known !== undefined && stateOrder[known.fact.state] > stateOrder[session.state]) return state;
  const turn = state.turn + 1;
  return { ...state, turn, sessions: new Map(state.sessions).set(session.id, { fact: session, turn }) };
}

/** A session that was not among those read is no longer ours to see, unless it was told meanwhile. What belongs to it goes with it. */
function readSessions(state: LiveState, { sessions: read, sinceTurn }: { sessions: readonly SessionSummary[]; sinceTurn: number }): LiveState {
  const sessions = new Map([...state.sessions].filter(([, { turn }]) => turn > sinceTurn));
  for (const session of read) {
    const told = sessions.get(session.id);
    if (told === undefined || stateOrder[told.fact.state] < stateOrder[session.state]) sessions.set(session.id, { fact: session, turn: 0 });
  }
  const repetitions = new Map([...state.repetitions].filter(([sessionId]) => sessions.has(sessionId)));
  return { ...state, sessions, repetitions };
}

function tellRepetition(state: LiveState, { sessionId, number }: { sessionId: string; number: number }, repetition: RepetitionView | null): LiveState {
  const known = state.repetitions.get(sessionId)?.get(number)?.fact ?? null;
  if (known !== null && repetition !== null && known.revision >= repetition.revision) return state;
  const turn = state.turn + 1;
  const ofSession = new Map(state.repetitions.get(sessionId)).set(number, { fact: repetition, turn });
  return { ...state, turn, repetitions: new Map(state.repetitions).set(sessionId, ofSession) };
}

function readRepetitions(state: LiveState, { sessionId, repetitions: read, sinceTurn }: { sessionId: string; repetitions: readonly RepetitionView[]; sinceTurn: number }): LiveState {
  const ofSession = new Map([...(state.repetitions.get(sessionId) ?? [])].filter(([, { turn }]) => turn > sinceTurn));
  for (const repetition of read) {
    const told = ofSession.get(repetition.number);
    const isNewer = told === undefined || (told.fact !== null && told.fact.revision < repetition.revision);
    if (isNewer) ofSession.set(repetition.number, { fact: repetition, turn: 0 });
  }
  return { ...state, repetitions: new Map(state.repetitions).set(sessionId, ofSession) };
}

function readAlerts(state: LiveState, { alerts: read, after, sinceTurn }: { alerts: readonly AlertView[]; after: number; sinceTurn: number }): LiveState {
  const alerts = new Map([...state.alerts].filter(([, { turn }]) => turn > sinceTurn));
  for (const alert of read) if (!alerts.has(alert.id)) alerts.set(alert.id, { fact: withAcknowledgement(alert, state.alerts.get(alert.id)?.fact), turn: 0, sequence: after });
  return { ...state, alerts, inbox: { after: Math.max(after, state.inbox.after ?? 0), hasHole: state.inbox.hasHole } };
}

/** A page is what follows `after`, so there is no hole up to its end, even where a number is left out. */
function takePage(state: LiveState, { entries, more }: InboxPage): LiveState {
  const taken = takeEntries(state, entries);
  const last = entries.at(-1)?.sequence ?? 0;
  return { ...taken, inbox: { after: Math.max(last, state.inbox.after ?? 0), hasHole: more } };
}

/** An entry carries the alert as it was when the entry was read: of two, the later sequence was read later. */
function takeEntries(state: LiveState, entries: readonly InboxEntry[]): LiveState {
  const alerts = new Map(state.alerts);
  let { after, hasHole } = state.inbox;
  for (const { sequence, alert } of entries) {
    const known = alerts.get(alert.id);
    if (known === undefined || known.sequence <= sequence) alerts.set(alert.id, { fact: withAcknowledgement(alert, known?.fact), turn: state.turn, sequence });
    if (after !== null && sequence === after + 1) after = sequence;
    else if (after === null || sequence > after) hasHole = true;
  }
  return { ...state, alerts, inbox: { after, hasHole } };
}

/** What people did to it; what the rules say of it may have been told newer meanwhile. */
function answer(state: LiveState, alert: AlertView): LiveState {
  const known = state.alerts.get(alert.id);
  const turn = state.turn + 1;
  const { acknowledgement, sounding, rings, snoozedUntil, assignment, comments, verdict } = alert;
  return { ...state, turn, alerts: new Map(state.alerts).set(alert.id, { fact: { ...alert, ...known?.fact, acknowledgement, sounding, rings, snoozedUntil, assignment, comments, verdict }, turn, sequence: known?.sequence ?? 0 }) };
}

/** Once acknowledged, an alert stays so, whatever overtakes what. */
function withAcknowledgement(alert: AlertView, known: AlertView | undefined): AlertView {
  return alert.acknowledgement === null && known !== undefined && known.acknowledgement !== null ? { ...alert, acknowledgement: known.acknowledgement } : alert;
}
