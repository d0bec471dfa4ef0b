import type { Cut } from './segmentation.js';

/**
 * How far through the reference a movement is that has not ended yet: time warping with an open end (Tormene et al. 2009), one row of the matrix a
 * sample. For the bar beside the live trace. Plain JSON.
 */
export interface ProgressState {
  /** Cost of the best path to each point of the reference. */
  costs: number[];
  /** Samples since the start of the repetition. */
  count: number;
  /** Grid index of that start; null: no repetition is going on. */
  startIndex: number | null;
  /** Share of the reference that is done, 0 to 1; null before the first sample and where the last one was no number. */
  progress: number | null;
}

export function startProgress(): ProgressState {
  return { costs: [], count: 0, startIndex: null, progress: null };
}

/**
 * Follows the repetition that is being cut out: what came of it since the last call, from where it began. `reference`: the angle through one
 * repetition, deg, from 0. Writes into `state`.
 */
export function followProgress(state: ProgressState, { phase, cut, startAt }: { phase: 'rest' | 'out' | 'back'; cut: Cut; startAt: number }, reference: readonly number[]): void {
  const startIndex = phase === 'rest' ? null : cut.from + startAt;
  if (startIndex !== state.startIndex) {
    state.startIndex = startIndex;
    state.count = 0;
    state.progress = null;
  }
  if (startIndex === null) return;
  for (let i = startAt + state.count; i < cut.angleDeg.length; i++) stepProgress(state, cut.angleDeg[i] - cut.angleDeg[startAt], reference);
}

/** One sample of the repetition, deg. What is no number leaves the path as it was. Writes into `state`. */
export function stepProgress(state: ProgressState, angleDeg: number, reference: readonly number[]): void {
  state.progress = null;
  if (!Number.isFinite(angleDeg) || reference.length === 0) return;
  advance(state, angleDeg, reference);
  let best = Infinity;
  let bestAt = 0;
  for (let j = 0; j < reference.length; j++) {
    const distance = state.costs[j] / (state.count + j + 1);
    if (distance >= best) continue;
    best = distance;
    bestAt = j;
  }
  state.progress = (bestAt + 1) / reference.length;
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
