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
  let previous: { cost: number; steps: number }[] = [];
  for (let i = 0; i < a.length; i++) {
    const row: { cost: number; steps: number }[] = new Array(b.length).fill(unreachable);
    for (let j = 0; j < b.length; j++) {
      if (Math.abs((i * (b.length - 1)) / Math.max(1, a.length - 1) - j) > band) continue;
      const before = i === 0 && j === 0 ? start : best(previous[j], row[j - 1], previous[j - 1]);
      row[j] = { cost: before.cost + Math.abs(a[i] - b[j]), steps: before.steps + 1 };
    }
    previous = row;
  }
  return previous[b.length - 1];
}

const unreachable = { cost: Infinity, steps: 0 };
const start = { cost: 0, steps: 0 };

type Cell = { cost: number; steps: number } | undefined;

function best(above: Cell, left: Cell, diagonal: Cell): { cost: number; steps: number } {
  let least = diagonal ?? unreachable;
  if (above !== undefined && above.cost < least.cost) least = above;
  if (left !== undefined && left.cost < least.cost) least = left;
  return least;
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
