import { describe, expect, it } from '@jest/globals';
import { sparc } from './sparc.js';

/** One minimum-jerk speed profile of `seconds`, both ends included (vectors.json). */
function minimumJerk(seconds: number, rateHz: number): number[] {
  return Array.from({ length: seconds * rateHz + 1 }, (_, i) => {
    const u = i / (seconds * rateHz);
    return (30 * (u ** 2 - 2 * u ** 3 + u ** 4)) / seconds;
  });
}

describe('sparc (vectors.json)', () => {
  it('of a Gaussian', () => {
    expect(sparc(Array.from({ length: 200 }, (_, i) => Math.exp(-5 * (i / 100 - 1) ** 2)), 100)).toBeCloseTo(-1.414031, 5);
  });

  it.each([[1, 25, -1.40584], [2, 25, -1.40583], [3, 25, -1.402541], [1, 50, -1.40583], [2, 50, -1.405829], [3, 50, -1.402541], [1, 100, -1.405829], [3, 100, -1.402541]])(
    'of a minimum-jerk movement of %d s at %d Hz', (seconds, rateHz, expected) => {
      expect(sparc(minimumJerk(seconds, rateHz), rateHz)).toBeCloseTo(expected, 4);
    },
  );

  it('does not depend on amplitude', () => {
    const speed = minimumJerk(2, 50);
    expect(sparc(speed.map((value) => value * 37), 50)).toBeCloseTo(sparc(speed, 50), 12);
  });
});
