import { describe, expect, it } from '@jest/globals';
import { ldlj } from './ldlj.js';

/** One minimum-jerk speed profile of 2 s, both ends included (vectors.json). */
function minimumJerk(rateHz: number): number[] {
  return Array.from({ length: 2 * rateHz + 1 }, (_, i) => {
    const u = i / (2 * rateHz);
    return (30 * (u ** 2 - 2 * u ** 3 + u ** 4)) / 2;
  });
}

describe('log dimensionless jerk (vectors.json)', () => {
  it('of a Gaussian', () => {
    expect(ldlj(Array.from({ length: 200 }, (_, i) => Math.exp(-5 * (i / 100 - 1) ** 2)), 100)).toBeCloseTo(-5.816357, 5);
  });

  it.each([[25, -5.280429], [50, -5.301633], [100, -5.311934]])('of a minimum-jerk movement of 2 s at %d Hz', (rateHz, expected) => {
    expect(ldlj(minimumJerk(rateHz), rateHz)).toBeCloseTo(expected, 5);
  });

  it('does not depend on amplitude nor on direction', () => {
    expect(ldlj(minimumJerk(50).map((value) => -37 * value), 50)).toBeCloseTo(ldlj(minimumJerk(50), 50), 12);
  });

  it.each([['nothing', []], ['two samples', [1, 2]], ['what is no number', [0, 1, Number.NaN, 1, 0]], ['stillness', [0, 0, 0, 0]], ['an infinity', [0, 1, Infinity, 1]]])(
    'is no number for %s', (_, velocity) => {
      expect(ldlj(velocity as number[], 50)).toBeNaN();
    },
  );
});
