import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exercises } from '../prescription/catalogue/index.js';
import { unmeasured } from '../repetition/unmeasured.js';
import type { FormScore, RepetitionFeatures } from '../repetition/repetition.js';
import { featureRules, type Feature, type FeatureRule } from './deviation.js';
import { domainWeights } from './domain-weights.js';
import type { FeatureReference } from './reference.js';
import { scoreRepetition } from './score.js';

/** Clinical I.2: making one feature worse never raises a score. Of every feature that takes part in it, in every kind of exercise that has one. */
const rules = Object.entries(featureRules) as [Feature, FeatureRule][];
const kinds = [...new Map(exercises.filter(({ scoring }) => domainWeights[scoring] !== null).map((exercise) => [exercise.scoring, exercise])).values()];
const usual: FeatureReference = { median: 10, spread: 2 };
const references = Object.fromEntries(rules.map(([feature]) => [feature, usual]));
/** How far each lies from the usual, in its spreads; null: not measured. */
const deviations = fc.record(Object.fromEntries(rules.map(([feature]) => [feature, fc.option(fc.double({ min: -6, max: 6, noNaN: true }), { freq: 8 })])));
const held = fc.double({ min: 0, max: 60, noNaN: true });

function featuresOf(us: Record<string, number | null>, holdS: number): RepetitionFeatures {
  const values = Object.entries(us).map(([feature, u]) => [feature, u === null ? null : usual.median + u * usual.spread]);
  return { ...unmeasured, ...Object.fromEntries(values), holdS };
}

/** Away from the usual on its bad side; where both are, on the side where it is. */
function worseBy(u: number, by: number, { direction }: FeatureRule): number {
  if (direction === 'two') return u < 0 ? u - by : u + by;
  return direction === 'low' ? u - by : u + by;
}

const numberOf = (score: FormScore): number | null => (score.verdict === 'cannot-judge' ? null : score.score);

describe.each(kinds.map((exercise) => ({ scoring: exercise.scoring, exercise })))('the score of $scoring', ({ exercise }) => {
  const scored = (features: RepetitionFeatures, provisional: boolean): FormScore =>
    scoreRepetition(features, { features: references, provisional }, { exercise, side: 'left', execution: null, compensations: [] });

  it('is none, or from 0 to 100, with a band and codes that go with it', () => {
    fc.assert(fc.property(deviations, held, fc.boolean(), (us, holdS, provisional) => {
      const score = scored(featuresOf(us, holdS), provisional);
      if (score.verdict === 'cannot-judge') return;
      expect(score.score).toBeGreaterThanOrEqual(0);
      expect(score.score).toBeLessThanOrEqual(100);
      // From 80 on is "no clear fault" (clinical D3).
      const counted = score.codes.filter(({ severity, feature }) => severity === 'clear' && (domainWeights[exercise.scoring]?.[(featureRules[feature] as FeatureRule | undefined)?.domain ?? 'hold'] ?? 0) > 0);
      if (score.score > 80) expect(counted.filter(({ u }) => u > 3)).toEqual([]);
    }), { numRuns: 200 });
  });

  it('never rises when one feature gets worse, whichever', () => {
    const change = fc.record({ of: fc.constantFrom(...rules), by: fc.double({ min: 0, max: 5, noNaN: true }) });
    fc.assert(fc.property(deviations, held, change, fc.boolean(), (us, holdS, { of: [feature, rule], by }, provisional) => {
      const u = us[feature];
      fc.pre(u !== null);
      const [before, after] = [us, { ...us, [feature]: worseBy(u, by, rule) }].map((each) => numberOf(scored(featuresOf(each, holdS), provisional)));
      expect(after === null).toBe(before === null);
      expect(after ?? 0).toBeLessThanOrEqual((before ?? 0) + 1e-9);
    }), { numRuns: 500 });
  });

  it('never rises when it is held for less', () => {
    fc.assert(fc.property(deviations, held, held, (us, a, b) => {
      const [shorter, longer] = [Math.min(a, b), Math.max(a, b)].map((holdS) => numberOf(scored(featuresOf(us, holdS), false)));
      expect(shorter ?? 0).toBeLessThanOrEqual((longer ?? 0) + 1e-9);
    }), { numRuns: 200 });
  });
});
