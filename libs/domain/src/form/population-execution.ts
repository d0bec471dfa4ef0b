import type { Execution } from '../repetition/repetition.js';
import { discriminate } from './discriminant.js';
import { mostLikely, type ExecutionFeatures } from './execution.js';
import { populationModel } from './models/population.model.js';

/** The model's values of a repetition, in the model's order. Sizes and times as logarithms: people differ by factors. */
export function populationValuesOf({ widthS, heightDeg, peakRatePerS, travel, farGrowth, farSpread }: ExecutionFeatures): number[] {
  return [Math.log(widthS), Math.log(heightDeg), Math.log(peakRatePerS), Math.log(travel), farGrowth, farSpread];
}

/**
 * How a repetition was done when nothing is known of the person, from how other people do it (docs/models/population.md). null: it
 * is like nobody's repetition of any type, and is not taken for one.
 */
export function executionFromPopulation(features: ExecutionFeatures, exerciseId: string): Execution | null {
  const { logLikelihoods, distance } = discriminate(populationModel, populationValuesOf(features), exerciseId);
  if (!(distance <= populationModel.farthest)) return null;
  return mostLikely(populationModel.classes.map(({ type }) => type), logLikelihoods, 'population');
}
