import type { Result } from '../session/result.js';
import { aboutVertical, multiply, relative, swingTwist, type Quaternion, type Vector } from './quaternion.js';

export interface HingePose {
  /** Orientation of the two body segments to globalFrame. */
  proximal: Quaternion;
  distal: Quaternion;
  /** Unit, segmentFrame of both: the axis of flexion. */
  axis: Vector;
  /** The joint's angle in the neutral pose, deg: subtracted. */
  neutralDeg: number;
  /** What the distal heading is ahead of the proximal by drift, deg (`heading-difference.ts`). */
  headingDeg: number;
  /** By how much the clocks of the two sensors are known to differ, ms. */
  clockOffsetMs: number;
}

export interface HingeAngle {
  /** Flexion positive, deg in (-180, 180]. */
  angleDeg: number;
  /** What of the rotation is not about the axis, deg. */
  offAxisDeg: number;
  /** 1, or 0.5 with SYNC_POOR. */
  quality: number;
}

/** 20 ms are 2 deg at 100 deg/s; 100 ms are 10 [P]. */
const poorSyncMs = 20;
const noSyncMs = 100;

/** The angle of a hinge joint between two segments (swing-twist decomposition). */
export function jointAngleHinge({ proximal, distal, axis, neutralDeg, headingDeg, clockOffsetMs }: HingePose): Result<HingeAngle> {
  if (![...proximal, ...distal, ...axis, neutralDeg, headingDeg].every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'orientations and axis must be finite' };
  const late = Math.abs(clockOffsetMs);
  if (!(late <= noSyncMs)) return { ok: false, reason: 'LOW_QUALITY', detail: `the clocks of the two sensors differ by ${clockOffsetMs} ms; at most ${noSyncMs}` };
  const { twistDeg, swingDeg } = swingTwist(relative(proximal, multiply(aboutVertical(-headingDeg), distal)), axis);
  const isPoor = late > poorSyncMs;
  return { ok: true, value: { angleDeg: wrap(twistDeg - neutralDeg), offAxisDeg: swingDeg, quality: isPoor ? 0.5 : 1 }, flags: isPoor ? ['SYNC_POOR'] : [] };
}

/** The same for a movement in one vertical plane, from how far each segment leans in it, deg: it needs no heading. */
export function jointAngleInPlane(proximalDeg: number, distalDeg: number, neutralDeg: number): number {
  return wrap(distalDeg - proximalDeg - neutralDeg);
}

/** To (-180, 180]. */
function wrap(deg: number): number {
  const turned = deg % 360;
  return turned > 180 ? turned - 360 : turned <= -180 ? turned + 360 : turned;
}
