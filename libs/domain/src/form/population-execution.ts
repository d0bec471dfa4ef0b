import type { Execution } from '../repetition/repetition.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { quantile } from '../signal/statistics.js';
import { discriminate } from './discriminant.js';
import { executionFeaturesOf, mostLikely } from './execution.js';
import type { MannerView } from './manner.js';
import { populationModel } from './models/population.model.js';

/** What is seen of a stranger: how fast all sensors turn together, deg/s, however they are worn. */
export const strangerView: MannerView = (_, frames) => {
  let squared = 0;
  for (const { w } of frames) squared += w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
  return [Math.sqrt(squared)];
};

/** The model's values of a repetition that `strangerView` saw, in the model's order. Sizes and times as logarithms: people differ by factors. */
export function populationValuesOf(found: FoundRepetition, stepMs: number): number[] {
  const { widthS, heightDeg, peakRatePerS, travel, farGrowth, farSpread } = executionFeaturesOf(found, stepMs);
  const durationS = ((found.endAt - found.startAt) * stepMs) / 1000;
  return [Math.log(widthS), Math.log(heightDeg), Math.log(peakRatePerS), Math.log(travel), farGrowth, farSpread, Math.log(durationS), unrestOf(found)];
}

/** Far out is beyond this share of the height. */
const farShare = 0.9;
/** The fastest is what is exceeded for a fiftieth of the time, not one sample. */
const fastestQuantile = 0.98;
/** No gyroscope is quieter, deg/s. */
const quietDegPerS = 0.3;

/** How fast it still turns while it is far out, root mean square, beside its fastest: natural logarithm. What is held is still, what is hurried is not. */
function unrestOf({ cut: { manner, reachDeg }, startAt, endAt, baseDeg, peakDeg }: FoundRepetition): number {
  const farDeg = baseDeg + farShare * (peakDeg - baseDeg);
  let [first, last] = [startAt, endAt - 1];
  while (first < last && reachDeg[first] < farDeg) first++;
  while (last > first && reachDeg[last] < farDeg) last--;
  let squared = 0;
  for (let i = first; i <= last; i++) squared += manner[i] * manner[i];
  return Math.log((Math.sqrt(squared / (last - first + 1)) + quietDegPerS) / Math.max(quietDegPerS, quantile(manner.slice(startAt, endAt), fastestQuantile)));
}

/**
 * How a repetition was done when nothing is known of the person, from how other people do it (docs/models/population.md). null: it
 * is like nobody's repetition of any type, and is not taken for one.
 */
export function executionFromPopulation(found: FoundRepetition, stepMs: number, exerciseId: string): Execution | null {
  const { logLikelihoods, distance } = discriminate(populationModel, populationValuesOf(found, stepMs), exerciseId);
  if (!(distance <= populationModel.farthest)) return null;
  return mostLikely(populationModel.classes.map(({ type }) => type), logLikelihoods, 'population');
}
