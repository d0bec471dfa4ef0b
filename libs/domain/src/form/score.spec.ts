import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normal, seededRandom } from '../../../../tests/support/strap-faults.js';
import type { FormScore, RepetitionFeatures } from '../repetition/repetition.js';
import type { Reference } from './reference.js';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import { hamstringStretch } from '../prescription/catalogue/hamstring-stretch.js';
import { slowSquat } from '../prescription/catalogue/slow-squat.js';
import { singleLegSquat } from '../prescription/catalogue/single-leg-squat.js';
import { seatedKneeExtension } from '../prescription/catalogue/seated-knee-extension.js';
import { pacedBreathing } from '../prescription/catalogue/paced-breathing.js';
import { walking } from '../prescription/catalogue/walking.js';
import type { Exercise } from '../prescription/exercise.js';
import { deviation, subScore } from './deviation.js';
import { domainWeights } from './domain-weights.js';
import { bandOf, codesWithoutReference, combine, scoreRepetition } from './score.js';

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

  it('is capped at 79 below 60 and at 59 below 30, at neither border', () => {
    const withPath = (score: number): number | null => combine([domain(100, 0.85), domain(score, 0.15)]);
    expect([60, 59.99, 30, 29.99].map(withPath)).toEqual([expect.closeTo(94, 9), 79, 79, 59]);
    expect([80, 79.99, 60, 59.99].map(bandOf)).toEqual(['good', 'fair', 'fair', 'poor']);
  });

  it('gives no number when too little was measured', () => {
    expect(combine([domain(100, 0.25), domain(100, 0.2)])).toBeNull();
    expect(combine([domain(100, 0.25), domain(100, 0.2), domain(100, 0.15)])).toBe(100);
    expect(combine([domain(100, 0.25), domain(100, 0.2), domain(100, 0.149)])).toBeNull();
  });
});

describe('a fault of the whole that is said (clinical D3: from 80 on there is no clear fault)', () => {
  const of = (type: string, probability: number) => scoreRepetition(usual, reference, { exercise: seatedKneeExtension, side: 'left', execution: { type, probability, basis: 'own-types' }, compensations: [] });

  it('is not called good where no feature shows it; a guess takes nothing away', () => {
    expect(of('correct', 0.9)).toMatchObject({ score: 100, band: 'good' });
    expect(of('knee in', 0.45)).toMatchObject({ score: 100, band: 'good' });
    expect(of('knee in', 0.9)).toMatchObject({ score: 79, band: 'fair' });
  });
});

describe('without a reference (clinical C9, D5)', () => {
  const told = (sparcOut: number | null, exercise: Exercise = seatedKneeExtension) =>
    codesWithoutReference({ ...usual, sparcOut, sparcBack: null }, { exercise, side: 'left', compensations: [] }).map(({ code, severity, feature, u }) => ({ code, severity, feature, u }));

  it.each([
    [-2.6, []],
    [-2.61, [{ code: 'JERKY', severity: 'mild', feature: 'sparcOut', u: expect.closeTo(2.2583, 3) }]],
    [-3.5, [{ code: 'JERKY', severity: 'mild', feature: 'sparcOut', u: expect.closeTo(3, 9) }]],
    [-3.51, [{ code: 'JERKY', severity: 'clear', feature: 'sparcOut', u: expect.closeTo(3.0083, 3) }]],
    [null, []],
  ])('a way out of SPARC %d is told as %j', (sparcOut, codes) => {
    expect(told(sparcOut)).toEqual(codes);
  });

  it('says nothing of the way into a stretch, whose smoothness is not asked for', () => {
    expect(told(-6, hamstringStretch).map(({ code }) => code)).not.toContain('JERKY');
  });

  it.each([[2, []], [1.9, ['mild']], [1.2, ['clear']]])('a slow squat that takes %d s down is told as %j too fast (clinical C17)', (outS, severities) => {
    const codes = codesWithoutReference({ ...usual, outS, sparcOut: null, sparcBack: null }, { exercise: slowSquat, side: 'both', compensations: [] });
    expect(codes.map(({ code, feature, reference: least, isLimit, severity }) => [code, feature, least, isLimit, severity])).toEqual(severities.map((severity) => ['TOO_FAST', 'outS', 2, true, severity]));
  });

  it('is not asked where there is a reference: what is usual of this patient counts', () => {
    const rough = { ...reference, features: { ...reference.features, sparcOut: { median: -3.4, spread: 0.3 } } };
    expect(judged({ ...usual, sparcOut: -3.6 }, rough).codes).toEqual([]);
  });
});

