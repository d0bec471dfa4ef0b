import { describe, expect, it } from '@jest/globals';
import { executionByPopulation, hasteLogOdds, type PopulationModel } from './population-model.js';

/** One value each, of variance 1. */
const question = (...types: string[]): PopulationModel['haste'] => ({
  values: ['x'], classes: types.map((type, i) => ({ type, mean: [2 * i] })), precision: [[1]], offsets: { moved: [10] },
});
/** Nothing is believed beyond three standard deviations. */
const model: PopulationModel = { haste: question('unhurried', 'too-fast'), size: question('correct', 'low-amplitude', 'too-fast'), farthest: 9 };
const told = (haste: number, size: number, exercise = ''): unknown => executionByPopulation(model, { haste: [haste], size: [size] }, exercise);

describe('two questions, one after the other', () => {
  it('shares what is not hurried between the sizes', () => {
    // Odds of haste e^-2, 1 to e^-2 in favour of correct: (1 / (1 + e^-2))^2.
    expect(told(0, 0)).toEqual({ type: 'correct', probability: expect.closeTo(0.775803, 6), basis: 'population' });
    expect(told(0, 2)).toEqual({ type: 'low-amplitude', probability: expect.closeTo(0.775803, 6), basis: 'population' });
  });

  it('asks what is hurried nothing more', () => {
    expect(told(2, 4)).toEqual({ type: 'too-fast', probability: expect.closeTo(0.880797, 6), basis: 'population' });
  });

  it('moves with the exercise', () => expect(told(10, 10, 'moved')).toEqual(told(0, 0)));

  it('tells nothing of what is like nobody\'s, or no number', () => {
    expect(told(-4, 0)).toBeNull();
    expect(told(0, -4)).toBeNull();
    expect(told(0, Number.NaN)).toBeNull();
    expect(told(Number.NaN, 0)).toBeNull();
  });
});

describe('haste alone', () => {
  const odds = (haste: number, exercise = ''): number | null => hasteLogOdds(model, { haste: [haste], size: [Number.NaN] }, exercise);

  it('is told by the first question', () => {
    // Means 0 and 2, variance 1: squared distances 0 and 4, 4 and 0.
    expect([odds(0), odds(2), odds(1), odds(10, 'moved')]).toEqual([-2, 2, 0, -2]);
  });

  it('is no less likely than of the usual unhurried one', () => expect([odds(-1), odds(9, 'moved')]).toEqual([-2, -2]));

  it('is not told of what is like nobody\'s, or no number', () => expect([odds(-4), odds(Number.NaN)]).toEqual([null, null]));
});
