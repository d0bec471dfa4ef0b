import { describe, expect, it } from '@jest/globals';
import { exercises } from '#libs/domain';
import { amountOf, isWalk, sayAmount, sayWalkScores } from './walk-words.js';

describe('a walk, in words', () => {
  it('is what the catalogue scores as one', () => {
    expect(exercises.filter(({ id }) => isWalk(id)).map(({ id }) => id)).toEqual(exercises.filter(({ scoring }) => scoring === 'gait').map(({ id }) => id));
  });

  it('is told by its length, not by how many bouts it was', () => {
    expect([sayAmount(6, 'walking'), sayAmount(1, 'squat'), sayAmount(8, 'squat')]).toEqual(['60 s of walking', 'one repetition', '8 repetitions']);
    const bouts = [60, 25, null].map((durationS) => ({ features: { durationS } }));
    expect([amountOf(bouts, 'backward-walking'), amountOf(bouts, 'squat'), amountOf([], 'walking')]).toEqual([8, 3, 0]);
  });

  it('says its sub-scores, the weakest first, and what was not measured', () => {
    const domains = [{ domain: 'tempo', score: 100, weight: 0.25 }, { domain: 'compensation', score: null, weight: 0.15 }, { domain: 'regularity', score: 84.3, weight: 0.35 }, { domain: 'symmetry', score: 0, weight: 0.25 }];
    expect(sayWalkScores({ score: 59, domains })).toBe('evenness of steps 0, rhythm 84, cadence 100, level hips not measured');
    expect(sayWalkScores({ score: null, domains: [] })).toBeNull();
  });
});
