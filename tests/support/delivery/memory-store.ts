import type { AnalysisCommit, Checkpoint, LoadedSession, Remembered, StoredPacket } from '#libs/data';
import { beforeAllMs, isWaiting, type Alert, type AlertChange, type Prescription, type Repetition } from '#libs/domain';
import type { AnalysisStore } from '../../../apps/worker/src/session-analyst.js';
import { clockOffsetsMs, shortPrescription, startedAtMs, type SentPacket } from './short-session.js';

/** A repetition as it is stored. */
export interface StoredRepetition {
  repetition: Repetition;
  cause: { stream: number; sequence: number };
}

/** An alert and the packet that raised it; null: the passing of time did. */
export interface StoredAlert extends Alert {
  raisedBy: { stream: number; sequence: number } | null;
  /** That packet had been analysed before, so that another one, which came late, made it raise. */
  byOldPacket: boolean;
  /** When it was raised, by the server's clock, epoch ms. */
  toldAtMs: number;
}

/** As many as the real one keeps, and of the older ones the oldest of each doubling of their age. */
const checkpointsKept = 8;

/**
 * One session in memory, with the promises of the real store and no more: the first packet of a key wins, a commit is
 * fenced by the version, and everything that is stored has been through JSON. The SQL is tested with PostgreSQL in tests/medium.
 */
export class MemoryStore implements AnalysisStore {
  readonly alerts = new Map<string, StoredAlert>();
  readonly repetitions = new Map<number, StoredRepetition>();
  refusedCommits = 0;
  /** From which sequences on packets were read again, by stream; null: they were not, since this was last set so. */
  readAgainAfter: Map<number, number> | null = null;
  /** How many packets were read again, in all. */
  readAgain = 0;
  state: 'running' | 'ended' | 'finished' = 'running';
  private readonly packets = new Map<string, StoredPacket>();
  private readonly kept: { frontierMs: number; cursors: string; state: string }[] = [];
  private readonly prescription = JSON.stringify(shortPrescription());
  private stored = { version: 0, frontierMs: beforeAllMs, cursors: '[]', clock: 'null' };

  receive({ stream, sequence, payload }: SentPacket, receivedAtMs: number): void {
    const key = `${stream}/${sequence}`;
    if (this.packets.has(key)) return;
    this.packets.set(key, { stream, sequence, receivedAtMs, payload });
    if (this.state === 'finished') this.state = 'ended';
  }

  receptionOf({ stream, sequence }: { stream: number; sequence: number }): number {
    return this.packets.get(`${stream}/${sequence}`)?.receivedAtMs ?? Infinity;
  }

  /** null: it is finished, and nobody asks for it. `gapsRead` false: without what fills gaps behind the cursors. `remembered`: by who has come further than what is stored. */
  load(gapsRead = true, remembered: Remembered | null = null): LoadedSession | null {
    if (this.state === 'finished') return null;
    const { version, frontierMs } = this.stored;
    const stored: Remembered = { version, frontierMs, cursors: JSON.parse(this.stored.cursors) as LoadedSession['cursors'], clock: JSON.parse(this.stored.clock) };
    const from = remembered?.version === version ? remembered : stored;
    const isAsked = ({ stream, sequence }: StoredPacket): boolean => gapsRead || sequence > (from.cursors.find((each) => each.stream === stream)?.analysedTo ?? 0);
    return {
      sessionId: 'session', patientId: 'patient', clinicId: 'clinic', purpose: 'exercise', state: this.state, startedAtMs,
      ...from,
      streams: clockOffsetsMs.map((clockOffsetMs, ordinal) => ({ id: `${ordinal}`, ordinal, deviceId: `device-${ordinal}`, clockOffsetMs, lastSequence: null })),
      reports: [], watchedAtMs: null,
      waiting: [...this.packets.values()].filter((packet) => isAsked(packet) && isWaiting(from.cursors, packet)), gapsRead,
    };
  }

  async prescriptionOf(): Promise<Prescription> {
    return JSON.parse(this.prescription) as Prescription;
  }

