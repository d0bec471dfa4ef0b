import type { Execution } from '../repetition/repetition.js';
import { discriminate, type DiscriminantModel } from './discriminant.js';
import { mostLikely } from './execution.js';

/** Two questions one after the other: is it hurried, and if it is not, is it too small. Each has values of its own. */
export interface PopulationModel {
  /** Classes unhurried and too-fast. */
  haste: DiscriminantModel;
  /** Classes correct, low-amplitude, and too-fast: the last so that what is hurried can be like somebody's here as well. */
  size: DiscriminantModel;
  /** Squared distance from the nearest class, in either question, beyond which it is no repetition. */
  farthest: number;
}

/** In the order of the models' values. Sizes and times as logarithms: people differ by factors. */
export type PopulationValues = Record<'haste' | 'size', number[]>;

/** null: it is like nobody's repetition of any type, or a value is no number. */
export function executionByPopulation({ haste, size, farthest }: PopulationModel, values: PopulationValues, exerciseId: string): Execution | null {
  const hurried = discriminate(haste, values.haste, exerciseId);
  const sized = discriminate(size, values.size, exerciseId);
  if (!(hurried.distance <= farthest && sized.distance <= farthest)) return null;
  const [atEase, inHaste] = logShares(hurried.logLikelihoods);
  const [correct, small] = logShares(sized.logLikelihoods.slice(0, 2));
  return mostLikely(['correct', 'low-amplitude', 'too-fast'], [atEase + correct, atEase + small, inHaste], 'population');
}

/**
 * How much likelier hurried than not, as a logarithm, whoever moves. Of what is stiller than is usual nothing more is believed than of what is usual: there the model has seen nobody.
 * null: it is like nobody's repetition, or a value is no number.
 */
export function hasteLogOdds({ haste, farthest }: Pick<PopulationModel, 'haste' | 'farthest'>, values: PopulationValues, exerciseId: string): number | null {
  const { logLikelihoods: [atEase, inHaste], distance } = discriminate(haste, values.haste, exerciseId);
  const [usualAtEase, usualInHaste] = discriminate({ ...haste, offsets: {} }, haste.classes[0].mean, exerciseId).logLikelihoods;
  return distance <= farthest ? Math.max(inHaste - atEase, usualInHaste - usualAtEase) : null;
}

/** Of likelihoods, the shares that make one, as logarithms. */
function logShares(logLikelihoods: readonly number[]): number[] {
  const largest = Math.max(...logLikelihoods);
  const sum = largest + Math.log(logLikelihoods.reduce((total, value) => total + Math.exp(value - largest), 0));
  return logLikelihoods.map((value) => value - sum);
}
