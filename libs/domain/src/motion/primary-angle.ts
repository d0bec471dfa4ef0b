import type { AngleFrame } from '../repetition/segmentation.js';
import { knownButterworth, lowPass, settledAt, type LowPassState } from '../signal/butterworth.js';
import { headingSoFarDeg, startHeading, stepHeading, type HeadingState } from './heading-difference.js';
import { aboutVertical, multiplyInto, relative, relativeInto, rotateInto, rotationAngleDeg, swingTwist, type Quaternion, type Vector } from './quaternion.js';
import type { TrackFrame } from './sensor-track.js';

/** Plain JSON. */
export interface PrimaryAngleState {
  /** Orientation at rest, of the segment or of the joint; null: to be taken from the next valid frame. */
  rest: Quaternion | null;
  /** How long nothing has moved, ms. */
  stillMs: number;
  angleFilter: LowPassState | null;
  velocityFilter: LowPassState | null;
  lastAngleDeg: number | null;
  /** How far the distal sensor's heading is ahead of the proximal's, as the hinge tells it, deg; 0 before it told any. */
  heading: HeadingState;
  headingDeg: number;
}

/** Clinical C8, C9: the angle's rate is low-passed at 5 Hz, the angle at 6 Hz. */
const velocityHz = 5;
const angleHz = 6;
/** The rest posture is taken anew after so long without movement: it follows how the patient sits, and heading that drifts. */
const stillDegPerS = 5;
const restAgainMs = 1500;
/** So slowly a hinge's angle follows the two orientations, s: as VQF itself follows the accelerometers (its tau), which tell little in motion [P]. */
const hingeFollowsS = 3;

export function startPrimaryAngle(rest: Quaternion | null = null): PrimaryAngleState {
  return { rest, stillMs: 0, angleFilter: null, velocityFilter: null, lastAngleDeg: null, heading: startHeading(), headingDeg: 0 };
}

export interface PrimaryAngleInput {
  /** One frame for a segment; proximal and distal for a joint; all of one index. */
  frames: TrackFrame[];
  /** The movement's own axis; null: the angle is how far the posture is from rest, whatever the direction. */
  axis: Vector | null;
  /** Of a joint: the same axis in the proximal sensor's frame. null: the two headings are taken to agree. */
  proximalAxis: Vector | null;
  stepMs: number;
  /** Between repetitions: the rest posture may be taken anew. */
  resting: boolean;
}

export interface PrimaryAngle extends AngleFrame {
  /** Before the low-pass: what is shown, and whose range is not cut short where a fast movement turns. deg. */
  unfilteredDeg: number;
  /** The angle is counted from a new rest. */
  rebased: boolean;
}

export function emptyAngle(): PrimaryAngle {
  return { index: 0, angleDeg: 0, unfilteredDeg: 0, velocityDegPerS: 0, offAxisDeg: 0, valid: false, rebased: false };
}

// Scratch memory of one instant: written before it is read, never carried over.
const posture: Quaternion = [1, 0, 0, 0];
const between: { q: Quaternion; w: Vector } = { q: [1, 0, 0, 0], w: [0, 0, 0] };
const turned: Quaternion = [1, 0, 0, 0];
const carried: Vector = [0, 0, 0];
/** Before the low-passes. */
const measured = { angleDeg: 0, velocityDegPerS: 0, offAxisDeg: 0 };

/** The primary angle at one instant (clinical C5, C6), into `into`. Writes into `state`. */
export function stepPrimaryAngle(state: PrimaryAngleState, input: PrimaryAngleInput, into: PrimaryAngle): PrimaryAngle {
  const { frames, axis, stepMs } = input;
  const { q, w } = frames.length === 1 ? frames[0] : joint(frames[0], frames[1], headingOf(state, input));
  into.index = frames[0].index;
  into.valid = areAllValid(frames);
  into.rebased = rebase(state, q, { w, input });
  relativeInto(posture, state.rest ?? q, q);
  if (axis === null) undirected(state, stepMs);
  else directed(w, axis, state.lastAngleDeg);
  if (into.valid) holdHinge(state, input);
  state.lastAngleDeg = measured.angleDeg;
  const angleFilter = knownButterworth(angleHz, 1000 / stepMs);
  const velocityFilter = knownButterworth(velocityHz, 1000 / stepMs);
  if (state.angleFilter === null || into.rebased) state.angleFilter = settledAt(measured.angleDeg, angleFilter);
  state.velocityFilter ??= settledAt(measured.velocityDegPerS, velocityFilter);
  into.unfilteredDeg = measured.angleDeg;
  into.offAxisDeg = measured.offAxisDeg;
  into.angleDeg = lowPass(state.angleFilter, measured.angleDeg, angleFilter);
  into.velocityDegPerS = lowPass(state.velocityFilter, measured.velocityDegPerS, velocityFilter);
  return into;
}

