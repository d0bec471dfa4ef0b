import { median } from '../signal/statistics.js';
import type { FoundRepetition } from './segmentation.js';

/**
 * From this share of where it stays it is at the far end, where it may be held (clinical C8, C9). Where it stays is the median of what is beyond half of
 * the height, not the farthest point: whoever overshoots, or sinks while holding, holds all the same.
 */
const farShare = 0.9;
const outShare = 0.5;
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
  const outDeg = baseDeg + outShare * (peakDeg - baseDeg);
  const stayedDeg = median(reachDeg.slice(startAt, endAt).filter((deg) => deg >= outDeg));
  const farDeg = baseDeg + farShare * (stayedDeg - baseDeg);
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
