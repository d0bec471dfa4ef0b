/**
 * One number of each centred window of `size` values, read from the window's values in order. The window is kept sorted as it moves on, so
 * that a session's thousands of beats cost no sort each. At the ends the window is what there is of it.
 */
export function rollingOrder(values: readonly number[], size: number, read: (sorted: readonly number[]) => number): number[] {
  const half = size >> 1;
  const sorted: number[] = [];
  const out = new Array<number>(values.length);
  let to = 0;
  for (let i = 0; i < values.length; i++) {
    for (; to < Math.min(values.length, i + half + 1); to++) sorted.splice(placeOf(sorted, values[to]), 0, values[to]);
    if (i > half) sorted.splice(placeOf(sorted, values[i - half - 1]), 1);
    out[i] = read(sorted);
  }
  return out;
}

/** Linear interpolation between order statistics, `share` from 0 to 1. */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** The first place at which nothing smaller stands. */
function placeOf(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
