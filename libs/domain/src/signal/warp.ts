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
 * weighted Euclidean distance of all channels, for one channel the absolute difference. NaN in a channel makes the cost NaN.
 */
export function warp(a: Channels, b: Channels, options: WarpOptions = {}): Warp {
  const n = lengthOf(a);
  const m = lengthOf(b);
  let row: Row = { costs: new Float64Array(m).fill(Infinity), steps: new Int32Array(m) };
  let above: Row = { costs: new Float64Array(m).fill(Infinity), steps: new Int32Array(m) };
  const local = localCost(a, b, options.weights);
  for (let i = 0; i < n; i++) {
    [row, above] = [above, row];
    row.costs.fill(Infinity);
    const [from, to] = reach(i, { n, m, band: options.band ?? Infinity });
    for (let j = from; j <= to; j++) stepTo(row, i === 0 && j === 0 ? origin : above, j, local(i, j));
  }
  return n === 0 || m === 0 ? { cost: Infinity, steps: 0 } : { cost: row.costs[m - 1], steps: row.steps[m - 1] };
}

/**
 * For each point of `a`, which point of `b` the best path pairs it with; the mean of them where it is paired with several. Null when
 * the band lets no path through or a value is no number.
 */
export function align(a: Channels, b: Channels, options: WarpOptions = {}): Float64Array | null {
  const n = lengthOf(a);
  const m = lengthOf(b);
  if (n === 0 || m === 0) return null;
  const costs = new Float64Array(n * m).fill(Infinity);
  const local = localCost(a, b, options.weights);
  for (let i = 0; i < n; i++) {
    const [from, to] = reach(i, { n, m, band: options.band ?? Infinity });
    for (let j = from; j <= to; j++) costs[i * m + j] = local(i, j) + (i === 0 && j === 0 ? 0 : cheapest(costs, { i, j, m }));
  }
  return Number.isFinite(costs[n * m - 1]) ? backtrack(costs, n, m) : null;
}

/** The best path to each point of `b` for one point of `a`; an infinite cost: there is none. */
interface Row {
  costs: Float64Array;
  steps: Int32Array;
}

/** Before the first pair of points. */
const origin: Row = { costs: Float64Array.of(0), steps: Int32Array.of(0) };

/** From the cheapest neighbour; among equals the diagonal, since it makes the shortest path. */
function stepTo(row: Row, above: Row, j: number, distance: number): void {
  let cost = j === 0 ? Infinity : above.costs[j - 1];
  let steps = j === 0 ? 0 : above.steps[j - 1];
  if (above.costs[j] < cost) {
    cost = above.costs[j];
    steps = above.steps[j];
  }
  if (j > 0 && row.costs[j - 1] < cost) {
    cost = row.costs[j - 1];
    steps = row.steps[j - 1];
  }
  row.costs[j] = cost + distance;
  row.steps[j] = steps + 1;
}

function reach(i: number, { n, m, band }: { n: number; m: number; band: number }): [number, number] {
  const diagonal = (i * (m - 1)) / Math.max(1, n - 1);
  return [Math.max(0, Math.ceil(diagonal - band)), Math.min(m - 1, diagonal + band)];
}

function cheapest(costs: Float64Array, { i, j, m }: { i: number; j: number; m: number }): number {
  const at = i * m + j;
  const above = i > 0 ? costs[at - m] : Infinity;
  const left = j > 0 ? costs[at - 1] : Infinity;
  return Math.min(i > 0 && j > 0 ? costs[at - m - 1] : Infinity, above, left);
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
    const best = cheapest(costs, { i, j, m });
    const diagonal = i > 0 && j > 0 && costs[(i - 1) * m + j - 1] === best;
    const up = !diagonal && i > 0 && costs[(i - 1) * m + j] === best;
    if (diagonal || up) i--;
    if (diagonal || !up) j--;
  }
  for (let k = 0; k < n; k++) sums[k] /= counts[k];
  return sums;
}

function localCost(a: Channels, b: Channels, weights: readonly number[] | undefined): (i: number, j: number) => number {
  if (a.length !== b.length) throw new RangeError(`${a.length} channels cannot be warped onto ${b.length}`);
  const factors = a.map((_, channel) => Math.sqrt(weights?.[channel] ?? 1));
  if (a.length === 1) {
    const [[x], [y], [factor]] = [a, b, factors];
    return (i, j) => factor * Math.abs(x[i] - y[j]);
  }
  return (i, j) => {
    let sum = 0;
    for (let channel = 0; channel < factors.length; channel++) {
      const difference = factors[channel] * (a[channel][i] - b[channel][j]);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  };
}

function lengthOf(channels: Channels): number {
  const length = channels[0]?.length ?? 0;
  if (channels.some((channel) => channel.length !== length)) throw new RangeError('channels of unequal length');
  return length;
}
