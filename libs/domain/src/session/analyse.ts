import type { Finding } from '../alert/finding.js';
import type { PatientReport } from '../alert/report.js';
import type { RuleEvent, WatchEvent } from '../alert/rule.js';
import { startRules, stepRules, type RulesState } from '../alert/rule-set.js';
import type { HeartRateTick } from '../intensity/heart-rate.js';
import { startIntensity, stepIntensity, type IntensityState } from '../intensity/session-intensity.js';
import { finishMotion, startMotion, stepMotion, type AngleSample, type MotionOutput, type MotionState } from '../motion/motion.js';
import type { StanceTrial } from '../form/stance.js';
import type { Prescription } from '../prescription/prescription.js';
import type { UnnumberedRepetition } from '../repetition/repetition.js';
import type { Block } from './block.js';
import { finishBouts, startBouts, stepBouts, type Bout, type BoutState } from './bouts.js';
import { startClocks, stepClocks, tellClocks, type ClocksState } from './clocks.js';
import { clonePlain } from './clone.js';
import { startCoach, stepCoach, type CoachedRepetition, type CoachState } from './coach.js';
import { hearHurting, hurtsAt, startHurting, type HurtingState } from './hurting.js';
import { finishSecondCount, startSecondCount, stepSecondCount, type CountedSet, type SecondCountState } from './second-count.js';
import { startStretch, stepStretch, tellBouncing, type StretchState } from './stretch.js';
import { repetitionOfBout, repetitionOfStance } from './trials.js';
import { finishTrunk, startTrunk, stepTrunk, type TrunkOutput, type TrunkState } from './trunk.js';
import { startWorn, stepWorn, tellWorn, type WornState } from './worn.js';
import { isMeasuredMark } from './measured.js';
import { clockSkewMs, isMotionOnItsWay, startWatch, stepWatch, type WatchState } from './watch.js';

/**
 * The product: a pure fold over a session's blocks. Live, replay, re-scoring, tests and simulator all call it.
 * Plain JSON throughout; everything but the rules' `watch` and `hurting`, which is what people say, is a function of the blocks alone; a repetition's cue is one of both.
 */
export interface AnalysisState {
  motion: MotionState;
  intensity: IntensityState;
  trunk: TrunkState;
  /** null: the exercise has repetitions. */
  bouts: BoutState | null;
  /** null: the exercise is no static stretch. */
  stretch: StretchState | null;
  worn: WornState;
  clocks: ClocksState;
  coach: CoachState;
  hurting: HurtingState;
  secondCount: SecondCountState;
  rules: RulesState;
  watch: WatchState;
  /** How many repetitions have been told so far. */
  repetitions: number;
  /** Streams that have sent something and not said that they are over. */
  open: { stream: number; hasMotion: boolean; isMeasured: boolean }[];
  /** All of them said so. */
  ended: boolean;
}

type Cause = { stream: number; sequence: number };

export interface Analysis {
  state: AnalysisState;
  repetitions: { repetition: CoachedRepetition; cause: Cause }[];
  /** `late`: its packet came so long after the fact that it must not ring (reliability 2.4). */
  findings: { finding: Finding; late: boolean }[];
  telemetry: { angles: AngleSample[]; heartRate: HeartRateTick[] };
}

/** The server's clock for this call. */
export interface Now {
  /** Epoch ms. */
  epochMs: number;
  /** Reception of the oldest packet that waits, epoch ms; null: none. */
  waitingSinceMs: number | null;
  /** The last sequence of each stream that has not come, though something later has; absent: none is missing. */
  missing?: readonly { stream: number; sequence: number }[];
  /** Streams whose devices have said that they measure nothing any more, before all of what they measured has come. */
  measured?: readonly number[];
  /** What people have said since the last call, oldest first, epoch ms. Each is given once. */
  reports?: readonly { atMs: number; report: PatientReport }[];
  /** When a console of the care team was last connected, epoch ms; null: not known. */
  watchedAtMs?: number | null;
  /** The session is over: what people say is heard, and silence says nothing. */
  isOver?: boolean;
}

export interface AnalysisContext {
  prescription: Prescription;
  /** null: packets are analysed again, and time has nothing to say. */
  now: Now | null;
  /** Hears all that the rules hear, in their order: to weigh the same by other rules. */
  overhear?: (event: RuleEvent, late: boolean) => void;
}

