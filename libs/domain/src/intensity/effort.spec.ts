import { describe, expect, it } from '@jest/globals';
import { hasLoadRisen, isRpe, sessionLoad, weeklyLoad } from './effort.js';

describe('effort as it was said (clinical B13)', () => {
  it('RPE 4 for 30 min is 120', () => {
    expect(sessionLoad(4, 30)).toEqual({ ok: true, value: 120, flags: [] });
  });

  it('no rating is no load, not 0', () => {
    expect(sessionLoad(null, 30)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(sessionLoad(0, 30)).toMatchObject({ ok: true, value: 0 });
  });

  it.each([[-0.5, false], [0, true], [3.5, true], [3.3, false], [10, true], [10.5, false], [Number.NaN, false]])('%d is a rating: %s', (value, is) => {
    expect(isRpe(value)).toBe(is);
    expect(sessionLoad(value, 30).ok).toBe(is);
  });

  it('sums a week, with monotony and strain: 120 on three days', () => {
    // Mean 360/7, squares 3 (120 - 360/7)^2 + 4 (360/7)^2, over 6.
    const { load, monotony, strain } = weeklyLoad([120, 0, 120, 0, 120, 0, 0]);
    expect(load).toBe(360);
    expect(monotony).toBeCloseTo(360 / 7 / Math.sqrt(24_685.714285714286 / 6), 9);
    expect(strain).toBeCloseTo(360 * (monotony ?? Number.NaN), 9);
  });

  it('has no monotony where every day was alike', () => {
    expect(weeklyLoad(new Array<number>(7).fill(50))).toEqual({ load: 350, monotony: null, strain: null });
    expect(() => weeklyLoad([1])).toThrow('1 days');
  });

  it('has risen when above 1.3 times the mean of four weeks', () => {
    expect(hasLoadRisen(131, [100, 100, 100, 100])).toBe(true);
    expect(hasLoadRisen(130, [100, 100, 100, 100])).toBe(false);
    expect(hasLoadRisen(131, [900, 100, 100, 100, 100])).toBe(true);
    expect(hasLoadRisen(500, [100, 100, 100])).toBeNull();
  });
});
