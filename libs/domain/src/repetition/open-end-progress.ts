import { quantile } from '../signal/statistics.js';

/**
 * How far through the reference a movement is that has not ended yet: time warping with an open end (Tormene et al. 2009), one row of the matrix a
 * sample. For the bar on the patient's screen, and for a cue before the repetition is over. Plain JSON.
 */
export interface ProgressState {
  /** Cost of the best path to each point of the reference. */
  costs: number[];
  /** Samples since the start of the repetition. */
  count: number;
  /** Share of the reference that is done, 0 to 1; null before the first sample and where the last one was no number. */
  progress: number | null;
  /** Cost of the best path over its length n + j, in the unit of the signal; null as `progress` is. */
  distance: number | null;
  /** How long the distance has been beyond the limit, ms. */
  beyondMs: number;
  /** It has been so for long enough to say so. */
  cue: boolean;
}

export interface ProgressSettings {
  /** The angle through one reference repetition, deg. */
  reference: readonly number[];
  stepMs: number;
  /** Largest distance of what is still the movement, see `progressLimit`; null: there are too few references to know, and no cue. */
  limit: number | null;
}

/** A moment of strangeness is no reason to speak (clinical C8). */
const cueAfterMs = 300;
/** Of the distances that the patient's own repetitions have on their way (clinical C8). */
const limitShare = 0.99;

export function startProgress(): ProgressState {
  return { costs: [], count: 0, progress: null, distance: null, beyondMs: 0, cue: false };
}

/** One sample of the repetition, deg. What is no number leaves the path as it was. Writes into `state`. */
export function stepProgress(state: ProgressState, angleDeg: number, { reference, stepMs, limit }: ProgressSettings): void {
  if (!Number.isFinite(angleDeg) || reference.length === 0) {
    state.progress = null;
    state.distance = null;
    state.beyondMs = 0;
    state.cue = false;
    return;
  }
  advance(state, angleDeg, reference);
  const n = state.count;
  let best = Infinity;
  let bestAt = 0;
  for (let j = 0; j < reference.length; j++) {
    const distance = state.costs[j] / (n + j + 1);
    if (distance >= best) continue;
    best = distance;
    bestAt = j;
  }
  state.progress = (bestAt + 1) / reference.length;
  state.distance = best;
  state.beyondMs = limit !== null && best > limit ? state.beyondMs + stepMs : 0;
  state.cue = state.beyondMs >= cueAfterMs;
}

/**
 * 99th percentile of the distances that the references have to each other, at every moment of each. Null for fewer than two of them: one is at
 * no distance from itself.
 */
export function progressLimit(references: readonly (readonly number[])[]): number | null {
  const distances: number[] = [];
  references.forEach((reference, i) => {
    references.forEach((other, k) => {
      if (i === k) return;
      const state = startProgress();
      for (const angleDeg of other) {
        stepProgress(state, angleDeg, { reference, stepMs: 0, limit: null });
        if (state.distance !== null) distances.push(state.distance);
      }
    });
  });
  return distances.length === 0 ? null : quantile(distances, limitShare);
}

function advance(state: ProgressState, angleDeg: number, reference: readonly number[]): void {
  const { costs } = state;
  const isFirst = state.count === 0;
  let diagonal = Infinity;
  let left = Infinity;
  for (let j = 0; j < reference.length; j++) {
    const above = isFirst ? Infinity : costs[j];
    const before = isFirst && j === 0 ? 0 : Math.min(above, left, diagonal);
    diagonal = above;
    left = before + Math.abs(angleDeg - reference[j]);
    costs[j] = left;
  }
  state.count++;
}
