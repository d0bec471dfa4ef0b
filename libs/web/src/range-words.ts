import type { RepetitionView } from '#libs/contracts';
import { sayMeasured } from './words.js';

type Ranged = Pick<RepetitionView, 'features' | 'rangeUncertaintyDeg'>;

/** How far a repetition went: "58° ± 12°" by sensors, and beside it by the scale of a goniometer where the reference was measured with one. */
export function sayRange({ features, rangeUncertaintyDeg }: Ranged): string {
  const sensed = sayMeasured(features['rangeOfMotionDeg'], 'deg');
  const byGoniometerDeg = features['rangeByGoniometerDeg'];
  if (typeof byGoniometerDeg === 'number') return `${sensed} by sensors, ${sayMeasured(byGoniometerDeg, 'deg')} by goniometer scale`;
  return rangeUncertaintyDeg === null ? sensed : `${sensed} ± ${sayMeasured(rangeUncertaintyDeg, 'deg')}`;
}

/** What the ± of `sayRange` is, said once beside the ranges; null: none of them has one. */
export function sayRangeUncertainty(repetitions: readonly Ranged[]): string | null {
  const has = repetitions.some(({ features, rangeUncertaintyDeg }) => rangeUncertaintyDeg !== null && typeof features['rangeByGoniometerDeg'] !== 'number');
  return has ? 'Range ±: straps sit on skin, so the joint itself may have gone this much more or less. Repetitions compare with each other far closer than that. A goniometer’s reading with the reference narrows it.' : null;
}
