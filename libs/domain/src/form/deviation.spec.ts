import { describe, expect, it } from '@jest/globals';
import { deviation, shrunkSpread, subScore } from './deviation.js';

describe('deviation (clinical D1, D2; vectors.json)', () => {
  it.each([[0, 100], [1.5, 100], [2, 86.66666666666667], [2.25, 80], [2.5, 73.33333333333333], [3, 60], [3.5, 45], [4, 30], [4.5, 15], [5, 0], [6, 0]])(
    'of %d is worth %d', (u, score) => {
      expect(subScore(u)).toBeCloseTo(score, 9);
    },
  );

  it.each([[3, 2.5, 6, 4.984350509344221], [8, 2.5, 6, 4.206222496766866], [20, 2.5, 6, 3.492849839314596], [8, 2.9652, 5.4, 4.07751138582573]])(
    'spread of %d repetitions, observed %d, prior %d', (n, observed, prior, expected) => {
      expect(shrunkSpread({ n, observed, prior, floor: 0 })).toBeCloseTo(expected, 9);
    },
  );

  it('counts on the bad side only', () => {
    const reference = { median: 90, spread: 4 };
    expect(deviation(74, reference, 'low')).toBe(4);
    expect(deviation(106, reference, 'low')).toBe(0);
    expect(deviation(106, reference, 'high')).toBe(4);
    expect(deviation(74, reference, 'two')).toBe(4);
  });
});
