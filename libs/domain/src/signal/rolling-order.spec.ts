import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantileOfSorted, rollingOrder } from './rolling-order.js';
import { median, quantile } from './statistics.js';

describe('rolling order', () => {
  it('is what sorting each window would give', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { maxLength: 60 }), fc.constantFrom(3, 11, 91), fc.constantFrom(0.25, 0.5, 0.75), (values, size, share) => {
      const half = size >> 1;
      const plain = values.map((_, i) => quantile(values.slice(Math.max(0, i - half), i + half + 1), share));
      expect(rollingOrder(values, size, (sorted) => quantileOfSorted(sorted, share))).toEqual(plain);
    }));
  });

  it('of five values by hand', () => {
    expect(rollingOrder([5, 1, 4, 1, 3], 3, (sorted) => median(sorted))).toEqual([3, 4, 1, 3, 2]);
  });
});
