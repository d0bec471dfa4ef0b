import type { Vector } from '../motion/quaternion.js';

/**
 * Suspicion of a fall, a hint and not validated (clinical C19, proposed): a blow to the trunk, or free fall and then a blow; within
 * five seconds the trunk lies more than 60 deg from where it was, and keeps still for two seconds. Plain JSON.
 */
export interface FallState {
  /** Slow mean of the specific force before the blow, sensorFrame, m/s2; null before the first sample. */
  upright: Vector | null;
  lastMs: number;
  /** Since when the body has been in free fall, and until when a blow counts as the end of one; ms, null: it is not, or was not. */
  fallingSinceMs: number | null;
  landsUntilMs: number | null;
  /** When the blow was, ms; null: there was none, or too long ago. */
  blowMs: number | null;
  /** Of the stillness that may follow it: since when, and sums over its samples. */
  still: { sinceMs: number; samples: number; sum: [number, number, number]; norm: number; squares: number } | null;
}

/** Session time of the blow and of the end of the stillness, ms, and how far the trunk turned, deg. */
export interface FallSuspicion {
  blowMs: number;
  tMs: number;
  turnedDeg: number;
}

const blowMPerS2 = 25;
const freeFallMPerS2 = 4;
const freeFallMs = 200;
/** After free fall a lesser blow is enough, soon. */
const landingMPerS2 = 15;
const landingMs = 1000;
const followsMs = 5000;
const stillMs = 2000;
const stillSdMPerS2 = 0.5;
const turnedFromDeg = 60;
/** Memory of the posture before, s. */
const uprightS = 2;
/** A hole in the stream: what was before says nothing of what is now, ms. Who has just taken a blow may lie on the sensor: then a longer one does [P], of which TC-02 tells. */
const gapMs = 500;
const fallenHoleMs = 2000;
/** Samples further apart than this have a hole between them, ms: of 20 Hz and more (clinical 0.3) one or more are missing. */
const neighbourMs = 75;

export function startFall(): FallState {
  return { upright: null, lastMs: 0, fallingSinceMs: null, landsUntilMs: null, blowMs: null, still: null };
}

/** One sample of the trunk's specific force, m/s2. Writes into `state`; null: no suspicion. */
export function stepFall(state: FallState, tMs: number, acc: Vector): FallSuspicion | null {
  const passedMs = state.upright === null ? 0 : tMs - state.lastMs;
  if (passedMs > neighbourMs) overHole(state, tMs, passedMs);
  state.upright ??= [...acc];
  state.lastMs = tMs;
  const norm = Math.sqrt(acc[0] * acc[0] + acc[1] * acc[1] + acc[2] * acc[2]);
  noteFreeFall(state, tMs, norm);
  if (isBlow(state, tMs, norm)) Object.assign(state, { blowMs: tMs, still: null });
  if (state.blowMs === null) remember(state.upright as Vector, acc, passedMs / 1000);
  else if (tMs - state.blowMs > followsMs + stillMs) Object.assign(state, { blowMs: null, still: null });
  return state.blowMs === null || state.blowMs === tMs ? null : followStillness(state, tMs, acc);
}

/** A hole that begins in free fall may hold the blow that ends it. Over a longer one only a blow is remembered; stillness is measured anew. */
function overHole(state: FallState, tMs: number, passedMs: number): void {
  const hasFallen = state.fallingSinceMs !== null && state.landsUntilMs !== null && tMs <= state.landsUntilMs;
  if (state.blowMs === null && hasFallen) state.blowMs = tMs;
  if (passedMs <= gapMs) return;
  Object.assign(state, { fallingSinceMs: null, landsUntilMs: null, still: null });
  if (state.blowMs !== null && passedMs <= fallenHoleMs) return;
  Object.assign(state, { upright: null, blowMs: null });
}

function noteFreeFall(state: FallState, tMs: number, norm: number): void {
  if (norm >= freeFallMPerS2) {
    state.fallingSinceMs = null;
    return;
  }
  state.fallingSinceMs ??= tMs;
  if (tMs - state.fallingSinceMs > freeFallMs) state.landsUntilMs = tMs + landingMs;
}

function isBlow({ landsUntilMs, blowMs }: FallState, tMs: number, norm: number): boolean {
  if (norm > blowMPerS2) return true;
  return blowMs === null && landsUntilMs !== null && tMs <= landsUntilMs && norm > landingMPerS2;
}

function remember(upright: Vector, acc: Vector, passedS: number): void {
  const share = Math.min(1, passedS / uprightS);
  for (let axis = 0; axis < 3; axis++) upright[axis] += share * (acc[axis] - upright[axis]);
}

/** Stillness grows from its first sample; one that does not fit begins it anew. */
function followStillness(state: FallState, tMs: number, acc: Vector): FallSuspicion | null {
  const blowMs = state.blowMs as number;
  const norm = Math.sqrt(acc[0] * acc[0] + acc[1] * acc[1] + acc[2] * acc[2]);
  const { still } = state;
  if (still === null || !fits(still, norm)) {
    state.still = tMs - blowMs > followsMs ? null : { sinceMs: tMs, samples: 1, sum: [...acc], norm, squares: norm * norm };
    return null;
  }
  still.samples++;
  for (let axis = 0; axis < 3; axis++) still.sum[axis] += acc[axis];
  still.norm += norm;
  still.squares += norm * norm;
  if (tMs - still.sinceMs < stillMs) return null;
  const turnedDeg = angleDeg(state.upright as Vector, still.sum);
  Object.assign(state, { blowMs: null, still: null, landsUntilMs: null, upright: [...acc] });
  return turnedDeg > turnedFromDeg ? { blowMs, tMs, turnedDeg } : null;
}

function fits({ samples, norm, squares }: NonNullable<FallState['still']>, next: number): boolean {
  const n = samples + 1;
  const mean = (norm + next) / n;
  return (squares + next * next) / n - mean * mean < stillSdMPerS2 * stillSdMPerS2;
}

function angleDeg(a: Vector, b: Vector): number {
  const cosine = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / (Math.hypot(a[0], a[1], a[2]) * Math.hypot(b[0], b[1], b[2]));
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}
