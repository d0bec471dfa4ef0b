/**
 * Cuts the angle into repetitions while it comes: clinical C8, state by state. Thresholds are shares of the patient's own
 * reference. It looks at nothing but the angle and its rate since the last rest: not at the clock, not at how many there were.
 * Plain JSON.
 */
export interface SegmentationState {
  phase: 'rest' | 'out' | 'turn' | 'back';
  /** Where the patient rests, deg; follows slowly. */
  restAngleDeg: number;
  /** How long the condition to leave the phase has held, and how long the phase has lasted, ms. */
  heldMs: number;
  phaseMs: number;
  /** Largest distance from rest in this repetition, deg. */
  amplitudeDeg: number;
  /** The samples since a little before the onset. */
  cut: Cut;
  /** Indices into `cut`. */
  startAt: number;
  turnAt: number;
  backAt: number;
}

/** A stretch of samples on the grid; `from` is the grid index of the first. */
export interface Cut {
  from: number;
  angleDeg: number[];
  velocityDegPerS: number[];
  offAxisDeg: number[];
  valid: boolean[];
}

export interface SegmentationSettings {
  stepMs: number;
  /** Of the reference: range, peak rate and duration. */
  rangeDeg: number;
  peakVelocityDegPerS: number;
  durationS: number;
  /** Smallest share of the range that counts (C8: 0.40). */
  countFromShare: number;
}

export interface AngleFrame {
  /** Index on the uniform grid. */
  index: number;
  angleDeg: number;
  velocityDegPerS: number;
  offAxisDeg: number;
  /** False: interpolated over a gap; it keeps the count and spoils the score. */
  valid: boolean;
}

export type SegmentationEvent =
  | { kind: 'repetition'; cut: Cut; startAt: number; turnAt: number; backAt: number; endAt: number }
  /** Too small to count. */
  | { kind: 'attempt' }
  | { kind: 'timeout' };

/** Clinical C8. */
const onsetShare = 0.15;
const onsetMs = 100;
const slowDegPerS = 5;
const slowShare = 0.1;
const stopMs = 150;
const turnMs = 100;
const returnedShare = 0.2;
/** Outward again with more than this of the way still to go was a wobble on top, not the next repetition [P]. */
const touchAndGoShare = 0.5;
/** From within a fifth of the range, the way back is waited for to end, but no longer: a repetition is out within 300 ms of its end. */
const settleMs = 250;
const shortestMs = 400;
const longestMs = 15_000;
const longestReferences = 3;
const restFollowsPerS = 0.05;
const restFollowsAfterMs = 1000;
const restLeewayDeg = 10;
/** Kept of the rest, to date the onset back. */
const preRollMs = 1000;

export function startSegmentation(): SegmentationState {
  const cut = { from: 0, angleDeg: [], velocityDegPerS: [], offAxisDeg: [], valid: [] };
  return { phase: 'rest', restAngleDeg: 0, heldMs: 0, phaseMs: 0, amplitudeDeg: 0, cut, startAt: 0, turnAt: 0, backAt: 0 };
}

/** One sample of the grid, in order. Writes into `state`. */
export function stepSegmentation(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): SegmentationEvent | null {
  keep(state, frame, settings);
  state.phaseMs += settings.stepMs;
  switch (state.phase) {
    case 'rest':
      rest(state, frame, settings);
      return null;
    case 'out':
      return out(state, frame, settings) ?? timeout(state, settings);
    case 'turn':
      turn(state, frame, settings);
      return timeout(state, settings);
    case 'back':
      return back(state, frame, settings) ?? timeout(state, settings);
    default:
      return state.phase satisfies never;
  }
}

/** The stream broke, or ended: what was well on its way is a repetition up to here. Back to rest. */
export function breakSegmentation(state: SegmentationState, settings: SegmentationSettings): SegmentationEvent | null {
  const counts = state.phase !== 'rest' && state.amplitudeDeg >= settings.countFromShare * settings.rangeDeg;
  const event = counts ? repetition(state) : null;
  toRest(state);
  return event;
}

function rest(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): void {
  const away = frame.angleDeg - state.restAngleDeg;
  const leaves = away > onsetShare * settings.rangeDeg && frame.velocityDegPerS > slow(settings);
  state.heldMs = leaves ? state.heldMs + settings.stepMs : 0;
  if (state.heldMs >= onsetMs) {
    state.startAt = onsetOf(state.cut);
    state.amplitudeDeg = away;
    enter(state, 'out');
    return;
  }
  if (state.phaseMs <= restFollowsAfterMs) return;
  const followed = state.restAngleDeg + (away * restFollowsPerS * settings.stepMs) / 1000;
  state.restAngleDeg = Math.max(-restLeewayDeg, Math.min(restLeewayDeg, followed));
}

