import type { AngleFrame } from '../repetition/segmentation.js';
import { knownButterworth, lowPass, settledAt, type LowPassState } from '../signal/butterworth.js';
import { headingSoFarDeg, startHeading, stepHeading, type HeadingState } from './heading-difference.js';
import { aboutVertical, multiply, relative, rotate, rotationAngleDeg, swingTwist, type Quaternion, type Vector } from './quaternion.js';
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

/** The primary angle at one instant (clinical C5, C6). Writes into `state`. */
export function stepPrimaryAngle(state: PrimaryAngleState, input: PrimaryAngleInput): PrimaryAngle {
  const { frames, axis, stepMs } = input;
  const { q, w } = frames.length === 1 ? frames[0] : joint(frames[0], frames[1], headingOf(state, input));
  const valid = frames.every((frame) => frame.valid);
  const rebased = rebase(state, q, { w, input });
  const posture = relative(state.rest ?? q, q);
  const measured = axis === null ? undirected(state, posture, stepMs) : hinged(state, directed(posture, w, axis), { input, valid });
  state.lastAngleDeg = measured.angleDeg;
  const angle = filtered(rebased ? null : state.angleFilter, measured.angleDeg, { cutOffHz: angleHz, stepMs });
  const velocity = filtered(state.velocityFilter, measured.velocityDegPerS, { cutOffHz: velocityHz, stepMs });
  state.angleFilter = angle.state;
  state.velocityFilter = velocity.state;
  return { index: frames[0].index, angleDeg: angle.value, unfilteredDeg: measured.angleDeg, velocityDegPerS: velocity.value, offAxisDeg: measured.offAxisDeg, valid, rebased };
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

function joint(proximal: TrackFrame, distal: TrackFrame, headingDeg: number): { q: Quaternion; w: Vector } {
  const q = relative(proximal.q, headingDeg === 0 ? distal.q : multiply(aboutVertical(-headingDeg), distal.q));
  const carried = rotate([q[0], -q[1], -q[2], -q[3]], proximal.w);
  return { q, w: [distal.w[0] - carried[0], distal.w[1] - carried[1], distal.w[2] - carried[2]] };
}

function rebase(state: PrimaryAngleState, q: Quaternion, { w, input }: { w: Vector; input: PrimaryAngleInput }): boolean {
  const still = w[0] * w[0] + w[1] * w[1] + w[2] * w[2] < stillDegPerS * stillDegPerS;
  state.stillMs = still && input.resting ? state.stillMs + input.stepMs : 0;
  const lost = input.frames.some((frame) => frame.restarted);
  if (state.rest !== null && !(lost && input.resting) && state.stillMs < restAgainMs) return false;
  const moved = state.rest === null || lost || rotationAngleDeg(relative(state.rest, q)) > 0.01;
  state.rest = [...q];
  state.stillMs = 0;
  if (moved) state.lastAngleDeg = null;
  return moved;
}

interface Measured {
  angleDeg: number;
  velocityDegPerS: number;
  offAxisDeg: number;
}

function directed(posture: Quaternion, w: Vector, axis: Vector): Measured {
  const { twistDeg, swingDeg } = swingTwist(posture, axis);
  return { angleDeg: twistDeg, velocityDegPerS: dot(w, axis), offAxisDeg: swingDeg };
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * Of a hinge whose axis both sensors know, the two rates about it make the angle, and the orientations only hold it (Seel, Raisch &
 * Schauer 2014, Sensors 14:6891, section 3.3): what an accelerometer says in motion does not bend it. Where samples are missing the
 * orientations alone tell.
 */
function hinged({ lastAngleDeg }: PrimaryAngleState, told: Measured, { input, valid }: { input: PrimaryAngleInput; valid: boolean }): Measured {
  const { frames: [proximal, distal], axis, proximalAxis, stepMs } = input;
  if (axis === null || proximalAxis === null || !valid) return told;
  const velocityDegPerS = dot(distal.w, axis) - dot(proximal.w, proximalAxis);
  if (lastAngleDeg === null) return { ...told, velocityDegPerS };
  const turnedDeg = lastAngleDeg + (velocityDegPerS * stepMs) / 1000;
  const awayDeg = told.angleDeg - turnedDeg;
  const nearestDeg = awayDeg - 360 * Math.round(awayDeg / 360);
  return { angleDeg: turnedDeg + (nearestDeg * stepMs) / 1000 / hingeFollowsS, velocityDegPerS, offAxisDeg: told.offAxisDeg };
}

function undirected(state: PrimaryAngleState, posture: Quaternion, stepMs: number): Measured {
  const angleDeg = rotationAngleDeg(posture);
  const velocityDegPerS = state.lastAngleDeg === null ? 0 : ((angleDeg - state.lastAngleDeg) * 1000) / stepMs;
  return { angleDeg, velocityDegPerS, offAxisDeg: 0 };
}

function filtered(state: LowPassState | null, value: number, { cutOffHz, stepMs }: { cutOffHz: number; stepMs: number }): { state: LowPassState; value: number } {
  const filter = knownButterworth(cutOffHz, 1000 / stepMs);
  const own = state ?? settledAt(value, filter);
  return { state: own, value: lowPass(own, value, filter) };
}
