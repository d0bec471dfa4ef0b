import { describe, expect, it } from '@jest/globals';
import { executionByManner, type MannerModel } from './manner.js';

/** Two faults at right angles, a standard deviation of 1 in both values. */
const model: MannerModel = {
  values: ['x', 'y'], classes: [{ type: 'east', mean: [10, 0] }, { type: 'north', mean: [0, 10] }], precision: [[1, 0], [0, 1]], severities: [0.4, 1],
};

describe('execution by manner', () => {
  it.each([
    [[0, 0], 'correct'],
    [[10, 0], 'east'],
    [[0, 10], 'north'],
    // Acted with less: 4 of 10, and nearer to that than to nothing.
    [[4, 0.5], 'east'],
    [[-9, 0], 'correct'],
  ])('%j is %s', (difference, type) => expect(executionByManner(model, difference)).toMatchObject({ type, basis: 'own-correct' }));

  it('has the probability of hand', () => {
    // At (2, 0): correct exp(-2), east (exp(-2) + exp(-32)) / 2, north (exp(-2 - 8) + exp(-2 - 50)) / 2.
    const correct = Math.exp(-2);
    const probability = correct / (correct + (Math.exp(-2) + Math.exp(-32)) / 2 + (Math.exp(-10) + Math.exp(-52)) / 2);
    expect(executionByManner(model, [2, 0]).probability).toBeCloseTo(probability, 12);
  });

  it('gives a probability however far it is from everything', () => {
    expect(executionByManner(model, [-1e6, 1e6]).probability).toBeGreaterThan(0);
  });
});
