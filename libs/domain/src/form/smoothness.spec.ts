import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { phaseLdlj, phaseSparc } from './smoothness.js';

/** 45 deg in `seconds`, minimum jerk: peak of 84 deg/s in 1 s. */
function minimumJerk(seconds: number, rateHz: number, deg = 45): number[] {
  return Array.from({ length: Math.round(seconds * rateHz) + 1 }, (_, i) => {
    const u = i / rateHz / seconds;
    return (deg * 30 * (u ** 2 - 2 * u ** 3 + u ** 4)) / seconds;
  });
}

describe('smoothness of a phase', () => {
  it('is that of its speed profile (vectors.json)', () => {
    expect(phaseSparc(minimumJerk(2, 50), 20)).toMatchObject({ ok: true, value: expect.closeTo(-1.405829, 4) });
    expect(phaseLdlj(minimumJerk(2, 50), 20)).toMatchObject({ ok: true, value: expect.closeTo(-5.301633, 5) });
  });

  it('does not apply to what is shorter than 0.4 s or slower than 10 deg/s', () => {
    expect(phaseSparc(new Array<number>(19).fill(50), 20)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(phaseSparc(new Array<number>(20).fill(50), 20).ok).toBe(true);
    expect(phaseSparc(new Array<number>(50).fill(9.99), 20)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(phaseSparc(new Array<number>(50).fill(10), 20).ok).toBe(true);
  });

  it('by jerk does not apply below 50 Hz (clinical C1)', () => {
    expect(phaseLdlj(minimumJerk(2, 25), 40)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(phaseSparc(minimumJerk(2, 25), 40).ok).toBe(true);
    expect(phaseSparc(minimumJerk(2, 10), 100)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it.each([Number.NaN, Infinity, -Infinity])('is no number with a speed of %d anywhere', (hole) => {
    fc.assert(fc.property(fc.nat(100), (at) => {
      const speed = minimumJerk(2, 50);
      speed[at] = hole;
      expect(phaseSparc(speed, 20)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
      expect(phaseLdlj(speed, 20)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    }));
  });
});
