import { describe, expect, it } from '@jest/globals';
import type { Execution } from '../repetition/repetition.js';
import { featureRules, subScore, type Feature, type FeatureRule, type Judged } from './deviation.js';
import { temper } from './execution-judgement.js';

const off = (feature: Feature, u: number): Judged => ({ feature, rule: featureRules[feature] as FeatureRule, value: 1, usual: { median: 2, spread: 1 }, u, score: subScore(u) });
const execution = (type: string, probability = 0.9): Execution => ({ type, probability, basis: 'own-correct' });
const judged = [off('durationS', 1), off('rangeOfMotionDeg', 4), off('sparcOut', 6)];

describe('single features and the repetition as a whole', () => {
  it('agree: a fault of the whole is clear in its feature, and worth the probability that there is none', () => {
    expect(temper(judged, execution('too-fast'), false)[0]).toMatchObject({ u: 3, score: expect.closeTo(10, 9) });
    expect(temper(judged, execution('low-amplitude'), false)[1]).toMatchObject({ u: 4, score: expect.closeTo(10, 9) });
  });

  it('stay mild against a provisional reference where the whole does not show it', () => {
    const tempered = temper(judged, execution('correct'), true);
    expect(tempered.map(({ u }) => u)).toEqual([1, 2.99, 2.99]);
    expect(tempered.map(({ score }) => score)).toEqual([100, 60, 60]);
  });

  it('are left alone against a full reference, and where nothing is known of the whole', () => {
    expect(temper(judged, execution('correct'), false)).toEqual(judged);
    expect(temper(judged, null, true)).toEqual(judged);
  });

  it('do not follow a guess', () => {
    expect(temper(judged, execution('too-fast', 0.45), true)[0]).toMatchObject({ u: 1, score: 100 });
  });
});