export function startAnalysis(prescription: Prescription, startedAtMs: number): AnalysisState {
  return {
    motion: startMotion(prescription),
    intensity: startIntensity(prescription),
    trunk: startTrunk(prescription),
    bouts: startBouts(prescription),
    stretch: startStretch(prescription),
    worn: startWorn(prescription),
    clocks: startClocks(prescription),
    coach: startCoach(),
    hurting: startHurting(),
    secondCount: startSecondCount(prescription),
    rules: startRules(prescription),
    watch: startWatch(startedAtMs),
    repetitions: 0,
    open: [],
    ended: false,
  };
}

/**
 * Folds `blocks` (canonical order, see `arrange`) into `state`. Any cut of the blocks into calls gives the same
 * repetitions and the same findings from packets. `state` is not changed.
 */
export function analyse(state: AnalysisState, blocks: readonly Block[], context: AnalysisContext): Analysis {
  const analysis = emptyAnalysis(clonePlain(state));
  stepAnalysis(analysis, blocks, context);
  return analysis;
}

/** Nothing has come of `state` yet. */
export function emptyAnalysis(state: AnalysisState): Analysis {
  return { state, repetitions: [], findings: [], telemetry: { angles: [], heartRate: [] } };
}

/**
 * The same fold for whoever owns the state and needs it no more as it was: a live session is half a thousand packets a minute, and to copy the
 * state for each costs as much as all the rest. Writes into `analysis`: its state goes on, what came is added. When it throws, the state is spoilt.
 */
export function stepAnalysis(analysis: Analysis, blocks: readonly Block[], context: AnalysisContext): void {
  hearPain(analysis.state, context);
  for (const block of blocks) stepBlock(analysis, block, context);
  if (context.now !== null) watch(analysis, context, context.now);
}

/** Before the packets that come with it: no cue is told that what was said forbids. For whoever steps through packets without a clock; what was heard already changes nothing. */
export function hearPain({ coach, hurting }: AnalysisState, { prescription, now }: AnalysisContext): void {
  if (now?.reports !== undefined) hearHurting(hurting, now.reports.map(({ report }) => report), { prescription, toldToMs: coach.toldToMs });
}

function stepBlock(analysis: Analysis, block: Block, context: AnalysisContext): void {
  const { prescription } = context;
  const { state } = analysis;
  const late = stepWatch(state.watch, block, prescription);
  if (block.kind !== 'end') noteOpen(state, block);
  const events: RuleEvent[] = [];
  switch (block.kind) {
    case 'imu':
      stepWorn(state.worn, block, { prescription, events });
      stepClocks(state.clocks, block, { prescription, events });
      collectMotion(analysis, block, { prescription, events });
      collectIntensity(analysis, block, { prescription, events });
      collectTrunk(analysis, block, { prescription, events });
      break;
    case 'gap':
      collectMotion(analysis, block, { prescription, events });
      break;
    case 'heart-rate':
    case 'mark':
      collectIntensity(analysis, block, { prescription, events });
      break;
    case 'end':
      collectEnd(analysis, block, { prescription, events });
      break;
    case 'battery':
      events.push({ kind: 'battery', tMs: block.startMs, sensor: block.sensor, percent: block.percent, cause: causeOf(block) });
      break;
    default:
      block satisfies never;
  }
  for (const event of events) askRules(analysis, event, context, late);
}

function askRules({ state, findings }: Analysis, event: RuleEvent, { prescription, overhear }: AnalysisContext, late: boolean): void {
  const found: Finding[] = [];
  stepRules(state.rules, event, prescription, found);
  for (const finding of found) findings.push({ finding, late });
  overhear?.(event, late);
}

interface Collect {
  prescription: Prescription;
  events: RuleEvent[];
}

function collectMotion(analysis: Analysis, block: Extract<Block, { kind: 'imu' | 'gap' }>, { prescription, events }: Collect): void {
  if (prescription.guided !== undefined) return;
  const out: MotionOutput = { repetitions: [], angles: [], gaps: [], attempts: 0 };
  stepMotion(analysis.state.motion, block, prescription, out);
  tellMotion(analysis, out, { cause: causeOf(block), prescription, events });
  if (out.gaps.length === 0 && out.angles.length > 0) events.push({ kind: 'motion-good', tMs: block.endMs, cause: causeOf(block) });
}

