import { describe, expect, it } from '@jest/globals';
import { mannKendall } from './mann-kendall.js';

describe('the test of Mann and Kendall (clinical C18)', () => {
  it('of the vector: five ranges that fall, S = -10, as one order of 120 or its mirror', () => {
    const { s, p } = mannKendall([100, 99, 97, 96, 94]);
    expect(s).toBe(-10);
    expect(p).toBeCloseTo(2 / 120, 12);
  });

  it.each([
    // Orders of n values by hand: 1, 2, 2, 1 with 0 to 3 falling pairs of three; 1, 3, 5, 6, 5, 3, 1 of four.
    [[1, 2, 3], 3, 2 / 6],
    [[1, 3, 2], 1, 1],
    [[1, 2, 4, 3], 4, 8 / 24],
    [[1, 2, 3, 4], 6, 2 / 24],
  ])('of %j: S %d, by counting orders', (values, s, p) => {
    expect(mannKendall(values)).toEqual({ s, p: expect.closeTo(p, 12) });
  });

  it('with ties, or many values, goes by the normal distribution', () => {
    // By hand: S 9, variance (5*4*15 - 2*1*9) / 18 = 15.667, z = 8 / 3.958 = 2.021, two-sided 0.0433.
    expect(mannKendall([1, 2, 2, 3, 4])).toEqual({ s: 9, p: expect.closeTo(0.0433, 4) });
    expect(mannKendall([7, 7, 7, 7, 7, 7])).toEqual({ s: 0, p: 1 });
    expect(mannKendall(Array.from({ length: 40 }, (_, i) => i)).p).toBeLessThan(1e-12);
  });

  it('is mirrored when values are', () => {
    const values = [3, 1, 4, 1.5, 9, 2.6, 5];
    const [up, down] = [mannKendall(values), mannKendall(values.map((value) => -value))];
    expect(down).toEqual({ s: -up.s, p: expect.closeTo(up.p, 12) });
  });
});
