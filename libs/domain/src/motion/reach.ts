import type { PostureReference } from '../form/reference.js';
import type { AngleFrame } from '../repetition/segmentation.js';
import { postureDistanceDeg, type PostureState } from './posture.js';

/** How far from rest the movement has come: the one signal that repetitions are cut from. Plain JSON. */
export interface ReachState {
  /** Running rest posture, where no reference says what rest is; empty before the first frame. */
  rest: number[];
  /** Where the patient last stood still for long: rest, whatever has been taken for it since. */
  home: number[];
  /** Lowest posture on the way back, where the next repetition may begin. */
  low: number[];
  lastDeg: number | null;
}

export interface Reach {
  reachDeg: number;
  /** Never negative. */
  speedDegPerS: number;
}

export function startReach(): ReachState {
  return { rest: [], home: [], low: [], lastDeg: null };
}

/** Along the way that the reference shows: 0 at its rest, `rangeDeg` at its far end. `at`: where each of its sensors stands in the posture. */
export function reachAlong(state: ReachState, { posture }: PostureState, { reference, at, stepMs }: { reference: PostureReference; at: number[]; stepMs: number }): Reach {
  const { direction, rest, rangeDeg } = reference;
  let along = 0;
  let squared = 0;
  for (let i = 0; i < direction.length; i++) {
    const now = at[i] < 0 ? rest[i] : posture[at[i]];
    along += (now - rest[i]) * direction[i];
    squared += direction[i] * direction[i];
  }
  const reachDeg = (along / squared) * rangeDeg;
  const speedDegPerS = state.lastDeg === null ? 0 : (Math.abs(reachDeg - state.lastDeg) * 1000) / stepMs;
  state.lastDeg = reachDeg;
  return { reachDeg, speedDegPerS };
}

/** Without a reference: how far the posture is from the running rest posture, in whatever direction. */
export function reachFromRest(state: ReachState, { posture, speedDegPerS }: PostureState): Reach {
  if (state.rest.length !== posture.length) {
    state.rest = [...posture];
    state.home = [...posture];
  }
  return { reachDeg: postureDistanceDeg(posture, state.rest), speedDegPerS };
}

/** By the primary angle, for what gravity does not show. */
export function reachOfAngle({ angleDeg, velocityDegPerS }: AngleFrame): Reach {
  return { reachDeg: angleDeg, speedDegPerS: Math.abs(velocityDegPerS) };
}
