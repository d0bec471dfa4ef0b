import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trend, type TrendPoint } from './trend.js';

const dayMs = 86_400_000;
const daily = (...values: (number | null)[]): TrendPoint[] => values.map((value, day) => ({ tMs: day * dayMs, value }));

describe('a trend over sessions (clinical D6)', () => {
  it('is told where it is more than chance and more than the spread: 82 to 95 in six sessions', () => {
    // By hand: slopes of all pairs have the median 2.6 a day; 4 d of spread among the newest five, 13 in all.
    expect(trend(daily(82, 84.6, 87.2, 89.8, 92.4, 95), 5)).toEqual({ told: 'rises', sessions: 6, from: expect.closeTo(82, 9), to: expect.closeTo(95, 9) });
    expect(trend(daily(95, 92.4, 89.8, 87.2, 84.6, 82), 5)).toMatchObject({ told: 'falls' });
  });

  it('cannot be told from fewer than five', () => {
    expect(trend(daily(70, 80, 90))).toEqual({ told: 'cannot-tell', sessions: 3 });
    expect(trend(daily(70, 80, null, 90, null, 100))).toEqual({ told: 'cannot-tell', sessions: 4 });
    expect(trend([])).toEqual({ told: 'cannot-tell', sessions: 0 });
  });

  it('is none where values go up and down, within the error of measurement, or where the newest spread as much', () => {
    expect(trend(daily(82, 95, 81, 94, 83, 96))).toMatchObject({ told: 'none' });
    expect(trend(daily(82, 83, 84, 85, 86), 5)).toMatchObject({ told: 'none' });
    expect(trend(daily(80, 81, 82, 83, 84, 60, 100, 70, 110, 105))).toMatchObject({ told: 'none' });
  });

  it('takes a session that could not be measured as a gap, not as 0', () => {
    expect(trend(daily(82, null, 87.2, 89.8, 92.4, 95), 5)).toMatchObject({ told: 'rises', sessions: 5, from: expect.closeTo(82, 9), to: expect.closeTo(95, 9) });
  });

  it('is the same of values that are all so much higher, and turns with them', () => {
    const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 15 });
    const turned = { rises: 'falls', falls: 'rises', none: 'none', 'cannot-tell': 'cannot-tell' };
    fc.assert(
      fc.property(values, (list) => {
        const { told } = trend(daily(...list));
        expect(trend(daily(...list.map((value) => value + 50))).told).toBe(told);
        expect(trend(daily(...list.map((value) => -value))).told).toBe(turned[told]);
      }),
    );
  });

  it('is told of noise alone in less than one of twenty cases', () => {
    const noise = random(7);
    const told = Array.from({ length: 500 }, () => trend(daily(...Array.from({ length: 8 }, noise)))).filter((each) => each.told !== 'none');
    expect(told.length).toBeLessThan(25);
  });
});

/** Marsaglia's xorshift of 32 bits (2003), 0 to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
