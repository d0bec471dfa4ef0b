import type { LoadedSession } from '#libs/data';
import { analyse, startAnalysis, type Analysis, type AnalysisState, type Block, type Finding } from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';
import { SessionAnalyst, type Analysed } from '../../../apps/worker/src/session-analyst.js';
import { commitOf } from '../../../apps/worker/src/session-commit.js';
import { MemoryStore, type StoredAlert, type StoredRepetition } from './memory-store.js';
import { clockOffsetsMs, shortPrescription, startedAtMs, type SentPacket } from './short-session.js';

/** How a session's packets come and when they are looked at. Times are the server's, ms since the session began. */
export interface Delivery {
  /** A packet may arrive more than once. */
  arrivals: { packet: SentPacket; atMs: number }[];
  looks: Look[];
}

export interface Look {
  atMs: number;
  /**
   * `restarted`: by a worker that remembers nothing. `raced`: two workers have the same ticket, and one is slower. `interrupted`: nobody says
   * what became of the analysis, as when the database is away between it and its commit.
   */
  by: 'same' | 'restarted' | 'raced' | 'interrupted';
  /** The worker has no time left to fold late movement in; absent: it has. */
  isSpent?: boolean;
  /** Its turns take long, so that it writes less often; absent: they do not. */
  isBusy?: boolean;
}

/** What is left when all has been delivered. */
export interface Outcome {
  repetitions: StoredRepetition[];
  /** Of packets, not of the clock. */
  findings: Finding[];
  /** All of the state that is scored, as it would be stored. */
  state: unknown;
}

export interface Delivered extends Outcome {
  alerts: StoredAlert[];
  /** Session times of the heart rates that consoles were shown, as they came. */
  shownMs: number[];
  /** Turns of which nothing was written, though packets had come. */
  uncommitted: number;
  store: MemoryStore;
}

/** Runs the worker's real analyst over a delivery, and looks again when the last packet has come until nothing is waited for. */
export async function deliver({ arrivals, looks }: Delivery): Promise<Delivered> {
  const store = new MemoryStore();
  const run: Run = { store, analyst: new SessionAnalyst(store), findings: [], state: null, shownMs: [], alertIds: 0, uncommitted: 0 };
  const lastMs = Math.max(...arrivals.map(({ atMs }) => atMs));
  const events = [...arrivals.map((arrival) => ({ ...arrival, look: null })), ...looks.filter(({ atMs }) => atMs <= lastMs).map((look) => ({ atMs: look.atMs, packet: null, look }))];
  events.sort((a, b) => a.atMs - b.atMs || Number(a.packet === null) - Number(b.packet === null));
  for (const { atMs, packet, look } of events) {
    if (packet !== null) run.store.receive(packet, startedAtMs + atMs);
    if (look !== null) await lookBy(run, look);
  }
  for (let look: Look | null = { atMs: lastMs, by: 'same' }; look !== null; ) {
    const againAtMs: number | null = await lookBy(run, look);
    look = againAtMs === null ? null : { atMs: againAtMs - startedAtMs, by: 'same' };
  }
  const repetitions = [...run.store.repetitions.values()].sort((a, b) => a.repetition.number - b.repetition.number);
  return { repetitions, findings: sorted(run.findings), state: scoredPart(run.state), alerts: [...run.store.alerts.values()], shownMs: run.shownMs, uncommitted: run.uncommitted, store: run.store };
}

interface Run {
  store: MemoryStore;
  analyst: SessionAnalyst;
  findings: Finding[];
  state: AnalysisState | null;
  shownMs: number[];
  alertIds: number;
  uncommitted: number;
}

