import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';
import type { ContactState } from '../intensity/contact.js';
import type { HeartRateRecovery } from '../intensity/heart-rate-recovery.js';
import type { CoachedRepetition } from '../session/coach.js';
import type { Phase } from '../session/phase.js';
import type { Result } from '../session/result.js';
import type { WornSensor } from '../motion/worn-check.js';
import type { Finding } from './finding.js';
import type { PatientReport } from './report.js';
import type { RuleInstruction } from './rule-instruction.js';

/**
 * One alert rule: one file in `rules/`, one line in `rules/index.ts`. Its state is plain JSON, in two parts: `stream` is
 * written by packets alone, `watch` by the server's clock and by what people say, so that packets can be analysed again
 * without it. A step writes into the state it is given (a clone, see house style 8) and pushes what it saw into `out`.
 */
export interface AlertRule<S, W> {
  id: string;
  /** Where the defaults come from, e.g. "clinical E2 [S:003]". */
  source: string;
  /** Why its limit is what it is, in words for whoever reads the alert; "proposed" where nobody has shown it. */
  why: string;
  /** What the patient is asked to do while it is open; absent: nothing, or to stop once it is of high priority. */
  instruction?: RuleInstruction;
  /** It judges the movement itself: repetitions of a warm-up, a rest, a cool-down, and of the first 10 s of work after one, are not told to it. */
  workOnly?: boolean;
  /** It judges by what is usual for this patient: repetitions that are compared with a reference which no longer holds are not told to it. */
  byReference?: boolean;
  start(): { stream: S; watch: W };
  step?(state: S, event: StreamEvent, context: RuleContext, out: Finding[]): void;
  watch?(state: W, event: WatchEvent, context: WatchContext, out: Finding[]): void;
  hear?(state: W, event: ReportEvent, context: WatchContext, out: Finding[]): void;
}

export interface RuleContext {
  prescription: Prescription;
  /** Rules with an open episode that packets have told of: while TC-01 is open, no HR rule raises (clinical E3). */
  isActive(ruleId: string): boolean;
}

/** What the clock and a report may look at beside: the packets' part of the state, which they never write. */
export interface WatchContext extends RuleContext {
  /** The open episode that packets have told of, as it was raised; null: none. */
  opened(ruleId: string): Finding | null;
  /** What packets have written of a rule. */
  toldByPackets(ruleId: string): unknown;
  /** Some rule has an open episode of priority high. */
  isHighOpen: boolean;
}

type Cause = { stream: number; sequence: number };

/** All but `watch` and `report` come from packets, in session time, and are the same in every replay. */
export type RuleEvent =
  /** Once a second. `artefactShare`: rejected of all beats in the last minute, 0 to 1; null: too few to say. */
  | { kind: 'heart-rate'; tMs: number; smoothedBpm: number | null; contact: ContactState; artefactShare: number | null; cause: Cause }
  /** Once a second: how much the trunk, or what else is measured, moves. */
  | { kind: 'activity'; tMs: number; sdMPerS2: number; cause: Cause }
  /** 65 s after each work. */
  | { kind: 'recovery'; tMs: number; recovery: Result<HeartRateRecovery>; cause: Cause }
  | { kind: 'phase'; tMs: number; phase: Phase; cause: Cause }
  | { kind: 'repetition'; tMs: number; repetition: Repetition & Partial<Pick<CoachedRepetition, 'standing'>>; cause: Cause }
  /** A hint, not validated: a blow to the trunk, which then lay turned and still. `tMs`: when that was certain. */
  | { kind: 'fall-suspected'; tMs: number; turnedDeg: number; cause: Cause }
  /** In a static stretch: it has begun (mild), or has become clear. */
  | { kind: 'bouncing'; tMs: number; severity: 'mild' | 'clear'; cause: Cause }
  /** A set is over: how many repetitions were counted, and how many its length makes by its period. */
  | { kind: 'set-counted'; tMs: number; repetitions: number; expectedRepetitions: number; isUncertain: boolean; cause: Cause }
  /** The patient had to save themself while standing. */
  | { kind: 'step-out'; tMs: number; cause: Cause }
  | { kind: 'battery'; tMs: number; sensor: number; percent: number; cause: Cause }
  | { kind: 'motion-gap'; tMs: number; gapMs: number; cause: Cause }
  | { kind: 'motion-good'; tMs: number; cause: Cause }
  /** Before the first repetition, whenever it changes: how the calibrated sensors sit. */
  | { kind: 'worn'; tMs: number; sensors: readonly WornSensor[]; cause: Cause }
  /** Four times a second where a joint's two sensors are of two devices: how far their clocks are apart. */
  | { kind: 'clocks-apart'; tMs: number; apartMs: number; cause: Cause }
  | { kind: 'end'; tMs: number; cause: Cause }
  | WatchEvent
  | ReportEvent;

/** What came from packets. */
export type StreamEvent = Exclude<RuleEvent, WatchEvent | ReportEvent>;

/** The state of the pipe, seen from the server, whenever a session is looked at, with or without new packets. */
export interface WatchEvent {
  kind: 'watch';
  /** Session time by the server's clock, ms. */
  tMs: number;
  /** Age of the newest received heart-rate and movement packet, ms; null: none is expected, none ever came, or movement was measured since that has not come yet. */
  heartRateSilentMs: number | null;
  motionSilentMs: number | null;
  /** Age of the newest packet of any kind, ms; null: none ever came. */
  linkSilentMs: number | null;
  /** Its devices have said that they measure nothing any more: what was measured before may still be on its way, and silence says nothing. */
  isMeasured: boolean;
  /** How old what is shown is, ms: since the oldest packet that is not yet analysed came, or the newest movement where some is still on its way; 0: nothing waits. */
  lagMs: number;
  /** How far the devices' clock has moved against ours since the session began, ms, positive: behind; null: not known yet. */
  clockSkewMs: number | null;
  /** How long no console of the care team has been connected, ms; null: not known. */
  unwatchedMs: number | null;
}

/** What a person said, by the server's clock; heard once. */
export interface ReportEvent {
  kind: 'report';
  tMs: number;
  report: PatientReport;
}