function areAllValid(frames: readonly TrackFrame[]): boolean {
  for (let i = 0; i < frames.length; i++) if (!frames[i].valid) return false;
  return true;
}

/** The posture that these frames show, as a rest to count from. */
export function restOf(frames: TrackFrame[]): Quaternion {
  return [...(frames.length === 1 ? frames[0] : joint(frames[0], frames[1], 0)).q];
}

/** Each sensor's heading begins anywhere: without this a thigh and a shank that are worn differently never had a common frame. */
function headingOf(state: PrimaryAngleState, { frames: [proximal, distal], axis, proximalAxis, stepMs }: PrimaryAngleInput): number {
  if (axis === null || proximalAxis === null) return 0;
  if (proximal.restarted || distal.restarted) state.heading = startHeading();
  if (proximal.valid && distal.valid) stepHeading(state.heading, { proximal: proximal.q, distal: distal.q, proximalAxis, distalAxis: axis, stepMs });
  state.headingDeg = headingSoFarDeg(state.heading) ?? state.headingDeg;
  return state.headingDeg;
}

/** Distal as the proximal segment sees it; written anew at each instant. */
function joint(proximal: TrackFrame, distal: TrackFrame, headingDeg: number): { q: Quaternion; w: Vector } {
  const { q, w } = between;
  relativeInto(q, proximal.q, headingDeg === 0 ? distal.q : multiplyInto(turned, aboutVertical(-headingDeg), distal.q));
  turned[0] = q[0];
  for (let i = 1; i < 4; i++) turned[i] = -q[i];
  rotateInto(carried, turned, proximal.w);
  for (let i = 0; i < 3; i++) w[i] = distal.w[i] - carried[i];
  return between;
}

function rebase(state: PrimaryAngleState, q: Quaternion, { w, input }: { w: Vector; input: PrimaryAngleInput }): boolean {
  const still = w[0] * w[0] + w[1] * w[1] + w[2] * w[2] < stillDegPerS * stillDegPerS;
  state.stillMs = still && input.resting ? state.stillMs + input.stepMs : 0;
  const lost = isAnyRestarted(input.frames);
  if (state.rest !== null && !(lost && input.resting) && state.stillMs < restAgainMs) return false;
  const moved = state.rest === null || lost || rotationAngleDeg(relative(state.rest, q)) > 0.01;
  state.rest = [...q];
  state.stillMs = 0;
  if (moved) state.lastAngleDeg = null;
  return moved;
}

function isAnyRestarted(frames: readonly TrackFrame[]): boolean {
  for (let i = 0; i < frames.length; i++) if (frames[i].restarted) return true;
  return false;
}

/** An arm that is lifted beyond half a turn has not jumped to the other side; nothing in the body turns further than this, deg [P]. */
const furthestDeg = 270;

function directed(w: Vector, axis: Vector, lastAngleDeg: number | null): void {
  const { twistDeg, swingDeg } = swingTwist(posture, axis);
  const goneOnDeg = lastAngleDeg === null ? twistDeg : twistDeg + 360 * Math.round((lastAngleDeg - twistDeg) / 360);
  measured.angleDeg = Math.abs(goneOnDeg) <= furthestDeg ? goneOnDeg : twistDeg;
  measured.velocityDegPerS = dot(w, axis);
  measured.offAxisDeg = swingDeg;
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * Of a hinge whose axis both sensors know, the two rates about it make the angle, and the orientations only hold it (Seel, Raisch &
 * Schauer 2014, Sensors 14:6891, section 3.3): what an accelerometer says in motion does not bend it. Where samples are missing the
 * orientations alone tell.
 */
function holdHinge({ lastAngleDeg }: PrimaryAngleState, { frames, axis, proximalAxis, stepMs }: PrimaryAngleInput): void {
  if (axis === null || proximalAxis === null) return;
  measured.velocityDegPerS = dot(frames[1].w, axis) - dot(frames[0].w, proximalAxis);
  if (lastAngleDeg === null) return;
  const turnedDeg = lastAngleDeg + (measured.velocityDegPerS * stepMs) / 1000;
  const awayDeg = measured.angleDeg - turnedDeg;
  const nearestDeg = awayDeg - 360 * Math.round(awayDeg / 360);
  measured.angleDeg = turnedDeg + (nearestDeg * stepMs) / 1000 / hingeFollowsS;
}

function undirected({ lastAngleDeg }: PrimaryAngleState, stepMs: number): void {
  measured.angleDeg = rotationAngleDeg(posture);
  measured.velocityDegPerS = lastAngleDeg === null ? 0 : ((measured.angleDeg - lastAngleDeg) * 1000) / stepMs;
  measured.offAxisDeg = 0;
}
