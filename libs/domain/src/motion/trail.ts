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

/** Always the same instants of the grid, however the stream was cut. */
export function isTrailed(index: number, stepMs: number): boolean {
  return index % Math.round(everyMs / stepMs) === 0;
}

/**
 * Takes a posture of such an instant. What is older than `neededFrom` (grid index) is forgotten: the
 * * state is stored and copied. Writes into `trail`.
 */
export function stepTrail(trail: TrailState, { index, posture, neededFrom }: { index: number; posture: readonly number[]; neededFrom: number }): void {
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
