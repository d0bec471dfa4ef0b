import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';
import type { ContactState } from '../intensity/contact.js';
import type { Finding } from './finding.js';

/**
 * One alert rule: one file in `rules/`, one line in `rules/index.ts`. `S` is its plain-JSON state.
 * `step` may write into the state it is given (it is a clone, see house style 8) and pushes what it saw into `out`.
 */
export interface AlertRule<S = unknown> {
  id: string;
  /** Where the defaults come from, e.g. "clinical E2 [S:003]". */
  source: string;
  start(prescription: Prescription): S;
  step(state: S, event: RuleEvent, context: RuleContext, out: Finding[]): void;
}

export interface RuleContext {
  prescription: Prescription;
  /** Rules with an open episode now, for the suppression graph of E3 (TC-01 holds HR-*, HR-03 holds FM-*). */
  active: ReadonlySet<string>;
}

type Cause = { stream: number; sequence: number };

/** `stream-time` events come from packets and are the same in every replay; `watch` comes from the server's clock. */
export type RuleEvent =
  | { kind: 'heart-rate'; tMs: number; smoothedBpm: number | null; contact: ContactState; cause: Cause }
  | { kind: 'repetition'; tMs: number; repetition: Repetition; cause: Cause }
  | { kind: 'motion-gap'; tMs: number; gapMs: number; cause: Cause }
  | { kind: 'motion-good'; tMs: number; cause: Cause }
  | WatchEvent;

/** The state of the pipe, seen from the server, whenever a session is looked at, with or without new packets. */
export interface WatchEvent {
  kind: 'watch';
  /** Session time by the server's clock, ms. */
  tMs: number;
  /** Age of the newest received heart-rate and movement packet, ms; null: none is expected, or none ever came. */
  heartRateSilentMs: number | null;
  motionSilentMs: number | null;
  /** Now minus reception of the oldest packet not yet analysed, ms; 0: nothing waits. */
  lagMs: number;
}
