import type { FoundRepetition } from './segmentation.js';

/** From here on it is at the far end, where it may be held (clinical C8, C9). */
const farShare = 0.9;
/** A hold is slower than this, for at least so long; a turning point is passed more quickly. */
const heldDegPerS = 5;
const heldSharePerS = 0.1;
const heldMs = 150;

/**
 * Half-open phases of a repetition, indices into its cut: out [startAt, turnAt), hold [turnAt, backAt), back [backAt, endAt).
 * Without a hold both meet at the farthest point. What bounces at the far end belongs to the way, not to the hold.
 */
export function phasesOf({ cut, startAt, endAt, baseDeg, peakDeg }: FoundRepetition, stepMs: number): { turnAt: number; backAt: number } {
  const { reachDeg, velocityDegPerS } = cut;
  const farDeg = baseDeg + farShare * (peakDeg - baseDeg);
  let fastest = 0;
  let farthest = startAt;
  for (let i = startAt; i < endAt; i++) {
    fastest = Math.max(fastest, Math.abs(velocityDegPerS[i]));
    if (reachDeg[i] > reachDeg[farthest]) farthest = i;
  }
  const slowDegPerS = Math.max(heldDegPerS, heldSharePerS * fastest);
  let turnAt = -1;
  let backAt = -1;
  for (let i = startAt, from = startAt; i < endAt; i++) {
    if (reachDeg[i] < farDeg || Math.abs(velocityDegPerS[i]) >= slowDegPerS) from = i + 1;
    else if ((i + 1 - from) * stepMs >= heldMs) {
      if (turnAt < 0) turnAt = from;
      backAt = i + 1;
    }
  }
  return turnAt < 0 ? { turnAt: farthest, backAt: farthest } : { turnAt, backAt };
}
