import type { PostureReference } from './reference.js';

/**
 * How far a repetition's postures lie from the way of a reference, deg: the mean over the repetition of the distance to the
 * nearest point of the way. It does not mind how fast or how far the patient went, only where. `at` says where each value of
 * the reference stands in the session's posture (-1: that sensor is not worn, and is left out).
 */
export function distanceFromWayDeg(postures: readonly number[][], { path }: PostureReference, at: readonly number[]): number {
  let sum = 0;
  for (const posture of postures) {
    let nearest = Infinity;
    for (let i = 1; i < path.length; i++) nearest = Math.min(nearest, squaredDistance(posture, { from: path[i - 1], to: path[i], at }));
    sum += Math.sqrt(nearest);
  }
  return (sum / postures.length) * degPerRad;
}

const degPerRad = 180 / Math.PI;

/** To the nearest point between two postures. */
function squaredDistance(posture: readonly number[], { from, to, at }: { from: readonly number[]; to: readonly number[]; at: readonly number[] }): number {
  let along = 0;
  let length = 0;
  for (let k = 0; k < from.length; k++) {
    if (at[k] < 0) continue;
    const way = to[k] - from[k];
    along += (posture[at[k]] - from[k]) * way;
    length += way * way;
  }
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  let squared = 0;
  for (let k = 0; k < from.length; k++) if (at[k] >= 0) squared += (posture[at[k]] - from[k] - share * (to[k] - from[k])) ** 2;
  return squared;
}
