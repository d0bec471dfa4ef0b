import type { Result } from '../session/result.js';
import type { Vector } from './quaternion.js';

/**
 * How a sensor sits on its body segment: the segment's axes in sensorFrame, unit and at right angles (a rotation, row by row).
 * Plain JSON; what a calibration learned and the next one is compared with.
 */
export interface SegmentAlignment {
  /** Along the segment, up in the neutral standing pose. */
  longitudinal: Vector;
  /** The axis of flexion; positive rotation is the way out. */
  flexion: Vector;
  /** At right angles to both: flexion x longitudinal. */
  across: Vector;
}

/** Two directions nearer than this to one line do not make a frame [P]. */
const leastAngleDeg = 30;

/**
 * From which way is up in the neutral pose and the axis of flexion. `exact`: which of the two is kept where they are not at right
 * angles: the hinge of knee and elbow, up for trunk, pelvis and head. LOW_QUALITY when they are nearly parallel.
 */
export function alignSegment(up: Vector, hinge: Vector, exact: 'hinge' | 'up'): Result<SegmentAlignment> {
  const across = cross(hinge, up);
  const length = Math.hypot(...across);
  if (!Number.isFinite(length)) return { ok: false, reason: 'MISSING_INPUT', detail: 'up and hinge must be finite' };
  if (length < Math.sin((leastAngleDeg * Math.PI) / 180) * Math.hypot(...up) * Math.hypot(...hinge)) {
    return { ok: false, reason: 'LOW_QUALITY', detail: 'the movement turns about the vertical: it does not show how the sensor is worn' };
  }
  const side = unit(across);
  if (exact === 'hinge') return { ok: true, value: { longitudinal: cross(side, unit(hinge)), flexion: unit(hinge), across: side }, flags: [] };
  return { ok: true, value: { longitudinal: unit(up), flexion: cross(unit(up), side), across: side }, flags: [] };
}

/** The rotation between two alignments, deg in [0, 180]: by how much the sensor is worn otherwise. */
export function alignmentDifferenceDeg(a: SegmentAlignment, b: SegmentAlignment): number {
  const trace = dot(a.longitudinal, b.longitudinal) + dot(a.flexion, b.flexion) + dot(a.across, b.across);
  return (Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))) * 180) / Math.PI;
}

/** Of a sensor of which somebody has said how it is worn. `end`: which end of the segment goes to the front in its flexion. */
export function alignmentOf({ up, forward }: { up: Vector; forward: Vector }, end: 'lower' | 'upper'): SegmentAlignment {
  const flexion = end === 'lower' ? cross(forward, up) : cross(up, forward);
  return { longitudinal: up, flexion, across: cross(flexion, up) };
}

/** Angle between two directions, deg in [0, 180]. */
export function directionDifferenceDeg(a: Vector, b: Vector): number {
  return (Math.atan2(Math.hypot(...cross(a, b)), dot(a, b)) * 180) / Math.PI;
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(v: Vector): Vector {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}
