/** One array a channel, all of the same length. */
export type Channels = readonly (readonly number[])[];

export interface WarpOptions {
  /** Of each channel in the local cost; 1 where left out. */
  weights?: readonly number[];
  /** Largest distance from the diagonal, in points of the second signal (Sakoe & Chiba 1978). */
  band?: number;
}

export interface Warp {
  /** Sum of the local costs on the best path; infinite when the band lets none through. */
  cost: number;
  /** Pairs of points on it. */
  steps: number;
}

/**
 * Dynamic time warping (Sakoe & Chiba 1978) of `a` onto `b` with steps (1,0), (0,1), (1,1), both ends fixed. The local cost is the
 * weighted Euclidean distance of all channels, for one channel the absolute difference. A value that is no number leaves no finite cost.
 */
export function warp(a: Channels, b: Channels, options: WarpOptions = {}): Warp {
  const grid = gridOf(a, b, options);
  const { n, m } = grid;
  if (n === 0 || m === 0) return { cost: Infinity, steps: 0 };
  let row: Row = { costs: new Float64Array(m).fill(Infinity), steps: new Int32Array(m) };
  let above: Row = { costs: new Float64Array(m).fill(Infinity), steps: new Int32Array(m) };
  const local = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    [row, above] = [above, row];
    row.costs.fill(Infinity);
    const from = firstIn(grid, i);
    const to = lastIn(grid, i);
    localCosts(local, grid, i);
    stepRow(row, above, local, { from, to, first: i === 0 });
  }
  return { cost: row.costs[m - 1], steps: row.steps[m - 1] };
}

/**
 * For each point of `a`, which point of `b` the best path pairs it with; the mean of them where it is paired with several. Null when
 * the band lets no path through or a value is no number.
 */
export function align(a: Channels, b: Channels, options: WarpOptions = {}): Float64Array | null {
  const grid = gridOf(a, b, options);
  const { n, m } = grid;
  if (n === 0 || m === 0) return null;
  const costs = new Float64Array(n * m).fill(Infinity);
  const local = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    const to = lastIn(grid, i);
    localCosts(local, grid, i);
    for (let j = firstIn(grid, i); j <= to; j++) costs[i * m + j] = local[j] + (i === 0 && j === 0 ? 0 : cheapest(costs, i, j, m));
  }
  return Number.isFinite(costs[n * m - 1]) ? backtrack(costs, n, m) : null;
}

/** The best path to each point of `b` for one point of `a`; an infinite cost: there is none. */
interface Row {
  costs: Float64Array;
  steps: Int32Array;
}

/** From the cheapest neighbour; among equals the diagonal, since it makes the shortest path. */
function stepRow(row: Row, above: Row, local: Float64Array, { from, to, first }: { from: number; to: number; first: boolean }): void {
  const costs = row.costs;
  const steps = row.steps;
  // The first pair of points comes from nowhere, at no cost.
  let diagonalCost = first ? 0 : from === 0 ? Infinity : above.costs[from - 1];
  let diagonalSteps = first || from === 0 ? 0 : above.steps[from - 1];
  let leftCost = Infinity;
  let leftSteps = 0;
  for (let j = from; j <= to; j++) {
    const upCost = above.costs[j];
    const upSteps = above.steps[j];
    let cost = diagonalCost;
    let count = diagonalSteps;
    if (upCost < cost) {
      cost = upCost;
      count = upSteps;
    }
    if (leftCost < cost) {
      cost = leftCost;
      count = leftSteps;
    }
    leftCost = cost + local[j];
    leftSteps = count + 1;
    costs[j] = leftCost;
    steps[j] = leftSteps;
    diagonalCost = upCost;
    diagonalSteps = upSteps;
  }
}

/** Both signals, and which pairs of their points are allowed. */
interface Grid {
  a: Channels;
  b: Channels;
  weights: readonly number[];
  n: number;
  m: number;
  band: number;
}

function gridOf(a: Channels, b: Channels, { weights, band = Infinity }: WarpOptions): Grid {
  if (a.length !== b.length) throw new RangeError(`${a.length} channels cannot be warped onto ${b.length}`);
  return { a, b, weights: a.map((_, channel) => weights?.[channel] ?? 1), n: lengthOf(a), m: lengthOf(b), band };
}

function lengthOf(channels: Channels): number {
  const length = channels[0]?.length ?? 0;
  if (channels.some((channel) => channel.length !== length)) throw new RangeError('channels of unequal length');
  return length;
}

function diagonalAt({ n, m }: Grid, i: number): number {
  return (i * (m - 1)) / Math.max(1, n - 1);
}

function firstIn(grid: Grid, i: number): number {
  return Math.max(0, Math.ceil(diagonalAt(grid, i) - grid.band));
}

function lastIn(grid: Grid, i: number): number {
  return Math.min(grid.m - 1, Math.floor(diagonalAt(grid, i) + grid.band));
}

/** Of point `i` of `a` to the points of `b` within the band. */
function localCosts(local: Float64Array, grid: Grid, i: number): void {
  const from = firstIn(grid, i);
  const to = lastIn(grid, i);
  local.fill(0, from, to + 1);
  for (let channel = 0; channel < grid.a.length; channel++) {
    const x = grid.a[channel][i];
    const y = grid.b[channel];
    const weight = grid.weights[channel];
    for (let j = from; j <= to; j++) local[j] += weight * (x - y[j]) * (x - y[j]);
  }
  for (let j = from; j <= to; j++) local[j] = Math.sqrt(local[j]);
}

function cheapest(costs: Float64Array, i: number, j: number, m: number): number {
  const at = i * m + j;
  let best = i > 0 && j > 0 ? costs[at - m - 1] : Infinity;
  if (i > 0 && !(costs[at - m] >= best)) best = costs[at - m];
  if (j > 0 && !(costs[at - 1] >= best)) best = costs[at - 1];
  return best;
}

function backtrack(costs: Float64Array, n: number, m: number): Float64Array {
  const sums = new Float64Array(n);
  const counts = new Int32Array(n);
  let i = n - 1;
  let j = m - 1;
  for (;;) {
    sums[i] += j;
    counts[i]++;
    if (i === 0 && j === 0) break;
    const best = cheapest(costs, i, j, m);
    const diagonal = i > 0 && j > 0 && costs[(i - 1) * m + j - 1] === best;
    const up = !diagonal && i > 0 && costs[(i - 1) * m + j] === best;
    if (diagonal || up) i--;
    if (diagonal || !up) j--;
  }
  for (let k = 0; k < n; k++) sums[k] /= counts[k];
  return sums;
}
