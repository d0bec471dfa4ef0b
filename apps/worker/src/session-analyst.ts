import type { AnalysisCommit, AnalysisRepository, LoadedSession, Remembered, SessionHead, StoredPacket } from '#libs/data';
import {
  arrange,
  beforeAllMs,
  clockOf,
  emptyAnalysis,
  gapWaitMs,
  hearPain,
  isMeasuredMark,
  reportOf,
  startAnalysis,
  startCursor,
  stateIn,
  stepAnalysis,
  toCheckpoint,
  withClock,
  type Analysis,
  type AnalysisContext,
  type AnalysisState,
  type Arrangement,
  type Checkpoint,
  type ClockState,
  type Prescription,
  type StreamCursor,
  type WaitingPacket,
  type WornReport,
} from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';
import { hasFilledGap, lastMissing, liesAfter, missingOf } from './gaps.js';
import { withoutOldNews } from './old-news.js';
import { putOffMovement } from './put-off.js';
import { sessionStateOf } from './session-state.js';

/** What the analyst reads beside what was loaded with the shard. */
export type AnalysisStore = Pick<AnalysisRepository, 'prescriptionOf' | 'checkpoints' | 'checkpointState' | 'packetsAfter'>;

/** One session analysed, not yet committed. */
export interface Analysed {
  session: LoadedSession;
  state: AnalysisState;
  cursors: StreamCursor[];
  frontierMs: number;
  /** From the given packets, in order; after another analysis everything since its checkpoint. */
  repetitions: Analysis['repetitions'];
  lastRepetition: number | null;
  /** `late` also when they were found again, in packets that had been analysed already: those never ring. */
  findings: Analysis['findings'];
  telemetry: Analysis['telemetry'];
  /** Reception of the newest packet analysed now, epoch ms; null: none was. */
  newestReceivedAtMs: number | null;
  sessionState: AnalysisCommit['state'];
  checkpoint: Checkpoint | null;
  packets: number;
  /** How the sensors are worn, where that is otherwise than what was told last; null: it is not. */
  worn: WornReport | null;
  /** Reports that the rules have heard. */
  heard: string[];
  lookAgainAtMs: number | null;
  waitingSinceMs: number | null;
}