/** Where it last stood still. */
function onsetOf(cut: Cut): number {
  for (let i = cut.velocityDegPerS.length - 1; i > 0; i--) if (Math.abs(cut.velocityDegPerS[i]) < slowDegPerS) return i;
  return 0;
}

function out(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): SegmentationEvent | null {
  grow(state, frame);
  state.heldMs = Math.abs(frame.velocityDegPerS) < slow(settings) ? state.heldMs + settings.stepMs : 0;
  const turned = frame.velocityDegPerS < 0;
  if (!turned && state.heldMs < stopMs) return null;
  if (state.amplitudeDeg < settings.countFromShare * settings.rangeDeg) {
    // Still on the way out after a halt is not an attempt yet, as long as it has not turned.
    if (!turned && state.amplitudeDeg > onsetShare * settings.rangeDeg && state.phaseMs < shortestMs) return null;
    toRest(state);
    return { kind: 'attempt' };
  }
  state.turnAt = state.cut.angleDeg.length - 1;
  enter(state, 'turn');
  return null;
}

function turn(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): void {
  grow(state, frame);
  state.heldMs = frame.velocityDegPerS < -slow(settings) ? state.heldMs + settings.stepMs : 0;
  if (state.heldMs < turnMs) return;
  state.backAt = Math.max(state.turnAt, state.cut.angleDeg.length - 1 - Math.round(state.heldMs / settings.stepMs));
  enter(state, 'back');
}

function back(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): SegmentationEvent | null {
  const near = frame.angleDeg - state.restAngleDeg < returnedShare * settings.rangeDeg;
  state.heldMs = near ? state.heldMs + settings.stepMs : 0;
  const stopped = near && (Math.abs(frame.velocityDegPerS) < slowDegPerS || state.heldMs > settleMs);
  const outward = frame.velocityDegPerS > slow(settings);
  if (outward && frame.angleDeg - state.restAngleDeg > touchAndGoShare * state.amplitudeDeg) {
    enter(state, 'out');
    return null;
  }
  if (!stopped && !outward) return null;
  const event = state.cut.angleDeg.length - state.startAt < shortestMs / settings.stepMs ? null : repetition(state);
  toRest(state);
  return event;
}

function timeout(state: SegmentationState, settings: SegmentationSettings): SegmentationEvent | null {
  if (state.phase === 'rest') return null;
  const lastsMs = (state.cut.angleDeg.length - state.startAt) * settings.stepMs;
  if (lastsMs <= Math.max(longestMs, longestReferences * settings.durationS * 1000)) return null;
  toRest(state);
  return { kind: 'timeout' };
}

function repetition(state: SegmentationState): SegmentationEvent {
  const { cut, startAt } = state;
  const endAt = cut.angleDeg.length;
  const turnAt = state.phase === 'out' ? endAt - 1 : state.turnAt;
  return { kind: 'repetition', cut, startAt, turnAt, backAt: state.phase === 'back' ? state.backAt : turnAt, endAt };
}

function slow(settings: SegmentationSettings): number {
  return Math.max(slowDegPerS, slowShare * settings.peakVelocityDegPerS);
}

function grow(state: SegmentationState, frame: AngleFrame): void {
  state.amplitudeDeg = Math.max(state.amplitudeDeg, frame.angleDeg - state.restAngleDeg);
}

function enter(state: SegmentationState, phase: SegmentationState['phase']): void {
  state.phase = phase;
  state.heldMs = 0;
  state.phaseMs = 0;
}

/** The samples of the repetition go; those of the last moment stay, for the next onset. */
function toRest(state: SegmentationState): void {
  const { cut } = state;
  const last = cut.angleDeg.length - 1;
  const tail = <T>(values: T[]): T[] => values.slice(last);
  state.cut = {
    from: cut.from + last, angleDeg: tail(cut.angleDeg), velocityDegPerS: tail(cut.velocityDegPerS), offAxisDeg: tail(cut.offAxisDeg), valid: tail(cut.valid),
  };
  enter(state, 'rest');
}

function keep(state: SegmentationState, frame: AngleFrame, settings: SegmentationSettings): void {
  const { cut } = state;
  if (cut.angleDeg.length === 0) cut.from = frame.index;
  cut.angleDeg.push(frame.angleDeg);
  cut.velocityDegPerS.push(frame.velocityDegPerS);
  cut.offAxisDeg.push(frame.offAxisDeg);
  cut.valid.push(frame.valid);
  if (state.phase !== 'rest' || cut.angleDeg.length * settings.stepMs <= preRollMs) return;
  cut.from++;
  cut.angleDeg.shift();
  cut.velocityDegPerS.shift();
  cut.offAxisDeg.shift();
  cut.valid.shift();
}
