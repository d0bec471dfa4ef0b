import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sparc } from './sparc.js';

/** One minimum-jerk speed profile of `seconds`, both ends included (vectors.json). */
function minimumJerk(seconds: number, rateHz: number): number[] {
  return Array.from({ length: seconds * rateHz + 1 }, (_, i) => {
    const u = i / (seconds * rateHz);
    return (30 * (u ** 2 - 2 * u ** 3 + u ** 4)) / seconds;
  });
}

/** `count` equal minimum-jerk movements at 50 Hz in 3 s; each begins on the sample before its time, and lasts to the sample after (vectors.json). */
function submovements(count: number): number[] {
  const speed = new Array<number>(151).fill(0);
  const samples = Math.ceil(150 / count);
  for (let k = 0; k < count; k++) {
    const from = Math.floor((k * 150) / count);
    for (let i = 0; i <= samples && from + i < speed.length; i++) {
      const u = i / samples;
      speed[from + i] += 30 * (u ** 2 - 2 * u ** 3 + u ** 4);
    }
  }
  return speed;
}

describe('sparc (vectors.json)', () => {
  it('of a Gaussian', () => {
    expect(sparc(Array.from({ length: 200 }, (_, i) => Math.exp(-5 * (i / 100 - 1) ** 2)), 100)).toBeCloseTo(-1.414031, 5);
  });

  it.each([[1, 25, -1.40584], [2, 25, -1.40583], [3, 25, -1.402541], [1, 50, -1.40583], [2, 50, -1.405829], [3, 50, -1.402541], [1, 100, -1.405829], [2, 100, -1.405829], [3, 100, -1.402541]])(
    'of a minimum-jerk movement of %d s at %d Hz', (seconds, rateHz, expected) => {
      expect(sparc(minimumJerk(seconds, rateHz), rateHz)).toBeCloseTo(expected, 4);
    },
  );

  it.each([[1, -1.402541], [2, -2.266398], [3, -2.703842], [4, -3.101702], [5, -3.362973]])('of %d equal submovements in 3 s', (count, expected) => {
    expect(sparc(submovements(count), 50)).toBeCloseTo(expected, 5);
  });

  it.each([[0.1, -1.7937], [0.2, -1.8503], [0.4, -1.9979]])('of a minimum-jerk movement with a ripple of 3 Hz of %d of its peak (clinical C9)', (share, expected) => {
    const smooth = minimumJerk(2, 50);
    const peak = Math.max(...smooth);
    const rippled = smooth.map((speed, i) => Math.abs(speed + share * peak * Math.sin((2 * Math.PI * 3 * i) / 50) * Math.sin((Math.PI * i) / 100)));
    expect(sparc(rippled, 50)).toBeCloseTo(expected, 4);
  });

  it('of a perfect way out and back is that of two movements: it is for one phase at a time (clinical C9)', () => {
    const phase = minimumJerk(2, 50);
    expect(sparc([...phase, ...phase.slice(1)], 50)).toBeCloseTo(-2.24, 2);
    expect(sparc([...phase, ...new Array<number>(50).fill(0), ...phase.slice(1)], 50)).toBeCloseTo(-3.12, 1);
  });

  it('hardly depends on the rate (clinical I: resampling from 100 to 50 Hz)', () => {
    fc.assert(fc.property(fc.double({ min: 0.6, max: 3, noNaN: true }), fc.double({ min: 0, max: 0.4, noNaN: true }), (seconds, share) => {
      const sample = (rateHz: number): number[] => Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => {
        const u = i / rateHz / seconds;
        return 30 * (u ** 2 - 2 * u ** 3 + u ** 4) * (1 + share * Math.sin((2 * Math.PI * 3 * i) / rateHz));
      });
      const hundred = sample(100);
      const fifty = hundred.filter((_, i) => i % 2 === 0);
      expect(Math.abs(sparc(fifty, 50) - sparc(hundred, 100))).toBeLessThan(0.05);
    }));
  });

  it('keeps below 0.4 of a slow rate', () => {
    // At 20 Hz a ripple of 9 Hz lies beyond what is trusted, 8 Hz.
    const smooth = minimumJerk(3, 20);
    const rippled = smooth.map((speed, i) => speed * (1 + 0.5 * Math.cos((2 * Math.PI * 9 * i) / 20)));
    expect(sparc(rippled, 20)).toBeCloseTo(sparc(smooth, 20), 1);
  });

  it('does not depend on amplitude', () => {
    const speed = minimumJerk(2, 50);
    expect(sparc(speed.map((value) => value * 37), 50)).toBeCloseTo(sparc(speed, 50), 12);
  });
});
