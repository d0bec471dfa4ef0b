import type { Execution } from '../repetition/repetition.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { quantile } from '../signal/statistics.js';
import { sparc } from '../signal/sparc.js';
import { executionFeaturesOf } from './execution.js';
import type { MannerView } from './manner.js';
import { populationModel } from './models/population.model.js';
import { executionByPopulation, hasteLogOdds, type PopulationValues } from './population-model.js';

/** Written anew at each instant, and kept by nobody. */
const seen = [0];

/** What is seen of a stranger: how fast all sensors turn together, deg/s, however they are worn. */
export const strangerView: MannerView = (_, frames) => {
  let squared = 0;
  for (const { w } of frames) squared += w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
  seen[0] = Math.sqrt(squared);
  return seen;
};

/** The models' values of a repetition that `strangerView` saw. */
export function populationValuesOf(found: FoundRepetition, stepMs: number): PopulationValues {
  const { cut: { manner, reachDeg }, startAt, endAt, baseDeg, peakDeg } = found;
  const seconds = (samples: number): number => (samples * stepMs) / 1000;
  const { heightDeg, farGrowth, farSpread } = executionFeaturesOf(found, stepMs);
  const turning = manner.slice(startAt, endAt);
  const fastest = Math.max(quietDegPerS, quantile(turning, fastestQuantile));
  const far = farOf(found);
  const halfwayDeg = (baseDeg + peakDeg) / 2;
  const out = turning.filter((_, i) => reachDeg[startAt + i] >= halfwayDeg);
  const still = out.filter((degPerS) => degPerS < stillShare * fastest);
  const farTurning = manner.slice(far.first, far.last + 1);
  const unrest = Math.sqrt(farTurning.reduce((sum, degPerS) => sum + degPerS * degPerS, 0) / farTurning.length) + quietDegPerS;
  return {
    haste: [still.length / out.length, Math.log(seconds(endAt - startAt - (far.last - far.first))), sparc(turning, 1000 / stepMs)],
    size: [Math.log(heightDeg), Math.log(seconds(endAt - startAt)), Math.log(unrest / fastest), farGrowth, farSpread],
  };
}

/** Far out is beyond this share of the height. */
const farShare = 0.9;
/** The fastest is what is exceeded for a fiftieth of the time, not one sample. */
const fastestQuantile = 0.98;
/** Slower than this share of the fastest is still [P]. */
const stillShare = 0.2;
/** No gyroscope is quieter, deg/s. */
const quietDegPerS = 0.3;

/** First and last sample that is far out. */
function farOf({ cut: { reachDeg }, startAt, endAt, baseDeg, peakDeg }: FoundRepetition): { first: number; last: number } {
  const farDeg = baseDeg + farShare * (peakDeg - baseDeg);
  let [first, last] = [startAt, endAt - 1];
  while (first < last && reachDeg[first] < farDeg) first++;
  while (last > first && reachDeg[last] < farDeg) last--;
  return { first, last };
}

/**
 * How a repetition was done when nothing is known of the person, from how other people do it (docs/models/population.md). null: it
 * is like nobody's repetition of any type, and is not taken for one.
 */
export function executionFromPopulation(found: FoundRepetition, stepMs: number, exerciseId: string): Execution | null {
  return found.cut.manner.length === 0 ? null : executionByPopulation(populationModel, populationValuesOf(found, stepMs), exerciseId);
}

/** How much likelier it is hurried than not, as a logarithm, by how still and smooth `strangerView` saw it. null: it saw nothing, or nothing like a repetition. */
export function hasteFromPopulation(found: FoundRepetition, stepMs: number, exerciseId: string): number | null {
  return found.cut.manner.length === 0 ? null : hasteLogOdds(populationModel, populationValuesOf(found, stepMs), exerciseId);
}