function collectIntensity(analysis: Analysis, block: Extract<Block, { kind: 'heart-rate' | 'imu' | 'mark' }>, { prescription, events }: Collect): void {
  const cause = causeOf(block);
  const out = stepIntensity(analysis.state.intensity, block, prescription);
  for (const tick of out.ticks) {
    const { tMs, smoothedBpm, contact, artefactShare } = tick;
    // A curve goes on; what is proven of its past is for rules and for the session's sums.
    if (!tick.isProven) analysis.telemetry.heartRate.push(tick);
    events.push({ kind: 'heart-rate', tMs, smoothedBpm, contact, artefactShare, cause });
  }
  for (const second of out.activity) events.push({ kind: 'activity', ...second, cause });
  for (const recovery of out.recoveries) events.push({ kind: 'recovery', ...recovery, cause });
  for (const phase of out.phases) events.push({ kind: 'phase', ...phase, cause });
}

function collectTrunk(analysis: Analysis, block: Extract<Block, { kind: 'imu' }>, { prescription, events }: Collect): void {
  const { trunk, bouts, intensity } = analysis.state;
  const cause = causeOf(block);
  const out: TrunkOutput = { falls: [], trials: [] };
  stepTrunk(trunk, block, intensity.phase === 'work', out);
  for (const { tMs, turnedDeg } of out.falls) events.push({ kind: 'fall-suspected', tMs, turnedDeg, cause });
  // Whoever lifts a knee to calibrate does no exercise; a fall is one all the same.
  if (prescription.guided !== undefined) return;
  for (const trial of out.trials) tellTrial(analysis, trial, { prescription, events, cause });
  for (const bout of bouts === null ? [] : stepBouts(bouts, block)) tellBout(analysis, bout, { prescription, events, cause });
}

function tellTrial(analysis: Analysis, trial: StanceTrial, told: Collect & { cause: Cause }): void {
  tellRepetition(analysis, repetitionOfStance(trial, told.prescription), told);
  if (trial.end === 'step-out') told.events.push({ kind: 'step-out', tMs: trial.endMs, cause: told.cause });
}

function tellBout(analysis: Analysis, bout: Bout, told: Collect & { cause: Cause }): void {
  tellRepetition(analysis, repetitionOfBout(bout, told.prescription), told);
}

function noteOpen({ open }: AnalysisState, block: Block): void {
  const { stream, kind } = block;
  const known = open.find((each) => each.stream === stream);
  const isMeasurement = kind === 'imu' || kind === 'heart-rate';
  const isMeasured = isMeasuredMark(block);
  if (known === undefined) open.push({ stream, hasMotion: kind === 'imu', isMeasured });
  // Whatever was measured after that word takes it back: it must not keep silent of a strap that slips.
  else Object.assign(known, { hasMotion: known.hasMotion || kind === 'imu', isMeasured: isMeasured || (known.isMeasured && !isMeasurement) });
}

/** A strap that ends before the hub ends its own stream, not the movement, nor the watch over both. */
function collectEnd(analysis: Analysis, block: Extract<Block, { kind: 'end' }>, { prescription, events }: Collect): void {
  const { state } = analysis;
  const hadMotion = state.open.some((each) => each.stream === block.stream && each.hasMotion);
  state.open = state.open.filter((each) => each.stream !== block.stream);
  if (hadMotion && prescription.guided === undefined) {
    const out: MotionOutput = { repetitions: [], angles: [], gaps: [], attempts: 0 };
    finishMotion(state.motion, prescription, out);
    const told = { cause: causeOf(block), prescription, events };
    tellMotion(analysis, out, told);
    tellCounts(finishSecondCount(state.secondCount), told);
    const trial = finishTrunk(state.trunk, block.endMs);
    if (trial !== null) tellTrial(analysis, trial, told);
    const bout = state.bouts === null ? null : finishBouts(state.bouts);
    if (bout !== null) tellBout(analysis, bout, told);
  }
  if (state.open.length > 0) return;
  events.push({ kind: 'end', tMs: block.endMs, cause: causeOf(block) });
  state.ended = true;
}

