/**
 * Finds a movement in a stream, whatever its tempo: SPRING, streaming subsequence time warping (Sakurai, Faloutsos & Yamamuro 2007,
 * figure 4), one column of the warping matrix at a time. It confirms that a repetition is the exercise, and finds those of movements that
 * no threshold cuts. Plain JSON; a step costs O(pattern) and allocates nothing but a match.
 */
export interface SpringState {
  /** Cost of the best path that ends now at each point of the pattern, and the sample at which it began. */
  costs: number[];
  starts: number[];
  /** Samples seen. */
  count: number;
  /** The best match that may still be beaten; `distance` is `unreached` when there is none. */
  best: SpringMatch;
}

/** Samples are counted from 0 since the start of the stream; half-open. */
export interface SpringMatch {
  startAt: number;
  endAt: number;
  /** Sum of squared differences along the path, over all channels. */
  distance: number;
}

export interface SpringPattern {
  channels: number;
  /** Point after point, its channels side by side, each already scaled by what it counts. */
  values: ArrayLike<number>;
  /** Largest distance of a match. */
  limit: number;
}

/** Infinity does not survive JSON. */
const unreached = Number.MAX_VALUE;

/** Throws RangeError when the pattern is empty or not a whole number of points. */
export function startSpring({ channels, values }: SpringPattern): SpringState {
  const points = values.length / channels;
  if (!(Number.isInteger(points) && points > 0)) throw new RangeError(`${values.length} values are no pattern of ${channels} channels`);
  return { costs: new Array<number>(points).fill(unreached), starts: new Array<number>(points).fill(0), count: 0, best: none() };
}

/**
 * One sample, its channels at `sample[at..]`. Tells a match as soon as nothing that overlaps it can be better: that may be some samples after
 * its end. A value that is no number breaks the stream: no match goes over it. Writes into `state`.
 */
export function stepSpring(state: SpringState, pattern: SpringPattern, sample: ArrayLike<number>, at = 0): SpringMatch | null {
  for (let channel = 0; channel < pattern.channels; channel++) {
    if (!Number.isFinite(sample[at + channel])) return breakSpring(state);
  }
  advance(state, pattern, sample, at);
  const match = isSettled(state) ? take(state) : null;
  const last = state.costs.length - 1;
  const { best } = state;
  if (state.costs[last] <= pattern.limit && state.costs[last] < best.distance) {
    best.distance = state.costs[last];
    best.startAt = state.starts[last];
    best.endAt = state.count + 1;
  }
  state.count++;
  return match;
}

/** The stream ends: nothing can beat the best match any more. */
export function finishSpring(state: SpringState): SpringMatch | null {
  const match = state.best.distance === unreached ? null : take(state);
  state.costs.fill(unreached);
  return match;
}

function breakSpring(state: SpringState): SpringMatch | null {
  const match = finishSpring(state);
  state.count++;
  return match;
}

/** The next column. The path to a point comes from the point before it now, from itself before, or from the point before it before. */
function advance({ costs, starts, count }: SpringState, { channels, values }: SpringPattern, sample: ArrayLike<number>, at: number): void {
  let diagonal = 0;
  let diagonalStart = count;
  let cost = 0;
  let start = count;
  for (let i = 0, v = 0; i < costs.length; i++) {
    let local = 0;
    for (let channel = 0; channel < channels; channel++, v++) {
      const difference = sample[at + channel] - values[v];
      local += difference * difference;
    }
    const before = costs[i];
    const beforeStart = starts[i];
    if (before < cost) {
      cost = before;
      start = beforeStart;
    }
    if (diagonal < cost) {
      cost = diagonal;
      start = diagonalStart;
    }
    cost += local;
    if (cost > unreached) cost = unreached;
    costs[i] = cost;
    starts[i] = start;
    diagonal = before;
    diagonalStart = beforeStart;
  }
}

/** Every path that could still become better began after the best match's end. */
function isSettled({ best, costs, starts }: SpringState): boolean {
  if (best.distance === unreached) return false;
  for (let i = 0; i < costs.length; i++) if (costs[i] < best.distance && starts[i] < best.endAt) return false;
  return true;
}

/** Matches do not overlap: the paths that began within this one go. */
function take(state: SpringState): SpringMatch {
  const match = state.best;
  for (let i = 0; i < state.costs.length; i++) if (state.starts[i] < match.endAt) state.costs[i] = unreached;
  state.best = none();
  return match;
}

function none(): SpringMatch {
  return { startAt: 0, endAt: 0, distance: unreached };
}
