import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FormScore, RepetitionFeatures } from '../repetition/repetition.js';
import type { Reference } from './reference.js';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import { hamstringStretch } from '../prescription/catalogue/hamstring-stretch.js';
import { singleLegSquat } from '../prescription/catalogue/single-leg-squat.js';
import { seatedKneeExtension } from '../prescription/catalogue/seated-knee-extension.js';
import { walking } from '../prescription/catalogue/walking.js';
import type { Exercise } from '../prescription/exercise.js';
import { bandOf, combine, scoreRepetition } from './score.js';

const domain = (score: number | null, weight: number) => ({ score, weight });

const usual: RepetitionFeatures = {
  rangeOfMotionDeg: 90, peakAngleDeg: 90, returnErrorDeg: 1, outS: 2, holdS: 0.2, backS: 2, durationS: 4.2,
  peakVelocityOutDegPerS: 80, peakVelocityBackDegPerS: 80, sparcOut: -1.5, sparcBack: -1.5, pathDistanceDeg: 1, offAxisDeg: 0,
};
const reference: Reference = {
  repetitions: 8, provisional: false, sensors: [0], axis: [1, 0, 0], rangeOfMotionDeg: 90, peakVelocityDegPerS: 80, durationS: 4.2, profiles: [], offAxisDeg: 3,
  posture: null, execution: { widthS: 2.2, heightDeg: 90, levelDeg: 90, types: [] },
  features: {
    rangeOfMotionDeg: { median: 90, spread: 4.0775 }, outS: { median: 2, spread: 0.2194 }, backS: { median: 2, spread: 0.2194 },
    peakVelocityOutDegPerS: { median: 80, spread: 9 }, peakVelocityBackDegPerS: { median: 80, spread: 9 }, sparcOut: { median: -1.5, spread: 0.2 },
    sparcBack: { median: -1.5, spread: 0.2 }, pathDistanceDeg: { median: 1, spread: 2.4 }, offAxisDeg: { median: 0, spread: 2.4 },
  },
};

const judged = (features: RepetitionFeatures, of: Reference, exercise: Exercise = seatedKneeExtension): FormScore => scoreRepetition(features, of, { exercise, side: 'left', execution: null, compensations: [] });

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
    expect(judged(usual, reference)).toMatchObject({ verdict: 'scored', score: 100, band: 'good', codes: [] });
  });

  it('tells of an angle beyond the plan\'s limit in the same repetition, whatever is usual (D5)', () => {
    const beyond = (peakAngleDeg: number): FormScore => scoreRepetition({ ...usual, peakAngleDeg }, reference, { exercise: seatedKneeExtension, side: 'left', execution: null, compensations: [], limits: { hardAngleDeg: 95 } });
    expect(beyond(95)).toMatchObject({ score: 100, codes: [] });
    // One degree is a fifth of the measurement error: u = 3.2, sub-score 54.
    expect(beyond(96)).toMatchObject({ codes: [{ code: 'EXCESS_RANGE', severity: 'clear', value: 96, reference: 95, u: 3.2 }], domains: expect.arrayContaining([{ domain: 'range', weight: 0.25, score: expect.closeTo(54, 9) }]) });
    expect(beyond(105)).toMatchObject({ band: 'poor' });
  });

  it('names what is wrong, with the patient\'s own usual', () => {
    const score = judged({ ...usual, rangeOfMotionDeg: 60, outS: 0.8 }, reference);
    expect(score).toMatchObject({ verdict: 'scored', band: 'poor' });
    expect(score.codes.map(({ code, severity, value, reference: usually }) => [code, severity, value, usually])).toEqual([
      ['INCOMPLETE_RANGE', 'clear', 60, 90],
      ['TOO_FAST', 'clear', 0.8, 2],
    ]);
  });

  it('cannot judge what was not measured', () => {
    const nothing = Object.fromEntries(Object.keys(usual).map((name) => [name, null])) as unknown as RepetitionFeatures;
    expect(judged(nothing, reference)).toMatchObject({ verdict: 'cannot-judge', reason: 'too-few-features' });
    expect(judged({ ...usual, sparcOut: null, sparcBack: null }, reference)).toMatchObject({ verdict: 'partly' });
  });

  it('never rises when the range gets smaller', () => {
    const scoreOf = (rangeOfMotionDeg: number): number => {
      const score = judged({ ...usual, rangeOfMotionDeg }, reference);
      return score.verdict === 'cannot-judge' ? Number.NaN : score.score;
    };
    fc.assert(fc.property(fc.double({ min: 1, max: 120, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), (range, less) => scoreOf(range - less) <= scoreOf(range)), { numRuns: 500 });
  });

  it('says where, on which side, and how usual', () => {
    expect(judged({ ...usual, rangeOfMotionDeg: 60 }, reference).codes).toEqual([
      { code: 'INCOMPLETE_RANGE', severity: 'clear', bodyPart: 'shank', side: 'left', feature: 'rangeOfMotionDeg', value: 60, reference: 90, spread: 4.0775, unit: 'deg', u: 30 / 4.0775 },
    ]);
  });

  it('names swinging: twice the speed in less than half the time', () => {
    const swung = { ...usual, peakVelocityOutDegPerS: 161, outS: 0.99 };
    expect(judged(swung, reference).codes.map(({ code }) => code)).toContain('MOMENTUM');
    expect(judged(swung, reference, singleLegSquat).codes.map(({ code }) => code)).not.toContain('MOMENTUM');
    expect(judged({ ...swung, outS: 1 }, reference).codes.map(({ code }) => code)).not.toContain('MOMENTUM');
    expect(judged({ ...swung, peakVelocityOutDegPerS: 160 }, reference).codes.map(({ code }) => code)).not.toContain('MOMENTUM');
  });
});

