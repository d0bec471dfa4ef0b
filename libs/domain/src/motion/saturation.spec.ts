import { describe, expect, it } from '@jest/globals';
import { isAtRangeEnd } from './saturation.js';

describe('end of range', () => {
  // 99 % of 16 g is 155.337 m/s2, of 2000 deg/s 1980.
  it.each([
    [155.3, 1979, false],
    [155.34, 0, true],
    [-155.34, 0, true],
    [0, 1980, true],
    [0, -1980, true],
  ])('%d m/s2 with %d deg/s: %s', (acc, gyr, expected) => {
    expect(isAtRangeEnd(Float64Array.from([0, 0, 0, 0, acc, 0]), Float64Array.from([0, 0, 0, 0, 0, gyr]), 3)).toBe(expected);
  });
});
