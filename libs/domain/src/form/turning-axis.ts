import { aboutVertical, multiply, relative, rotate, type Vector } from '../motion/quaternion.js';
import type { TrackFrame } from '../motion/sensor-track.js';
import { apartAtJointCentre } from './joint-centre.js';

/** About what a movement turns. */
export interface TurningAxis {
  /** Unit, in the (distal) sensor's frame. */
  vector: Vector;
  /** Share of the rotation that is about it (clinical C4 explained variance). */
  share: number;
  /** How far the distal sensor's heading is ahead of the proximal's, deg; 0 for a segment. */
  headingDeg: number;
}

const movingDegPerS = 20;
/** The heading is sought on all of the circle, then to the degree. */
const coarseDeg = 10;

/** null when nothing moves. One frame an instant. */
export function axisOfSegment(frames: readonly TrackFrame[][]): TurningAxis | null {
  const moving = frames.map(([{ w }]) => w).filter((w) => Math.hypot(...w) > movingDegPerS);
  return moving.length === 0 ? null : { ...principalAxis(turnsOf(moving)), headingDeg: 0 };
}

/**
 * The axis about which the distal sensor turns against the proximal one; null when nothing moves. Without a magnetometer each
 * heading begins anywhere. Only with the right difference between them does the relative rotation stand still in its axis, so
 * the difference is the one of which most of the rotation is about one axis (the kinematic constraint of Laidig et al. 2019,
 * EMBC; sought on a grid, since the two axes are not known yet). For an axis that lies level the difference half a turn away does
 * as well: of the two the joint's centre tells.
 */
export function axisOfJoint(frames: readonly TrackFrame[][], stepMs: number): TurningAxis | null {
  const moving = movingIn(frames);
  if (moving.length === 0) return null;
  const at = (headingDeg: number): TurningAxis => ({ ...principalAxis(turnsOf(moving.map((each) => relativeRate(each, headingDeg)))), headingDeg });
  const best = (headings: readonly number[]): TurningAxis => headings.map(at).reduce((a, b) => (b.share > a.share ? b : a));
  const coarse = best(Array.from({ length: 360 / coarseDeg }, (_, i) => i * coarseDeg));
  const around = (headingDeg: number): TurningAxis => best(Array.from({ length: 2 * coarseDeg + 1 }, (_, i) => headingDeg - coarseDeg + i));
  const found = around(coarse.headingDeg);
  const opposite = around(coarse.headingDeg + halfTurnDeg);
  return oppositeFits(frames, { headingDeg: found.headingDeg, oppositeDeg: opposite.headingDeg, stepMs }) ? opposite : found;
}

const halfTurnDeg = 180;
/** So much less must the segments be apart at their joint for the heading that explains less of the rotation [P]. */
export const clearlyLess = 0.95;

/** Whether the heading half a turn away is the right one, by the joint's centre. */
export function oppositeFits(frames: readonly TrackFrame[][], { headingDeg, oppositeDeg, stepMs }: { headingDeg: number; oppositeDeg: number; stepMs: number }): boolean {
  return apartAtJointCentre(frames, oppositeDeg, stepMs) < clearlyLess * apartAtJointCentre(frames, headingDeg, stepMs);
}

/** The same instants with both headings counted from one direction. */
export function withHeading(frames: TrackFrame[][], headingDeg: number): TrackFrame[][] {
  if (headingDeg === 0) return frames;
  const back = aboutVertical(-headingDeg);
  return frames.map(([proximal, distal]) => [proximal, { ...distal, q: multiply(back, distal.q) }]);
}

/** The distal sensor's axis in the proximal sensor's frame, on average over instants of one heading. */
export function seenFromProximal(frames: readonly TrackFrame[][], axis: Vector): Vector {
  const sum: Vector = [0, 0, 0];
  for (const [proximal, distal] of frames) rotate(relative(proximal.q, distal.q), axis).forEach((value, i) => (sum[i] += value));
  const length = Math.hypot(...sum);
  return [sum[0] / length, sum[1] / length, sum[2] / length];
}

/** deg/s, in the distal sensor's frame. */
export function relativeRate([proximal, distal]: TrackFrame[], headingDeg: number): Vector {
  const [w, x, y, z] = relative(proximal.q, multiply(aboutVertical(-headingDeg), distal.q));
  const carried = rotate([w, -x, -y, -z], proximal.w);
  return [distal.w[0] - carried[0], distal.w[1] - carried[1], distal.w[2] - carried[2]];
}

export function movingIn(frames: readonly TrackFrame[][]): TrackFrame[][] {
  return frames.filter((each) => each.some(({ w }) => Math.hypot(...w) > movingDegPerS));
}

/** Sum of w w', row by row. */
export function turnsOf(rates: readonly Vector[]): number[] {
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const w of rates) for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[i * 3 + j] += w[i] * w[j];
  return m;
}

/** First eigenvector of the sum of w w', by power iteration, and its share of the trace (clinical C4). */
export function principalAxis(m: readonly number[]): { vector: Vector; share: number } {
  const trace = m[0] + m[4] + m[8];
  if (trace === 0) return { vector: [1, 0, 0], share: 0 };
  const column = m[0] >= m[4] && m[0] >= m[8] ? 0 : m[4] >= m[8] ? 1 : 2;
  let vector: Vector = [m[column], m[3 + column], m[6 + column]];
  let length = 1;
  for (let round = 0; round < 100; round++) {
    const [x, y, z] = vector;
    vector = [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
    length = Math.hypot(...vector);
    vector = [vector[0] / length, vector[1] / length, vector[2] / length];
  }
  return { vector, share: length / trace };
}