function tellMotion(analysis: Analysis, out: MotionOutput, { cause, prescription, events }: Collect & { cause: Cause }): void {
  const { stretch, motion } = analysis.state;
  for (const angle of out.angles) analysis.telemetry.angles.push(angle);
  if (stretch !== null && motion.grid !== null) for (const bouncing of stepStretch(stretch, out.angles, motion.grid.stepMs)) events.push({ kind: 'bouncing', ...bouncing, cause });
  for (const gap of out.gaps) events.push({ kind: 'motion-gap', ...gap, cause });
  for (const found of out.repetitions) tellRepetition(analysis, stretch === null ? found : tellBouncing(stretch, found, prescription), { cause, prescription, events });
  tellCounts(stepSecondCount(analysis.state.secondCount, out, prescription), { cause, events });
}

function tellCounts(sets: CountedSet[], { cause, events }: Pick<Collect, 'events'> & { cause: Cause }): void {
  for (const { endMs, repetitions, expectedRepetitions, flags } of sets) {
    events.push({ kind: 'set-counted', tMs: endMs, repetitions, expectedRepetitions, isUncertain: flags.includes('COUNT_UNCERTAIN'), cause });
  }
}

function tellRepetition(analysis: Analysis, found: UnnumberedRepetition, { cause, prescription, events }: Collect & { cause: Cause }): void {
  const { coach, clocks, worn, hurting } = analysis.state;
  const number = ++analysis.state.repetitions;
  const repetition = stepCoach(coach, { number, ...tellClocks(clocks, tellWorn(worn, found, prescription)) }, { prescription, hurts: hurtsAt(hurting, found.endMs) });
  analysis.repetitions.push({ repetition, cause });
  events.push({ kind: 'repetition', tMs: repetition.endMs, repetition, cause });
}

function watch(analysis: Analysis, context: AnalysisContext, now: Now): void {
  const { state } = analysis;
  for (const { atMs, report } of now.reports ?? []) askRules(analysis, { kind: 'report', tMs: atMs - state.watch.startedAtMs, report }, context, false);
  if (!state.ended && now.isOver !== true) askRules(analysis, lookOf(state, now, context.prescription), context, false);
}

/** Movement that is known to be on its way is late, and not silent: whoever is told so looks at the sensors, where there is nothing to see. */
function lookOf({ watch, open }: AnalysisState, now: Now, { isReplayed }: Prescription): WatchEvent {
  const motionSilentMs = silentMs(watch.motionReceivedAtMs, now);
  const isMotionLate = isMotionOnItsWay(watch, now.missing ?? []);
  const isMeasured = open.length > 0 && open.every(({ stream, isMeasured: isSaid }) => isSaid || now.measured?.includes(stream));
  return {
    kind: 'watch',
    tMs: now.epochMs - watch.startedAtMs,
    heartRateSilentMs: silentMs(watch.heartRateReceivedAtMs, now),
    motionSilentMs: isMotionLate || isMeasured ? null : motionSilentMs,
    linkSilentMs: silentMs(watch.receivedAtMs, now),
    isMeasured,
    clockSkewMs: isReplayed === true ? null : clockSkewMs(watch),
    unwatchedMs: silentMs(now.watchedAtMs ?? null, now),
    lagMs: Math.max(now.waitingSinceMs === null ? 0 : now.epochMs - now.waitingSinceMs, isMotionLate ? (motionSilentMs ?? 0) : 0),
  };
}

function silentMs(receivedAtMs: number | null, now: Now): number | null {
  return receivedAtMs === null ? null : Math.max(0, now.epochMs - receivedAtMs);
}

function causeOf(block: Block): Cause {
  return { stream: block.stream, sequence: block.sequence };
}

/**
 * The part of `state` that goes by the server's clock and by what people say; it is stored with every commit, since packets cannot give
 * it back. `withClock` puts it into a state that is folded on from packets. `hurting` absent: written before the coach knew of it.
 */
export type ClockState = RulesState['watch'] & { hurting?: HurtingState };

export function clockOf({ rules, hurting }: AnalysisState): ClockState {
  return { ...rules.watch, hurting };
}

export function withClock(state: AnalysisState, { hurting = state.hurting, ...watch }: ClockState): AnalysisState {
  return { ...state, rules: { ...state.rules, watch }, hurting };
}
