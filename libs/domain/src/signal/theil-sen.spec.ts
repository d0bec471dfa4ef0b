import { describe, expect, it } from '@jest/globals';
import { theilSenSlope } from './theil-sen.js';

describe('trend (vectors.json theilSen)', () => {
  it('of a range that gets smaller', () => {
    expect(theilSenSlope([100, 99, 97, 96, 94])).toBeCloseTo(-1.5, 12);
  });

  it('is not turned by one outlier, nor there for a single value', () => {
    expect(theilSenSlope([100, 99, 98, 20, 96, 95, 94])).toBeCloseTo(-1, 12);
    expect(theilSenSlope([5])).toBeNaN();
  });

  it('goes by when, where it is said: a month without a session is no step', () => {
    expect(theilSenSlope([80, 81, 91], [0, 1, 11])).toBeCloseTo(1, 12);
  });
});