describe('scoreRepetition, by kind of exercise (clinical D3)', () => {
  const watched = (features: Reference['features']): Reference => ({ ...reference, features: { ...reference.features, ...features } });

  it('counts what the rest of the body does, once it is beyond what a sensor may be wrong', () => {
    const leaning = watched({ pelvicDropDeg: { median: 0, spread: 2 } });
    const codesAt = (pelvicDropDeg: number): unknown[] => judged({ ...usual, pelvicDropDeg }, leaning, singleLegSquat).codes.map(({ code, severity, bodyPart }) => [code, severity, bodyPart]);
    expect(codesAt(12)).toEqual([['PELVIC_DROP', 'clear', 'pelvis']]);
    expect(codesAt(5.5)).toEqual([['PELVIC_DROP', 'mild', 'pelvis']]);
    expect(codesAt(4.9)).toEqual([]);
    expect(judged({ ...usual, pelvicDropDeg: 9.6 }, leaning, singleLegSquat)).toMatchObject({ verdict: 'scored', score: 59, band: 'poor' });
  });

  it('gives no number while a fault that matters for safety cannot be seen', () => {
    expect(judged(usual, reference, deadBug)).toMatchObject({ verdict: 'cannot-judge', reason: 'safety-not-measured' });
    expect(judged({ ...usual, lumbarArchDeg: 1 }, watched({ lumbarArchDeg: { median: 0, spread: 2 } }), deadBug)).toMatchObject({ verdict: 'scored', band: 'good' });
  });

  it('judges a stretch by its hold and range, not by its tempo', () => {
    const held = { ...usual, outS: 0.5, holdS: 30 };
    expect(judged(held, reference, hamstringStretch)).toMatchObject({ verdict: 'scored', score: 100 });
    const short = judged({ ...held, holdS: 15 }, reference, hamstringStretch);
    expect(short).toMatchObject({ score: (0.25 * 100 + 0.35 * 50) / 0.6, band: 'fair' });
    expect(short.codes).toContainEqual(expect.objectContaining({ code: 'HELD_TOO_SHORT', severity: 'clear', value: 15, reference: 30, unit: 's' }));
    expect(judged({ ...held, holdS: 28.6 }, reference, hamstringStretch)).toMatchObject({ score: 100 });
    expect(judged({ ...held, holdS: 27 }, reference, hamstringStretch).codes.map(({ code }) => code)).not.toContain('HELD_TOO_SHORT');
    expect(judged({ ...held, holdS: null }, reference, hamstringStretch)).toMatchObject({ verdict: 'cannot-judge', reason: 'too-few-features' });
  });

  it('has no form score for walking', () => {
    expect(judged(usual, reference, walking)).toMatchObject({ verdict: 'cannot-judge', reason: 'no-form-score', codes: [] });
  });
});