  async checkpoints(): Promise<Omit<Checkpoint, 'state'>[]> {
    return this.kept.map(({ frontierMs, cursors }) => ({ frontierMs, cursors: JSON.parse(cursors) as Checkpoint['cursors'] }));
  }

  async checkpointState(_sessionId: string, frontierMs: number): Promise<unknown> {
    const found = this.kept.find((each) => each.frontierMs === frontierMs);
    return found === undefined ? null : JSON.parse(found.state);
  }

  async packetsAfter(streams: { ordinal: number; after: number }[]): Promise<StoredPacket[]> {
    this.readAgainAfter = new Map(streams.map(({ ordinal, after }) => [ordinal, after]));
    const again = [...this.packets.values()].filter(({ stream, sequence }) => streams.some((each) => each.ordinal === stream && sequence > each.after));
    this.readAgain += again.length;
    return again;
  }

  /** False: somebody else was faster. */
  commit(commit: AnalysisCommit): boolean {
    if (commit.session.version !== this.stored.version) {
      this.refusedCommits++;
      return false;
    }
    this.stored = { version: this.stored.version + 1, frontierMs: commit.frontierMs, cursors: JSON.stringify(commit.cursors), clock: JSON.stringify(commit.clock) };
    this.state = commit.state;
    for (const each of commit.repetitions) this.repetitions.set(each.repetition.number, JSON.parse(JSON.stringify(each)) as StoredRepetition);
    const { lastRepetition } = commit;
    if (lastRepetition !== null) for (const number of [...this.repetitions.keys()]) if (number > lastRepetition) this.repetitions.delete(number);
    for (const { change, alertId, atMs } of commit.alertChanges) this.change(alertId, { change, toldAtMs: atMs, byOldPacket: change.change === 'raise' && wasAnalysed(commit.session, change.cause) });
    this.keepCheckpoint(commit);
    return true;
  }

  private keepCheckpoint({ checkpoint, frontierMs, cursors }: AnalysisCommit): void {
    if (checkpoint === null) return;
    const same = this.kept.findIndex((each) => each.frontierMs === frontierMs);
    if (same !== -1) this.kept.splice(same, 1);
    this.kept.push({ frontierMs, cursors: JSON.stringify(cursors), state: JSON.stringify(checkpoint) });
    this.kept.sort((a, b) => b.frontierMs - a.frontierMs);
    const doublings = ({ frontierMs: keptMs }: { frontierMs: number }): number => Math.floor(Math.log2(Math.max(1, frontierMs - keptMs)));
    const isKept = this.kept.map((each, i) => i < checkpointsKept || doublings(this.kept[i + 1] ?? { frontierMs: -Infinity }) !== doublings(each));
    this.kept.splice(0, Infinity, ...this.kept.filter((_, i) => isKept[i]));
  }

  private change(id: string, { change, byOldPacket, toldAtMs }: { change: AlertChange; byOldPacket: boolean; toldAtMs: number }): void {
    if (change.change === 'raise') {
      this.raise({ id, ...change.alert, raisedBy: change.cause, byOldPacket, toldAtMs });
      return;
    }
    const { state, priority, lastAtMs, clearedAtMs, count, worstValue } = change;
    const before = this.alerts.get(id);
    if (before === undefined) throw new Error(`no alert ${id}`);
    this.alerts.set(id, { ...before, state, priority, lastAtMs, clearedAtMs, count, worstValue });
  }

  /** The unique index `alert_one_open`. */
  private raise(alert: StoredAlert): void {
    const rings = (each: StoredAlert): boolean => each.state === 'open' && !each.retrospective && each.ruleId === alert.ruleId && each.subject === alert.subject;
    if (rings(alert) && [...this.alerts.values()].some(rings)) throw new Error(`two open alerts of ${alert.ruleId}`);
    this.alerts.set(alert.id, alert);
  }
}

function wasAnalysed({ cursors }: LoadedSession, cause: StoredAlert['raisedBy']): boolean {
  const cursor = cursors.find((each) => each.stream === cause?.stream);
  if (cause === null || cursor === undefined) return false;
  return cause.sequence <= cursor.analysedTo && !cursor.missing.some(([from, to]) => from <= cause.sequence && cause.sequence <= to);
}