describe('a score by chance (clinical D3, D5: computed there with other random numbers)', () => {
  const random = seededRandom(11, 4);
  /** Nine features, in units of what is usual for them; those of tempo are bad on either side. */
  const features = ['range', 'tempo', 'tempo', 'path', 'path', 'compensation', 'compensation', 'smoothness', 'smoothness'] as const;
  const us = (shift: number): number[] => features.map((name, i) => deviation(normal(random) + (i === 0 ? shift : 0), { median: 0, spread: 1 }, name === 'tempo' ? 'two' : 'high'));
  const scoreOf = (u: number[]): number => combine(([...new Set(features)]).map((name) => domain(Math.min(...u.filter((_, i) => features[i] === name).map(subScore)), domainWeights['dynamic-strength']?.[name] ?? 0))) ?? Number.NaN;
  const many = (shift: number): number[] => Array.from({ length: 20_000 }, () => scoreOf(us(shift))).sort((a, b) => a - b);
  const shareBelow = (scores: number[], limit: number): number => scores.filter((score) => score < limit).length / scores.length;

  it('of correct repetitions is 98 on average, 93 in one of twenty, below 80 in 1.6 % and hardly ever poor', () => {
    const scores = many(0);
    expect(Math.abs(scores.reduce((sum, score) => sum + score, 0) / scores.length - 98.3)).toBeLessThan(0.3);
    expect(Math.abs(scores[1000] - 93.2)).toBeLessThan(0.8);
    expect(Math.abs(shareBelow(scores, 80) - 0.016)).toBeLessThan(0.004);
    expect(shareBelow(scores, 60)).toBeLessThan(0.0015);
  });

  it.each([[3, 0.16], [4, 0.5], [5, 0.845]])('is poor where one feature is off by %d: in %d of them', (shift, share) => {
    expect(Math.abs(shareBelow(many(shift), 60) - share)).toBeLessThan(0.02);
  });

  it('tells a clear fault of a correct one in 0.135 % a side: of nine features, two of them two-sided, in 1.5 %', () => {
    const told = Array.from({ length: 40_000 }, () => us(0).some((u) => u >= 3)).filter(Boolean).length / 40_000;
    expect(Math.abs(told - (1 - (1 - 0.00135) ** 11))).toBeLessThan(0.003);
  });
});

describe('scoreRepetition', () => {
  it('of the knee extension, from its features: a range of 74 and a way out of 1.4 s (clinical D3, example 1)', () => {
    const score = judged({ ...usual, rangeOfMotionDeg: 74, outS: 1.4, pathDistanceDeg: 1 + 1.8 * 2.4 }, reference);
    expect(score).toMatchObject({ verdict: 'scored', band: 'fair', codes: [{ code: 'INCOMPLETE_RANGE', severity: 'clear' }, { code: 'TOO_FAST', severity: 'mild' }] });
    const scoreIn = (name: string): number | null | undefined => (score.verdict === 'cannot-judge' ? null : score.domains.find(({ domain: each }) => each === name)?.score);
    expect([scoreIn('range'), scoreIn('tempo'), scoreIn('path')]).toEqual([expect.closeTo(32.281, 2), expect.closeTo(67.08, 1), expect.closeTo(92, 6)]);
    // No sensor for the compensations here: what is left of the weights is 0.7, not 0.95.
    expect(score).toMatchObject({ score: expect.closeTo((0.25 * 32.281 + 0.2 * 67.08 + 0.15 * 92 + 0.1 * 100) / 0.7, 1) });
  });

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

  it('tells nobody that a stretch was too slow, rough or off its path, which are no domains of it, but where the exercise names them', () => {
    const timed = watched({ durationS: { median: 38, spread: 5.7 } });
    const long = { ...usual, durationS: 64, holdS: 56, sparcOut: -4, pathDistanceDeg: 20 };
    expect(judged(long, timed, hamstringStretch)).toMatchObject({ score: 100, codes: [] });
    expect(judged(long, timed).codes.map(({ code }) => code)).toEqual(['TOO_SLOW', 'JERKY', 'PATH_DEVIATION']);
    const named = { ...hamstringStretch, faults: [{ code: 'JERKY', limit: null, unit: '', safetyCritical: false, cue: '' } as const] };
    expect(judged(long, timed, named).codes.map(({ code }) => code)).toEqual(['JERKY']);
  });

  it('has no form score for breathing, and none of a walk from what a joint shows', () => {
    expect(judged(usual, reference, pacedBreathing)).toMatchObject({ verdict: 'cannot-judge', reason: 'no-form-score', codes: [] });
    expect(judged(usual, reference, walking)).toMatchObject({ verdict: 'cannot-judge', reason: 'too-few-features', codes: [] });
  });
});
