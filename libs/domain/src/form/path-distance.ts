/** A repetition's angle is compared at so many points (clinical C9). */
export const profilePoints = 100;
/** Sakoe & Chiba: time may be warped by this share of the repetition. */
const bandShare = 0.15;

/** `values` at `points` equally spaced places, linear in between. */
export function resample(values: readonly number[], points: number): number[] {
  return Array.from({ length: points }, (_, i) => {
    const at = (i * (values.length - 1)) / (points - 1);
    const low = Math.floor(at);
    const high = Math.min(values.length - 1, low + 1);
    return values[low] + (at - low) * (values[high] - values[low]);
  });
}

/**
 * Dynamic time warping with steps (1,0), (0,1), (1,1), absolute difference as cost, both ends fixed. Returns the sum of
 * costs and the number of steps on the best path. `band` is the largest distance from the diagonal, in points.
 */
export function warp(a: readonly number[], b: readonly number[], band = Infinity): { cost: number; steps: number } {
  let row: Row = { costs: new Float64Array(b.length).fill(Infinity), steps: new Int32Array(b.length) };
  let above: Row = { costs: new Float64Array(b.length).fill(Infinity), steps: new Int32Array(b.length) };
  for (let i = 0; i < a.length; i++) {
    [row, above] = [above, row];
    row.costs.fill(Infinity);
    const diagonal = (i * (b.length - 1)) / Math.max(1, a.length - 1);
    const to = Math.min(b.length - 1, diagonal + band);
    for (let j = Math.max(0, Math.ceil(diagonal - band)); j <= to; j++) {
      stepTo(row, i === 0 && j === 0 ? origin : above, j, Math.abs(a[i] - b[j]));
    }
  }
  return { cost: row.costs[b.length - 1], steps: row.steps[b.length - 1] };
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

/** Mean distance along the warped path to the nearest of the reference profiles, deg. Profiles have `profilePoints` points. */
export function pathDistance(profile: readonly number[], references: readonly (readonly number[])[]): number | null {
  let nearest: number | null = null;
  for (const reference of references) {
    const { cost, steps } = warp(profile, reference, bandShare * profilePoints);
    nearest = Math.min(cost / steps, nearest ?? Infinity);
  }
  return nearest;
}