/** When it wants to look again, epoch ms; null: when something comes. */
async function lookBy(run: Run, { atMs, by, isSpent = false, isBusy = false }: Look): Promise<number | null> {
  if (by === 'restarted') run.analyst = new SessionAnalyst(run.store);
  const session = run.store.load(!isSpent, run.analyst.remembered(['session']).get('session'));
  if (session === null) return null;
  const nowMs = startedAtMs + atMs;
  if (by === 'interrupted') {
    await run.analyst.analyse(session, nowMs, isBusy);
    return null;
  }
  // What the slower one reads is what is stored before the faster one commits: its own commit must come to nothing, or the faster one's next.
  const slower = by === 'raced' ? run.store.load(!isSpent) : null;
  const againAtMs = await turn(run, { session, nowMs, isBusy, analyst: run.analyst });
  if (slower !== null) await turn(run, { session: slower, nowMs, isBusy: false, analyst: new SessionAnalyst(run.store) });
  return againAtMs;
}

/** One turn of the worker: analyse, decide, commit; as `AnalyseSessionsProcessor` does it. */
async function turn(run: Run, { session, nowMs, isBusy, analyst }: { session: LoadedSession; nowMs: number; isBusy: boolean; analyst: SessionAnalyst }): Promise<number | null> {
  run.store.readAgainAfter = null;
  const analysed = await analyst.analyse(session, nowMs, isBusy);
  if (isBusy && analyst.mayGoUncommitted(analysed)) {
    analyst.keepUncommitted(analysed);
    run.uncommitted++;
    note(run, analysed);
    return analysed.lookAgainAtMs;
  }
  const commit = commitOf(analysed, { known: [...run.store.alerts.values()], nowMs, newId: () => `alert-${run.alertIds++}` });
  if (commit === null) analyst.keepUncommitted(analysed);
  else if (run.store.commit(commit)) analyst.keep(analysed);
  else {
    analyst.forget(session.sessionId);
    return null;
  }
  note(run, analysed);
  return analysed.lookAgainAtMs;
}

/** Findings since the checkpoint take the place of what was found after it before. */
function note(run: Run, { findings, state, telemetry }: Analysed): void {
  const after = run.store.readAgainAfter;
  const kept = after === null ? run.findings : run.findings.filter(({ cause }) => cause !== null && cause.sequence <= (after.get(cause.stream) ?? 0));
  run.findings = [...kept, ...findings.map(({ finding }) => finding).filter(({ cause }) => cause !== null)];
  run.state = state;
  run.shownMs.push(...telemetry.heartRate.map(({ tMs }) => tMs));
}

/** The oracle: every packet once, in the order of its time, one fold, no clock, nothing stored. */
export function foldOnce(packets: readonly SentPacket[]): Outcome {
  const prescription = shortPrescription();
  const ordered = [...packets].sort((a, b) => a.endMs - b.endMs || a.stream - b.stream || a.sequence - b.sequence);
  const { state, repetitions, findings }: Analysis = analyse(startAnalysis(prescription, startedAtMs), ordered.map(blockOf), { prescription, now: null });
  return { repetitions: plain(repetitions), findings: sorted(findings.map(({ finding }) => finding)), state: scoredPart(state) };
}

function blockOf({ stream, payload, endMs }: SentPacket): Block {
  const decoded = decodePacket(payload);
  const block = decoded.ok ? toBlock(decoded.packet, { stream, clockOffsetMs: clockOffsetsMs[stream], receivedAtMs: startedAtMs + endMs }) : null;
  if (block === null) throw new Error('a packet of the short session is not one');
  return block;
}

/** Without what goes by the server's clock: the watch, and the end of what only the watch had raised. */
function scoredPart(state: AnalysisState | null): unknown {
  if (state === null) return null;
  const { motion, intensity, rules, repetitions, ended } = state;
  return plain({ motion, intensity, rules: rules.stream, repetitions, ended });
}

function sorted(findings: Finding[]): Finding[] {
  const key = ({ tMs, ruleId, change, cause }: Finding): string => `${String(tMs).padStart(12, '0')} ${ruleId} ${change} ${cause?.stream} ${cause?.sequence}`;
  return plain(findings).filter(({ kind, change }) => kind === 'clinical' || change !== 'cleared').sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** As it is stored: the same text is the same bits. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
