import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from './token-buckets.js';

describe('token buckets', () => {
  it('let a burst through, then the rate, each key for itself', () => {
    const buckets = new TokenBuckets({ burst: 3, perS: 2 });
    const taken = [0, 0, 0, 0, 400, 500, 900, 1000].map((nowMs) => buckets.take('a', nowMs));
    expect(taken).toEqual([true, true, true, false, false, true, false, true]);
    expect(buckets.take('b', 1000)).toBe(true);
  });

  it('are never fuller than the burst, and a clock that steps back gives nothing', () => {
    const buckets = new TokenBuckets({ burst: 2, perS: 1 });
    expect(buckets.take('a', 0, 2)).toBe(true);
    expect(buckets.take('a', 3_600_000, 3)).toBe(false);
    expect(buckets.take('a', 3_600_000, 2)).toBe(true);
    expect(buckets.take('a', 0)).toBe(false);
  });

  it('take back what turned out to be harmless', () => {
    const buckets = new TokenBuckets({ burst: 1, perS: 0 });
    expect(buckets.take('a', 0)).toBe(true);
    buckets.give('a');
    buckets.give('a', 5);
    buckets.give('nobody');
    expect([buckets.take('a', 0), buckets.take('a', 0)]).toEqual([true, false]);
  });

  it('forget whoever was not seen for longest, and so stay small', () => {
    const buckets = new TokenBuckets({ burst: 1, perS: 0 });
    expect([buckets.take('first', 0), buckets.take('second', 0)]).toEqual([true, true]);
    expect(buckets.take('first', 1)).toBe(false);
    for (let i = 0; i < 19_999; i++) buckets.take(`other ${i}`, 2);
    expect(buckets.take('first', 3)).toBe(false);
    expect(buckets.take('second', 3)).toBe(true);
  });
});
