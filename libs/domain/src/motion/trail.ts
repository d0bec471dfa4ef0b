/** The newest postures, five a second: what a repetition looked like when it has ended. Plain JSON. */
export interface TrailState {
  /** Grid index of each posture. */
  indices: number[];
  /** One posture after the other. */
  postures: number[];
}

const everyMs = 200;
/** Old postures go so many at once, so that seldom anything is moved. */
const goTogether = 8;

export function startTrail(): TrailState {
  return { indices: [], postures: [] };
}

/**
 * Always the same instants of the grid, however the stream was cut. What is older than `neededFrom` (grid index) is forgotten: the
 * state is copied with every packet. Writes into `trail`.
 */
export function stepTrail(trail: TrailState, { index, posture, stepMs, neededFrom }: { index: number; posture: readonly number[]; stepMs: number; neededFrom: number }): void {
  if (index % Math.round(everyMs / stepMs) !== 0) return;
  trail.indices.push(index);
  for (const value of posture) trail.postures.push(value);
  if (trail.indices.length <= goTogether || trail.indices[goTogether] > neededFrom) return;
  trail.indices.splice(0, goTogether);
  trail.postures.splice(0, goTogether * posture.length);
}

/** Postures of [from, to) on the grid. */
export function trailOf({ indices, postures }: TrailState, from: number, to: number): number[][] {
  const width = indices.length === 0 ? 0 : postures.length / indices.length;
  const found: number[][] = [];
  for (let i = 0; i < indices.length; i++) if (indices[i] >= from && indices[i] < to) found.push(postures.slice(i * width, (i + 1) * width));
  return found;
}
