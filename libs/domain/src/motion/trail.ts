/** The postures of the last half minute, five a second: what a repetition looked like when it has ended. Plain JSON. */
export interface TrailState {
  /** Grid index of each posture. */
  indices: number[];
  /** One posture after the other. */
  postures: number[];
}

const everyMs = 200;
const keptMs = 30_000;

export function startTrail(): TrailState {
  return { indices: [], postures: [] };
}

/** Always the same instants of the grid, however the stream was cut. Writes into `trail`. */
export function stepTrail(trail: TrailState, { index, posture, stepMs }: { index: number; posture: readonly number[]; stepMs: number }): void {
  if (index % Math.round(everyMs / stepMs) !== 0) return;
  trail.indices.push(index);
  for (const value of posture) trail.postures.push(value);
  const most = keptMs / everyMs;
  if (trail.indices.length < 2 * most) return;
  trail.indices.splice(0, trail.indices.length - most);
  trail.postures.splice(0, trail.postures.length - most * posture.length);
}

/** Postures of [from, to) on the grid. */
export function trailOf({ indices, postures }: TrailState, from: number, to: number): number[][] {
  const width = indices.length === 0 ? 0 : postures.length / indices.length;
  const found: number[][] = [];
  for (let i = 0; i < indices.length; i++) if (indices[i] >= from && indices[i] < to) found.push(postures.slice(i * width, (i + 1) * width));
  return found;
}
