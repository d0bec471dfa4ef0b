import type { RepetitionFeatures } from '../repetition/repetition.js';
import { median, medianAbsoluteDeviation } from '../signal/statistics.js';
import { featureRules, shrunkSpread, type Feature } from './deviation.js';
import type { FeatureReference, Reference } from './reference.js';

/** Fewer approved repetitions make a reference that is labelled so (clinical D1). */
export const fullReference = 5;

/** Median and spread of each feature that takes part in a score, over what was approved (clinical D1); what none of them has is left out. */
export function usualFeatures(measured: readonly RepetitionFeatures[]): Reference['features'] {
  const references: Reference['features'] = {};
  for (const [name, rule] of Object.entries(featureRules)) {
    const feature = name as Feature;
    const values = measured.map((features) => features[feature]).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    // A single repetition is at no distance from itself: how far apart the patient's repetitions are is then the prior's word.
    const alone = feature === 'pathDistanceDeg' && values.length === 1;
    const middle = alone && 'fixed' in rule.prior ? rule.prior.fixed : median(values);
    const prior = 'share' in rule.prior ? rule.prior.share * Math.abs(middle) : rule.prior.fixed;
    references[feature] = spreadOf(values, { middle, prior, floor: rule.floor });
  }
  return references;
}

function spreadOf(values: number[], { middle, prior, floor }: { middle: number; prior: number; floor: number }): FeatureReference {
  const observed = values.length > 1 ? normalConsistent * medianAbsoluteDeviation(values) : 0;
  return { median: middle, spread: shrunkSpread({ n: values.length, observed, prior, floor }) };
}

/** Median absolute deviation to standard deviation of a normal distribution. */
const normalConsistent = 1.4826;
