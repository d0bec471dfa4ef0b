import type { Result } from '../session/result.js';
import { median, medianAbsoluteDeviation } from '../signal/statistics.js';
import { furthest, phasesOf, profileOfMeasure, shapeOf, valueAt, type CompensationReference, type MeasureReference } from './compensation.js';
import { compensationMeasures, type CompensationCode, type CompensationMeasure, type RepetitionTraces } from './compensation-measures.js';
import { featureRules, shrunkSpread } from './deviation.js';
import { profilePoints } from './path-distance.js';

/** Of a normal distribution, the standard deviation over the median absolute deviation. */
const perDeviation = 1.4826;

interface Phased {
  repetition: RepetitionTraces;
  /** Which point of the repetition each point of the reference is at. */
  at: Float64Array;
}

/**
 * The approved repetitions boiled down, measure by measure, at the phases of the one that is most like the others: median of each, and how far
 * each one lies from that. A measure that any of them lacks is left out.
 */
export function buildCompensationReference(approved: readonly RepetitionTraces[]): Result<CompensationReference> {
  const shapes: number[][] = [];
  for (const { angleDeg } of approved) {
    const shape = shapeOf(angleDeg);
    if (!shape.ok) return shape;
    shapes.push(shape.value);
  }
  if (shapes.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no approved repetition' };
  const shape = shapes[mostTypical(shapes)];
  const phased: Phased[] = [];
  approved.forEach((repetition, i) => {
    const at = phasesOf(shape, shapes[i]);
    if (at !== null) phased.push({ repetition, at });
  });
  const measures: CompensationReference['measures'] = {};
  for (const code of Object.keys(compensationMeasures) as CompensationCode[]) {
    const reference = measureReference(phased, compensationMeasures[code]);
    if (reference !== null) measures[code] = reference;
  }
  return { ok: true, value: { shape, measures }, flags: [] };
}

/** The one whose shape is nearest to the others'. */
function mostTypical(shapes: readonly number[][]): number {
  let [best, bestAt] = [Infinity, 0];
  shapes.forEach((shape, i) => {
    let sum = 0;
    for (const other of shapes) for (let k = 0; k < profilePoints; k++) sum += Math.abs(shape[k] - other[k]);
    if (sum >= best) return;
    best = sum;
    bestAt = i;
  });
  return bestAt;
}

function measureReference(phased: readonly Phased[], measure: CompensationMeasure): MeasureReference | null {
  const profiles: number[][] = [];
  for (const { repetition, at } of phased) {
    const trace = measure.trace(repetition);
    if (!trace.ok) return null;
    const profile = profileOfMeasure(trace.value);
    profiles.push(Array.from(at, (point) => valueAt(profile, point)));
  }
  const middle = Array.from({ length: profilePoints }, (_, k) => median(profiles.map((profile) => profile[k]).filter((deg) => !Number.isNaN(deg))));
  const distances: number[] = [];
  for (const profile of profiles) {
    const difference = profile.map((deg, k) => deg - middle[k]).filter((deg) => !Number.isNaN(deg));
    if (difference.length > 0) distances.push(furthest(difference, measure).valueDeg);
  }
  const rule = featureRules[measure.feature];
  if (distances.length === 0 || rule === undefined) return null;
  const middleDeg = median(distances);
  const prior = 'share' in rule.prior ? rule.prior.share * middleDeg : rule.prior.fixed;
  const observed = perDeviation * medianAbsoluteDeviation(distances);
  return {
    valueDeg: middle.map((deg) => (Number.isNaN(deg) ? null : deg)),
    median: middleDeg,
    spread: shrunkSpread({ n: distances.length, observed, prior, floor: rule.floor }),
  };
}
