import { describe, expect, it } from '@jest/globals';
import { goniometerFactor, rangeByGoniometerDeg } from './goniometer.js';

describe('a range by the goniometer\'s scale', () => {
  it('is what the sensors say times what the goniometer read over what they read', () => {
    // A deep squat: 110 deg by goniometer where the sensors said 88; another of 80 by sensors is 100.
    const reference = { goniometerDeg: 110, rangeOfMotionDeg: 88 };
    expect(goniometerFactor(reference)).toBe(1.25);
    expect(rangeByGoniometerDeg(80, reference)).toBe(100);
  });

  it('keeps every ratio, so that nothing that compares repetitions changes', () => {
    const reference = { goniometerDeg: 66, rangeOfMotionDeg: 60 };
    const [small, whole] = [30, 60].map((deg) => rangeByGoniometerDeg(deg, reference) ?? NaN);
    expect(small / whole).toBeCloseTo(0.5, 12);
  });

  it.each([
    ['nobody measured', { rangeOfMotionDeg: 60 }],
    ['the goniometer read less than three quarters', { goniometerDeg: 44.9, rangeOfMotionDeg: 60 }],
    ['it read more than 1.35 times as much', { goniometerDeg: 81.1, rangeOfMotionDeg: 60 }],
    ['the sensors saw no movement', { goniometerDeg: 60, rangeOfMotionDeg: 0 }],
  ])('is not made up where %s', (_why, reference) => {
    expect(goniometerFactor(reference)).toBeNull();
    expect(rangeByGoniometerDeg(60, reference)).toBeNull();
  });

  it('holds at its bounds', () => {
    expect(goniometerFactor({ goniometerDeg: 45, rangeOfMotionDeg: 60 })).toBe(0.75);
    expect(goniometerFactor({ goniometerDeg: 81, rangeOfMotionDeg: 60 })).toBeCloseTo(1.35, 12);
  });

  it('does not measure what the sensors could not', () => {
    expect(rangeByGoniometerDeg(null, { goniometerDeg: 66, rangeOfMotionDeg: 60 })).toBeNull();
  });
});
