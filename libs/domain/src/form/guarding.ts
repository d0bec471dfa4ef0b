import type { RepetitionFeatures } from '../repetition/repetition.js';
import { deviation, type Feature } from './deviation.js';
import type { Reference } from './reference.js';

/** Both are the patient's usual variation (clinical D5 [P]). */
const slowFrom = 3;
const shortFrom = 2.25;

/**
 * Moved like one who protects a part of the body: much slower and less far than is usual for this patient (clinical D5, A-039). Each way that
 * was measured is slow, since resting on the way out alone is tempo. null: it cannot be told; a provisional reference knows too little of
 * how speed varies between sessions to call three times that unusual.
 */
export function isGuarded(features: RepetitionFeatures, reference: Pick<Reference, 'features' | 'provisional'>): boolean | null {
  if (reference.provisional) return null;
  const low = (feature: Feature): number | null => {
    const [value, usual] = [features[feature] ?? null, reference.features[feature]];
    return value === null || usual === undefined ? null : deviation(value, usual, 'low');
  };
  const short = low('rangeOfMotionDeg');
  const slow = [low('peakVelocityOutDegPerS'), low('peakVelocityBackDegPerS')].filter((u) => u !== null);
  if (short === null || slow.length === 0) return null;
  return short >= shortFrom && slow.every((u) => u >= slowFrom);
}
