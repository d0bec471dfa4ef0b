import type { SessionPurpose, WornReport } from '#libs/domain';
import type { AlertChange, CoachedRepetition, PatientReport, StreamCursor } from '#libs/domain';
import type { DueAlert } from './alert-attention.sql.js';

/** What is known of a session before its packets are read. */
export type SessionHead = Pick<LoadedSession, 'sessionId' | 'version' | 'cursors'>;

/** How far a worker that remembers a session has come with it, which may be further than what it has committed of `version`. */
export type Remembered = Pick<LoadedSession, 'version' | 'frontierMs' | 'cursors' | 'clock'>;

/** A session of a shard with everything that waits, as it is read before it is analysed. */
export interface LoadedSession {
  sessionId: string;
  patientId: string;
  clinicId: string;
  purpose: SessionPurpose;
  state: 'running' | 'ended';
  startedAtMs: number;
  /** The fence: what was read, to be named again at the commit. */
  version: number;
  frontierMs: number;
  cursors: StreamCursor[];
  /** State of the rules that go by the clock, as analysis left it; null before the first commit. */
  clock: unknown;
  streams: LoadedStream[];
  waiting: StoredPacket[];
  /** Whether what fills gaps behind the cursors is among them. */
  gapsRead: boolean;
  /** What people have said that the rules have not heard yet, oldest first, epoch ms. */
  reports: { id: string; atMs: number; report: PatientReport }[];
  /** When a console of the care team was last connected, epoch ms; null: nobody need watch. */
  watchedAtMs: number | null;
}

export interface LoadedStream {
  id: string;
  ordinal: number;
  deviceId: string;
  clockOffsetMs: number;
  lastSequence: number | null;
}

export interface StoredPacket {
  /** Ordinal of the stream. */
  stream: number;
  sequence: number;
  receivedAtMs: number;
  /** null: in quarantine. */
  payload: Uint8Array | null;
}

export interface Checkpoint {
  frontierMs: number;
  cursors: StreamCursor[];
  state: unknown;
}

export interface AnalysisCommit {
  session: LoadedSession;
  frontierMs: number;
  cursors: StreamCursor[];
  clock: unknown;
  repetitions: { repetition: CoachedRepetition; cause: { stream: number; sequence: number } }[];
  /** After another analysis: repetitions above this number are no more. null: nothing was analysed again. */
  lastRepetition: number | null;
  checkpoint: unknown;
  /** How the sensors are worn, where that has changed; null: it has not. */
  worn: WornReport | null;
  /** Reports that the rules have heard. */
  heard: string[];
  alertChanges: { change: AlertChange; alertId: string; atMs: number }[];
  state: 'running' | 'ended' | 'finished';
}

export interface CommitOutcome {
  /** Sessions whose version was still the one that was read; the others were analysed by somebody faster. */
  committed: { sessionId: string; changed: number[]; withdrawn: number[] }[];
  /** Whose inbox has something new. */
  practitionerIds: string[];
  due: DueAlert[];
}
