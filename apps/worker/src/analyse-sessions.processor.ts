import { randomUUID } from 'node:crypto';
import type { LiveHint } from '#libs/contracts';
import { AnalysisRepository, type AnalysisCommit, type LoadedSession, type SessionHead } from '#libs/data';
import { fullCurveHz, isOwnRule, type Alert } from '#libs/domain';
import { Clock, Config, JobQueue, LiveBus, Metrics } from '#libs/platform';
import { Injectable, Logger } from '@nestjs/common';
import { PoisonPacketError, SessionAnalyst, type Analysed } from './session-analyst.js';
import { curveHzAt } from './curve-detail.js';
import { EscalateAlertProcessor } from './escalate-alert.processor.js';
import { hintsOf } from './hints.js';
import { commitOf } from './session-commit.js';

/** Those that are folded again wait for the database more than they reckon. */
const sessionsAtOnce = 4;
/** A turn's time for folding again, ms: the heart rates of the shard's other sessions wait for its end. Less where these took long already [P]. */
const foldAgainMs = { usual: 250, busy: 50 };
/** So long those may take before it is long: then intake is told, and what can be done again is not written each time. Until they take as short as the second [P]. */
const longTurnMs = 500;
const shortTurnMs = 100;

/**
 * `analyse-sessions { shard }`: one round trip reads what waits for all sessions of the shard, one commits what was
 * made of it, then it is told. Sessions into which something came late are folded again after that, so far as there is time for it: nobody's
 * heart rate waits for them. A session that fails is left out and looked at again; it holds up nobody else.
 */
@Injectable()
export class AnalyseSessionsProcessor {
  private readonly logger = new Logger(AnalyseSessionsProcessor.name);
  private readonly analyst: SessionAnalyst;
  private readonly lastStartMs = new Map<number, number>();
  /** Reception of the oldest packet that waits, epoch ms; infinity: none does. */
  private readonly waitingSinceMs = new Map<number, number>();
  private readonly sessionsOf = new Map<number, string[]>();
  /** How long the sessions of each shard took that went on from what they were, in its last turn, ms. */
  private readonly onwardMs = new Map<number, number>();
  /** By how much longer it took to fold again than there was time for, and is still to be made up for, by shard, ms: one session may take as long as ten turns have. */
  private readonly owedMs = new Map<number, number>();
  /** Shards whose turns take long. */
  private readonly busy = new Set<number>();