/** A packet at which the analysis itself broke. */
export class PoisonPacketError extends Error {
  constructor(readonly stream: number, readonly sequence: number, cause: unknown) {
    super(`analysis failed at stream ${stream}, sequence ${sequence}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

interface Cached {
  version: number;
  /** null: it is being analysed, or was and nobody said what became of it. */
  state: AnalysisState | null;
  /** Of that state. */
  frontierMs: number;
  cursors: StreamCursor[];
  /** How many packets are in that state and in none that was committed. */
  uncommitted: number;
  prescription: Prescription;
  /** Session time of the newest checkpoint. */
  checkpointMs: number;
  /** How the sensors are worn, as it was committed last; null: not known. */
  worn: string | null;
  /** When it was last asked whether something had come late, epoch ms. */
  lookedBehindMs: number;
  /** How long it took to fold it again, the last time, ms; null: it never was. */
  foldAgainMs: number | null;
}

interface Folded {
  arrangement: Arrangement;
  analysis: Analysis;
  /** false: the cached state went on; true: from a checkpoint. */
  refolded: boolean;
}

/** Where turns take long what can be done again is written less often [P]. */
const checkpointEveryMs = { usual: 5000, busy: 20_000 };
/** Fewer than are read of a stream in one turn: those are read again when it is asked for what came late. */
const mostUncommitted = 256;
/** Of one that was not folded again yet, or that lacks nothing [P]. */
const usualFoldAgainMs = 20;
/** When there was no time to look at what came late. */
const lookBehindAgainMs = 1000;
/** Sessions folded again are folded in pieces of this many packets, so that the others are not kept waiting. */
const sliceOfPackets = 200;

/**
 * Analyses one session: goes on from the state it remembers, or - when it has none, or a packet came that belongs
 * before what was analysed - folds the packets again from the newest checkpoint before that. Both are the same fold,
 * so both end in the same state.
 */
export class SessionAnalyst {
  private readonly cache = new Map<string, Cached>();

  constructor(private readonly store: AnalysisStore) {}

  /** What `analyse` goes on from, by session: to be read with what waits. */
  remembered(sessionIds: readonly string[]): Map<string, Remembered> {
    const remembered = new Map<string, Remembered>();
    for (const sessionId of sessionIds) {
      const { version, state, frontierMs, cursors } = this.cache.get(sessionId) ?? { state: null };
      if (state !== null) remembered.set(sessionId, { version, frontierMs, cursors, clock: clockOf(state) });
    }
    return remembered;
  }

  /** `session`: as it is stored, and as it is remembered where that is said. Where `gapsRead` is false movement that came late is put off; `isBusy`: turns take long. */
  async analyse(session: LoadedSession, nowMs: number, isBusy = false): Promise<Analysed> {
    const recalled = await this.recall(session, nowMs);
    const waiting = session.waiting.map((packet) => toWaiting(session, packet));
    const folded = await this.fold(session, { recalled, waiting, nowMs });
    return this.conclude(session, folded, { nowMs, isBusy });
  }

  /** Something may have come that belongs before what was analysed: then it has to be folded again, which takes long. */
  mayBeBehind({ sessionId, cursors }: SessionHead): boolean {
    return cursors.some(({ missing }) => missing.length > 0) || (this.cache.get(sessionId)?.foldAgainMs ?? null) !== null;
  }

  /**
   * Of those that may be behind, as many as can be folded again in `leftMs`; first those that have waited long for the little that they lack: who has just begun is
   * watched live again before all of what others did has come.
   */
  inTurn(heads: readonly SessionHead[], { leftMs, nowMs }: { leftMs: number; nowMs: number }): SessionHead[] {
    const urgencyOf = (head: SessionHead): number => (nowMs - (this.cache.get(head.sessionId)?.lookedBehindMs ?? 0)) / (1 + missingOf(head));
    const mostUrgentFirst = heads.filter((head) => this.mayBeBehind(head)).map((head) => ({ head, urgency: urgencyOf(head) })).sort((a, b) => b.urgency - a.urgency);
    let spentMs = 0;
    return mostUrgentFirst.flatMap(({ head }) => {
      const isInTime = spentMs < leftMs;
      spentMs += missingOf(head) === 0 ? usualFoldAgainMs : (this.cache.get(head.sessionId)?.foldAgainMs ?? usualFoldAgainMs);
      return isInTime ? [head] : [];
    });
  }

  /** The commit went through: the state may be used for the next one. */
  keep(analysed: Analysed): void {
    const cached = this.cache.get(analysed.session.sessionId);
    if (cached === undefined) return;
    cached.version = analysed.session.version + 1;
    Object.assign(cached, reachedBy(analysed), { uncommitted: 0 });
    if (analysed.worn !== null) cached.worn = JSON.stringify(analysed.worn);
    if (analysed.checkpoint !== null) cached.checkpointMs = analysed.frontierMs;
    if (analysed.sessionState === 'finished') this.cache.delete(analysed.session.sessionId);
  }

  /** Nothing was written: the state goes on under the same version. */
  keepUncommitted(analysed: Analysed): void {
    const cached = this.cache.get(analysed.session.sessionId);
    if (cached !== undefined) Object.assign(cached, reachedBy(analysed), { uncommitted: cached.uncommitted + analysed.packets });
  }

  /** What came of it can be found again, and may be written with what comes next. */
  mayGoUncommitted(analysed: Analysed): boolean {
    return isQuiet(analysed) && (this.cache.get(analysed.session.sessionId)?.uncommitted ?? Infinity) + analysed.packets <= mostUncommitted;
  }

  /** Somebody else was faster, or the commit failed: what is remembered is worth nothing. */
  forget(sessionId: string): void {
    this.cache.delete(sessionId);
  }

  /** The state is taken out of the cache, since it is written into: it comes back when what became of it is kept. */
  private async recall(session: LoadedSession, nowMs: number): Promise<{ prescription: Prescription; state: AnalysisState | null }> {
    const cached = this.cache.get(session.sessionId);
    const prescription = cached?.prescription ?? (await this.store.prescriptionOf(session.sessionId));
    if (cached !== undefined && cached.version === session.version && cached.state !== null) {
      const { state } = cached;
      cached.state = null;
      return { prescription, state };
    }
    if (session.frontierMs !== beforeAllMs) return { prescription, state: null };
    this.cache.set(session.sessionId, { ...nothingReached, version: session.version, prescription, checkpointMs: 0, worn: null, lookedBehindMs: nowMs, foldAgainMs: null });
    return { prescription, state: withClockOf(session, startAnalysis(prescription, session.startedAtMs)) };
  }

  private async fold(session: LoadedSession, { recalled, waiting, nowMs }: { recalled: { prescription: Prescription; state: AnalysisState | null }; waiting: WaitingPacket[]; nowMs: number }): Promise<Folded> {
    const { state, prescription } = recalled;
    const input = { cursors: cursorsOf(session), waiting, frontierMs: session.frontierMs, nowMs, settledMs: beforeAllMs, gapWaitMs };
    const arrangement = session.gapsRead ? arrange(input) : this.unread(session, putOffMovement(input), nowMs);
    const { late } = arrangement;
    if (state === null || late.length > 0) return this.refold(session, { prescription, late, nowMs });
    // For a session that was ended no time passes: nobody is told that nothing comes. What is said is heard all the same.
    const { reports, watchedAtMs } = session;
    const now = { epochMs: nowMs, waitingSinceMs: arrangement.waitingSinceMs, missing: lastMissing(arrangement.cursors), measured: measuredStreams(waiting), reports, watchedAtMs, isOver: session.state === 'ended' };
    const analysis = emptyAnalysis(state);
    foldPackets(analysis, arrangement.ready, { prescription, now });
    return { arrangement, analysis, refolded: false };
  }

  /** What lies behind has waited since it was last looked at, for all that is known. */
  private unread({ sessionId }: LoadedSession, arrangement: Arrangement, nowMs: number): Arrangement {
    const sinceMs = this.cache.get(sessionId)?.lookedBehindMs ?? nowMs;
    return { ...arrangement, lookAgainAtMs: Math.min(nowMs + lookBehindAgainMs, arrangement.lookAgainAtMs ?? Infinity), waitingSinceMs: Math.min(sinceMs, arrangement.waitingSinceMs ?? Infinity) };
  }

  /** Folds again from the newest checkpoint that holds everything which belongs before it. */
  private async refold(session: LoadedSession, { prescription, late, nowMs }: { prescription: Prescription; late: WaitingPacket[]; nowMs: number }): Promise<Folded> {
    const startedMs = performance.now();
    const start = await this.startBefore(session, { prescription, late, nowMs });
    const { arrangement } = start;
    // Only the end of a stream looks at what the clock had found, to end that as well.
    const state = withClockOf(session, start.state);
    const analysis = emptyAnalysis(state);
    for (let from = 0; from < arrangement.ready.length; from += sliceOfPackets) {
      foldPackets(analysis, arrangement.ready.slice(from, from + sliceOfPackets), { prescription, now: null });
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.cache.set(session.sessionId, { ...nothingReached, version: session.version, prescription, checkpointMs: start.frontierMs, worn: null, lookedBehindMs: nowMs, foldAgainMs: performance.now() - startedMs });
    return { arrangement, refolded: true, analysis: withoutOldNews(analysis, session, arrangement.ready) };
  }

  /**
   * A checkpoint that was made before a packet came which belongs before it stays in the store, also when that packet was
   * analysed since; so each is asked whether it lacks one. The beginning lacks nothing.
   */
  private async startBefore(session: LoadedSession, { prescription, late, nowMs }: { prescription: Prescription; late: WaitingPacket[]; nowMs: number }) {
    for (const checkpoint of await this.store.checkpoints(session.sessionId)) {
      if (!late.every((packet) => liesAfter(checkpoint, packet)) || hasFilledGap(checkpoint.cursors, session.cursors)) continue;
      const arrangement = await this.arrangeAfter(session, checkpoint, nowMs);
      if (arrangement.late.length > 0) continue;
      const state = stateIn(await this.store.checkpointState(session.sessionId, checkpoint.frontierMs), prescription);
      if (state !== null) return { frontierMs: checkpoint.frontierMs, arrangement, state };
    }
    const arrangement = await this.arrangeAfter(session, { frontierMs: beforeAllMs, cursors: [] }, nowMs);
    return { frontierMs: beforeAllMs, arrangement, state: startAnalysis(prescription, session.startedAtMs) };
  }

  private async arrangeAfter(session: LoadedSession, start: { frontierMs: number; cursors: StreamCursor[] }, nowMs: number): Promise<Arrangement> {
    const cursors = cursorsOf({ streams: session.streams, cursors: start.cursors });
    const after = session.streams.map((stream) => ({ ...stream, after: cursors.find((each) => each.stream === stream.ordinal)?.analysedTo ?? 0 }));
    const waiting = (await this.store.packetsAfter(after)).map((packet) => toWaiting(session, packet));
    return arrange({ cursors, waiting, frontierMs: start.frontierMs, nowMs, settledMs: session.frontierMs, gapWaitMs });
  }

  private conclude(session: LoadedSession, folded: Folded, { nowMs, isBusy }: { nowMs: number; isBusy: boolean }): Analysed {
    const { arrangement, analysis } = folded;
    const cached = this.cache.get(session.sessionId);
    const checkpointMs = cached?.checkpointMs ?? 0;
    if (cached !== undefined && session.gapsRead) cached.lookedBehindMs = nowMs;
    const worn = cached === undefined ? null : reportOf(analysis.state.worn, cached.prescription);
    const due = arrangement.frontierMs - checkpointMs >= checkpointEveryMs[isBusy ? 'busy' : 'usual'];
    // What was folded again has heard nothing yet: the next look does, and until then the session is not over. Nor is it while nobody has looked at what came late.
    const heard = folded.refolded ? [] : session.reports.map(({ id }) => id);
    const isOpen = heard.length < session.reports.length || !session.gapsRead;
    const sessionState = isOpen ? session.state : sessionStateOf(session, arrangement.cursors, nowMs);
    return {
      session,
      state: analysis.state,
      cursors: arrangement.cursors,
      frontierMs: arrangement.frontierMs,
      repetitions: analysis.repetitions,
      lastRepetition: folded.refolded ? analysis.state.repetitions : null,
      findings: analysis.findings,
      telemetry: analysis.telemetry,
      newestReceivedAtMs: arrangement.ready.length === 0 ? null : Math.max(...arrangement.ready.map((packet) => packet.receivedAtMs)),
      sessionState,
      checkpoint: due ? toCheckpoint(analysis.state) : null,
      packets: arrangement.ready.length,
      worn: worn !== null && JSON.stringify(worn) !== cached?.worn ? worn : null,
      heard,
      lookAgainAtMs: arrangement.lookAgainAtMs,
      waitingSinceMs: arrangement.waitingSinceMs,
    };
  }
}

const nothingReached = { state: null, frontierMs: beforeAllMs, cursors: [], uncommitted: 0 };

function reachedBy({ state, frontierMs, cursors }: Analysed): Pick<Cached, 'state' | 'frontierMs' | 'cursors'> {
  return { state, frontierMs, cursors };
}

/** Its packets moved it on, and nothing else came of them: who analyses them again comes to the same. */
function isQuiet({ session, sessionState, findings, repetitions, lastRepetition, checkpoint, worn, heard }: Analysed): boolean {
  return findings.length + repetitions.length + heard.length === 0 && lastRepetition === null && checkpoint === null && worn === null && sessionState === session.state;
}

/** Folds packets one by one, so that it is known at which the analysis breaks, and then looks at the clock. Writes into `analysis`. */
function foldPackets(analysis: Analysis, packets: readonly WaitingPacket[], context: AnalysisContext): void {
  const timeless = { prescription: context.prescription, now: null };
  hearPain(analysis.state, context);
  for (const { block } of packets) {
    if (block === null) continue;
    try {
      stepAnalysis(analysis, [block], timeless);
    } catch (error) {
      throw new PoisonPacketError(block.stream, block.sequence, error);
    }
  }
  stepAnalysis(analysis, [], context);
}

/** With what the clock and people had told before: of a session of which no packet came, too. */
function withClockOf({ clock }: LoadedSession, state: AnalysisState): AnalysisState {
  return clock === null ? state : withClock(state, clock as ClockState);
}

function toWaiting(session: LoadedSession, packet: StoredPacket): WaitingPacket {
  const head = { stream: packet.stream, sequence: packet.sequence, receivedAtMs: packet.receivedAtMs };
  const stream = session.streams.find((each) => each.ordinal === packet.stream);
  if (packet.payload === null || stream === undefined) return { ...head, block: null };
  const decoded = decodePacket(packet.payload);
  if (!decoded.ok) return { ...head, block: null };
  return { ...head, block: toBlock(decoded.packet, { stream: packet.stream, clockOffsetMs: stream.clockOffsetMs, receivedAtMs: packet.receivedAtMs }) };
}

/** Every stream of the session has a cursor, also one that was opened since. */
function cursorsOf({ streams, cursors }: Pick<LoadedSession, 'streams' | 'cursors'>): StreamCursor[] {
  return streams.map((stream) => cursors.find((cursor) => cursor.stream === stream.ordinal) ?? startCursor(stream.ordinal));
}

function measuredStreams(waiting: readonly WaitingPacket[]): number[] {
  return waiting.filter(({ block }) => isMeasuredMark(block)).map(({ stream }) => stream);
}
