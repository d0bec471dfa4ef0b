import type { PostureReference } from '../form/reference.js';
import { postureDistanceDeg, type PostureState } from './posture.js';

/** How far from rest the movement has come: the one signal that repetitions are cut from. Plain JSON. */
export interface ReachState {
  /** Running rest posture, where no reference says what rest is; empty before the first frame. */
  rest: number[];
  /** Where the patient last stood still for long: rest, whatever has been taken for it since. */
  home: number[];
  /** From rest to the farthest posture of the repetition that is going on. */
  far: number[];
  /** The same of the newest repetition since the patient stood at home; empty before it, and null before they have stood there once. */
  way: number[] | null;
  /** Lowest posture on the way back, where the next repetition may begin. */
  low: number[];
  lastDeg: number | null;
  /** Where the patient stays, slowly followed, and for how long, ms. */
  stay: number[];
  stayMs: number;
}

export interface Reach {
  reachDeg: number;
  /** Never negative. */
  speedDegPerS: number;
}

/** What the functions below return: written anew at each instant, so that it makes no garbage. */
const now: Reach = { reachDeg: 0, speedDegPerS: 0 };

function reachIs(reachDeg: number, speedDegPerS: number): Reach {
  now.reachDeg = reachDeg;
  now.speedDegPerS = speedDegPerS;
  return now;
}

export function startReach(): ReachState {
  return { rest: [], home: [], far: [], way: null, low: [], lastDeg: null, stay: [], stayMs: 0 };
}

/** Along the way that the reference shows: 0 at its rest, `rangeDeg` at its far end. `at`: where each of its sensors stands in the posture. */
export function reachAlong(state: ReachState, { posture }: PostureState, { reference, at, stepMs }: { reference: PostureReference; at: number[]; stepMs: number }): Reach {
  const { direction, rest, rangeDeg } = reference;
  let along = 0;
  let squared = 0;
  for (let i = 0; i < direction.length; i++) {
    const held = at[i] < 0 ? rest[i] : posture[at[i]];
    along += (held - rest[i]) * direction[i];
    squared += direction[i] * direction[i];
  }
  const reachDeg = (along / squared) * rangeDeg;
  const speedDegPerS = state.lastDeg === null ? 0 : (Math.abs(reachDeg - state.lastDeg) * 1000) / stepMs;
  state.lastDeg = reachDeg;
  return reachIs(reachDeg, speedDegPerS);
}

/** Without a reference: how far the posture is from the running rest posture, in whatever direction. */
export function reachFromRest(state: ReachState, { posture, speedDegPerS }: PostureState): Reach {
  if (state.rest.length !== posture.length) {
    state.rest = [...posture];
    state.home = [...posture];
  }
  return reachIs(postureDistanceDeg(posture, state.rest), speedDegPerS);
}

/** By the primary angle, for what gravity does not show. */
export function reachOfAngle(angleDeg: number, velocityDegPerS: number): Reach {
  return reachIs(angleDeg, Math.abs(velocityDegPerS));
}

/** Where the patient stands still for long is rest; what is done next shows anew which way is out. Writes into `state`. */
export function standAtHome(state: ReachState, posture: readonly number[]): void {
  state.home = [...posture];
  state.way = [];
}

/** Whoever stands still sways by so much, and drifts no faster than what follows them [P]. */
const swayDeg = 4;
const stayFollowsMs = 1000;

/**
 * How long the patient has stayed where they are, ms: they may twitch, but go nowhere. Speed does not tell it, since a foot put right in
 * the middle of a long stand is quick. Writes into `state`.
 */
export function stayedMs(state: ReachState, posture: readonly number[], stepMs: number): number {
  const { stay } = state;
  if (stay.length !== posture.length || postureDistanceDeg(posture, stay) > swayDeg) {
    stay.length = posture.length;
    for (let i = 0; i < posture.length; i++) stay[i] = posture[i];
    state.stayMs = 0;
    return 0;
  }
  for (let i = 0; i < posture.length; i++) stay[i] += ((posture[i] - stay[i]) * stepMs) / stayFollowsMs;
  state.stayMs += stepMs;
  return state.stayMs;
}

/** What comes so much nearer to home is no way out: the far end had been taken for rest. */
const homewardShare = 0.5;

/** Unless it goes as the newest repetition went: then home is what has been left behind. */
export function isHomeward(state: ReachState, posture: readonly number[]): boolean {
  const { home, rest } = state;
  return postureDistanceDeg(posture, home) < homewardShare * postureDistanceDeg(rest, home) && !isOnWay(state, posture);
}

/** More along the way out than beside it (cosine of 60 deg). */
const alongCosine = 0.5;

function isOnWay({ way, rest }: ReachState, posture: readonly number[]): boolean {
  if (way === null || way.length === 0) return false;
  let along = 0;
  let squared = 0;
  let waySquared = 0;
  for (let i = 0; i < way.length; i++) {
    along += (posture[i] - rest[i]) * way[i];
    squared += (posture[i] - rest[i]) ** 2;
    waySquared += way[i] ** 2;
  }
  return along > alongCosine * Math.sqrt(squared * waySquared);
}

/** More against the way out than beside it (cosine of 120 deg). */
const againstCosine = -0.5;

/**
 * Against the way out that the newest repetition showed: the patient comes back farther than where they had begun, and rest is there.
 * Without it, one rest that wandered turns all that follow inside out: a leg that is held up for five seconds and put down for one looks
 * like one that hangs for five and dips for one. Farther the other way from home than that repetition went it is the way out that had
 * been mistaken - people swing back before they go - and nothing is known of it any more. Writes into `state`.
 */
export function isContrary(state: ReachState, posture: readonly number[]): boolean {
  const { way, rest, home } = state;
  if (way === null || way.length === 0) return false;
  let along = 0;
  let alongFromHome = 0;
  let squared = 0;
  let waySquared = 0;
  for (let i = 0; i < way.length; i++) {
    along += (posture[i] - rest[i]) * way[i];
    alongFromHome += (posture[i] - home[i]) * way[i];
    squared += (posture[i] - rest[i]) ** 2;
    waySquared += way[i] ** 2;
  }
  if (alongFromHome < -waySquared) {
    state.way = [];
    return false;
  }
  return along < againstCosine * Math.sqrt(squared * waySquared);
}
