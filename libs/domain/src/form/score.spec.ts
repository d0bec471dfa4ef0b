import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RepetitionFeatures } from '../repetition/repetition.js';
import type { Reference } from './reference.js';
import { bandOf, combine, scoreRepetition } from './score.js';

const domain = (score: number | null, weight: number) => ({ score, weight });

const usual: RepetitionFeatures = {
  rangeOfMotionDeg: 90, peakAngleDeg: 90, returnErrorDeg: 1, outS: 2, holdS: 0.2, backS: 2, durationS: 4.2,
  peakVelocityOutDegPerS: 80, peakVelocityBackDegPerS: 80, sparcOut: -1.5, sparcBack: -1.5, pathDistanceDeg: 1, offAxisDeg: 0,
};
const reference: Reference = {
  repetitions: 8, provisional: false, sensors: [0], axis: [1, 0, 0], rangeOfMotionDeg: 90, peakVelocityDegPerS: 80, durationS: 4.2, profiles: [], offAxisDeg: 3,
  features: {
    rangeOfMotionDeg: { median: 90, spread: 4.0775 }, outS: { median: 2, spread: 0.2194 }, backS: { median: 2, spread: 0.2194 },
    peakVelocityOutDegPerS: { median: 80, spread: 9 }, peakVelocityBackDegPerS: { median: 80, spread: 9 }, sparcOut: { median: -1.5, spread: 0.2 },
    sparcBack: { median: -1.5, spread: 0.2 }, pathDistanceDeg: { median: 1, spread: 2.4 }, offAxisDeg: { median: 0, spread: 2.4 },
  },
};

describe('combine (clinical D3, vectors.json)', () => {
  it('of the knee extension', () => {
    const score = combine([domain(32.28112689334253, 0.25), domain(67.07815854119855, 0.2), domain(92, 0.15), domain(100, 0.25), domain(100, 0.1), domain(null, 0.05)]);
    expect(score).toBeCloseTo(73.985, 3);
    expect(bandOf(score ?? 0)).toBe('fair');
  });

  it('lets one severe fault not be averaged away', () => {
    const score = combine([domain(100, 0.25), domain(100, 0.2), domain(80, 0.15), domain(12, 0.25), domain(100, 0.1), domain(100, 0.05)]);
    expect(score).toBe(59);
    expect(bandOf(score ?? 100)).toBe('poor');
  });

  it('gives no number when too little was measured', () => {
    expect(combine([domain(100, 0.25), domain(100, 0.2)])).toBeNull();
  });
});

describe('scoreRepetition', () => {
  it('calls the usual good, without a code', () => {
    expect(scoreRepetition(usual, reference)).toMatchObject({ verdict: 'scored', score: 100, band: 'good', codes: [] });
  });

  it('names what is wrong, with the patient\'s own usual', () => {
    const score = scoreRepetition({ ...usual, rangeOfMotionDeg: 60, outS: 0.8 }, reference);
    expect(score).toMatchObject({ verdict: 'scored', band: 'poor' });
    expect(score.codes.map(({ code, severity, value, reference: usually }) => [code, severity, value, usually])).toEqual([
      ['INCOMPLETE_RANGE', 'clear', 60, 90],
      ['TOO_FAST', 'clear', 0.8, 2],
    ]);
  });

  it('cannot judge what was not measured', () => {
    const nothing = Object.fromEntries(Object.keys(usual).map((name) => [name, null])) as unknown as RepetitionFeatures;
    expect(scoreRepetition(nothing, reference)).toMatchObject({ verdict: 'cannot-judge', reason: 'too-few-features' });
    expect(scoreRepetition({ ...usual, sparcOut: null, sparcBack: null }, reference)).toMatchObject({ verdict: 'partly' });
  });

  it('never rises when the range gets smaller', () => {
    const scoreOf = (rangeOfMotionDeg: number): number => {
      const score = scoreRepetition({ ...usual, rangeOfMotionDeg }, reference);
      return score.verdict === 'cannot-judge' ? Number.NaN : score.score;
    };
    fc.assert(fc.property(fc.double({ min: 1, max: 120, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), (range, less) => scoreOf(range - less) <= scoreOf(range)), { numRuns: 500 });
  });
});