  constructor(
    private readonly repository: AnalysisRepository,
    private readonly queue: JobQueue,
    private readonly bus: LiveBus,
    private readonly escalateAlert: EscalateAlertProcessor,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {
    this.analyst = new SessionAnalyst(repository);
  }

  async process({ shard }: { shard: number }): Promise<void> {
    await this.pace(shard);
    const startedMs = this.clock.now();
    const behind = new Set<string>();
    const forAgainMs = ((this.onwardMs.get(shard) ?? 0) < longTurnMs ? foldAgainMs.usual : foldAgainMs.busy) - (this.owedMs.get(shard) ?? 0);
    const gapsOf = (heads: SessionHead[]): ReadonlySet<string> => {
      for (const { sessionId } of this.analyst.inTurn(heads, { leftMs: forAgainMs, nowMs: startedMs })) behind.add(sessionId);
      return new Set(heads.filter((head) => behind.has(head.sessionId) || !this.analyst.mayBeBehind(head)).map(({ sessionId }) => sessionId));
    };
    const sessions = await this.repository.loadShard(shard, { gapsOf, remembered: this.analyst.remembered(this.sessionsOf.get(shard) ?? []) });
    this.sessionsOf.set(shard, sessions.map((session) => session.sessionId));
    this.measureBacklog(shard, sessions);
    const onward = await this.advance(shard, sessions.filter(({ sessionId }) => !behind.has(sessionId)));
    this.measureTurn(shard, this.clock.now() - startedMs);
    const againFromMs = this.clock.now();
    const again = await this.advance(shard, sessions.filter(({ sessionId }) => behind.has(sessionId)), againFromMs + forAgainMs);
    this.owedMs.set(shard, Math.max(0, this.clock.now() - againFromMs - forAgainMs));
    this.metrics.analysisSeconds.observe((this.clock.now() - startedMs) / 1000);
    this.lookAgain(shard, [...onward, ...again]);
  }

  private async advance(shard: number, sessions: LoadedSession[], foldAgainUntilMs = Infinity): Promise<Analysed[]> {
    const isBusy = this.busy.has(shard);
    const analysed = await this.analyseAll(sessions, { foldAgainUntilMs, isBusy });
    const quiet = new Set(isBusy ? analysed.filter((each) => this.analyst.mayGoUncommitted(each)) : []);
    for (const each of quiet) {
      this.analyst.keepUncommitted(each);
      this.tellOf(each, { changed: [], withdrawn: [] });
    }
    await this.commit(await this.toCommits(analysed.filter((each) => !quiet.has(each))));
    return analysed;
  }

  private measureTurn(shard: number, onwardMs: number): void {
    this.onwardMs.set(shard, onwardMs);
    if (onwardMs >= longTurnMs) {
      this.busy.add(shard);
      this.tell({ hint: 'turn-took', ms: onwardMs });
    } else if (onwardMs < shortTurnMs) this.busy.delete(shard);
  }

  /** Another worker has the shard now: what we remember of its sessions grows old. */
  forget(shard: number): void {
    for (const sessionId of this.sessionsOf.get(shard) ?? []) this.analyst.forget(sessionId);
    this.sessionsOf.delete(shard);
    this.waitingSinceMs.delete(shard);
    this.onwardMs.delete(shard);
    this.busy.delete(shard);
    this.owedMs.delete(shard);
  }

  /** By what this worker has seen last of each of its shards. */
  private measureBacklog(shard: number, sessions: LoadedSession[]): void {
    this.waitingSinceMs.set(shard, Math.min(...sessions.flatMap((session) => session.waiting.map((packet) => packet.receivedAtMs))));
    const oldestMs = Math.min(...this.waitingSinceMs.values());
    this.metrics.backlogAgeSeconds.set(Math.max(0, (this.clock.now() - oldestMs) / 1000));
  }

  /** Under load more packets wait for each ticket, so the cost of a session falls instead of its latency rising without end. */
  private async pace(shard: number): Promise<void> {
    const waitMs = (this.lastStartMs.get(shard) ?? 0) + this.config.analysisPaceMs - this.clock.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    this.lastStartMs.set(shard, this.clock.now());
  }

  /** Those that are left when the time is up go on as if nobody had looked at what lies behind: it took longer than it was thought to. */
  private async analyseAll(sessions: LoadedSession[], { foldAgainUntilMs, isBusy }: { foldAgainUntilMs: number; isBusy: boolean }): Promise<Analysed[]> {
    const analysed: Analysed[] = [];
    const left = [...sessions];
    const take = async (): Promise<void> => {
      for (let session = left.shift(); session !== undefined; session = left.shift()) {
        const one = await this.analyseOne(this.clock.now() < foldAgainUntilMs ? session : withoutGaps(session), isBusy);
        if (one !== null) analysed.push(one);
      }
    };
    await Promise.all(Array.from({ length: sessionsAtOnce }, take));
    return analysed;
  }

  private async analyseOne(session: LoadedSession, isBusy: boolean): Promise<Analysed | null> {
    try {
      return await this.analyst.analyse(session, this.clock.now(), isBusy);
    } catch (error) {
      this.analyst.forget(session.sessionId);
      if (error instanceof PoisonPacketError) await this.quarantine(session, error);
      else this.logger.error({ msg: 'analysis failed', sessionId: session.sessionId, error: String(error) });
      return null;
    }
  }

  private async quarantine(session: LoadedSession, poison: PoisonPacketError): Promise<void> {
    const stream = session.streams.find((each) => each.ordinal === poison.stream);
    if (stream === undefined) return;
    await this.repository.quarantine(stream, poison.sequence, poison.message);
    this.metrics.packetsQuarantined.inc({ reason: 'analysis-failed' });
    this.logger.error({ msg: 'packet quarantined', sessionId: session.sessionId, sequence: poison.sequence, error: poison.message });
  }

  private async toCommits(analysed: Analysed[]): Promise<{ analysed: Analysed; commit: AnalysisCommit }[]> {
    const toDecide = analysed.filter((each) => each.findings.length > 0 || each.lastRepetition !== null);
    const alerts = toDecide.length === 0 ? new Map<string, Alert[]>() : await this.repository.alertsOf(toDecide.map((each) => each.session.sessionId));
    const commits: { analysed: Analysed; commit: AnalysisCommit }[] = [];
    for (const each of analysed) {
      const commit = commitOf(each, { known: alerts.get(each.session.sessionId) ?? [], nowMs: this.clock.now(), newId: randomUUID });
      if (commit === null) this.analyst.keepUncommitted(each);
      else commits.push({ analysed: each, commit });
    }
    return commits;
  }

  private async commit(commits: { analysed: Analysed; commit: AnalysisCommit }[]): Promise<void> {
    if (commits.length === 0) return;
    try {
      const outcome = await this.repository.commit(commits.map((each) => each.commit), new Date(this.clock.now()));
      const won = new Map(outcome.committed.map((each) => [each.sessionId, each]));
      for (const { analysed } of commits) {
        const facts = won.get(analysed.session.sessionId);
        if (facts === undefined) this.analyst.forget(analysed.session.sessionId);
        else this.told(analysed, facts);
      }
      if (commits.some(({ analysed, commit }) => won.has(analysed.session.sessionId) && commit.alertChanges.length > 0)) this.tell({ hint: 'alerts-changed' });
      this.escalateAlert.remind(outcome.due);
      if (outcome.practitionerIds.length > 0) this.tell({ hint: 'inbox-changed', practitionerIds: outcome.practitionerIds });
      this.count(commits.filter(({ analysed }) => won.has(analysed.session.sessionId)).map(({ commit }) => commit));
    } catch (error) {
      for (const { analysed } of commits) this.analyst.forget(analysed.session.sessionId);
      if (commits.length === 1) throw error;
      await this.commitOneByOne(commits);
    }
  }

  /** One session whose commit fails must not take the others of its shard with it; nor may they be analysed for nothing. */
  private async commitOneByOne(commits: { analysed: Analysed; commit: AnalysisCommit }[]): Promise<void> {
    for (const each of commits) {
      await this.commit([each]).catch((error: unknown) => {
        this.logger.error({ msg: 'commit failed', sessionId: each.commit.session.sessionId, error: String(error) });
      });
    }
  }

  private told(analysed: Analysed, facts: { changed: number[]; withdrawn: number[] }): void {
    this.analyst.keep(analysed);
    this.tellOf(analysed, facts);
    if (analysed.sessionState === 'finished') this.sumUp(analysed.session.sessionId);
  }

  private tellOf(analysed: Analysed, facts: { changed: number[]; withdrawn: number[] }): void {
    for (const hint of hintsOf(analysed, facts, { nowMs: this.clock.now(), curveHz: this.curveHzFor(analysed) })) this.tell(hint);
  }

  private curveHzFor({ session }: Analysed): number | null {
    const oldestMs = Math.min(...session.waiting.map((packet) => packet.receivedAtMs));
    const curveHz = curveHzAt(this.clock.now() - oldestMs);
    if (curveHz !== fullCurveHz) this.metrics.curvesShed.inc({ level: curveHz === null ? 'dropped' : 'thinned' });
    return curveHz;
  }

  /** A ticket that is lost is written again by the reconciler. */
  private sumUp(sessionId: string): void {
    this.queue.enqueue('summarise-session', { sessionId }, { deduplicationId: `summary-${sessionId}` }).catch((error: unknown) => {
      this.logger.warn({ msg: 'summary not ordered', sessionId, error: String(error) });
    });
  }

  private tell(hint: LiveHint): void {
    this.bus.publish(hint);
  }

  private count(commits: AnalysisCommit[]): void {
    for (const { repetitions, alertChanges } of commits) {
      for (const { repetition } of repetitions) this.metrics.repetitions.inc({ verdict: repetition.score.verdict });
      for (const { change } of alertChanges) {
        if (change.change === 'raise') this.metrics.alerts.inc({ rule: isOwnRule(change.alert.ruleId) ? 'own' : change.alert.ruleId, priority: change.alert.priority });
      }
    }
  }

  /** A gap that falls due, or more packets than one analysis takes: the ticket is only a hint, the reconciler would come too. */
  private lookAgain(shard: number, analysed: Analysed[]): void {
    const dueAtMs = Math.min(...analysed.map((each) => each.lookAgainAtMs ?? Infinity));
    const more = analysed.some((each) => each.packets >= 512);
    if (!more && dueAtMs === Infinity) return;
    const waitMs = more ? 0 : Math.max(0, dueAtMs - this.clock.now());
    setTimeout(() => void this.queue.enqueue('analyse-sessions', { shard }, { deduplicationId: `shard-${shard}` }), waitMs).unref();
  }
}

function withoutGaps(session: LoadedSession): LoadedSession {
  const analysedTo = new Map(session.cursors.map((cursor) => [cursor.stream, cursor.analysedTo]));
  return { ...session, gapsRead: false, waiting: session.waiting.filter(({ stream, sequence }) => sequence > (analysedTo.get(stream) ?? 0)) };
}
