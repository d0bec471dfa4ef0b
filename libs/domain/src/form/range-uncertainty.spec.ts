import { describe, expect, it } from '@jest/globals';
import { rangeUncertaintyDeg } from './range-uncertainty.js';

describe('how far the joint may be off what its sensors tell', () => {
  it.each([
    // The volunteer's right knee: a deep squat, 90 deg by sensors where the markers said 105.9; a single-leg squat, 64.1 where they said 68.1.
    [90, 105.9],
    [64.1, 68.1],
    // The left knee, lunging: more by sensors than by markers.
    [87.9, 83.5],
  ])('holds %d deg by sensors and %d by optical markers', (sensedDeg, opticalDeg) => {
    expect(Math.abs(sensedDeg - opticalDeg)).toBeLessThan(rangeUncertaintyDeg(sensedDeg) ?? NaN);
  });

  it('is a fifth, and never less than of the smallest range that was compared', () => {
    expect([20, 60, 100].map(rangeUncertaintyDeg)).toEqual([4, 12, 20]);
    expect([0, 5, 19].map(rangeUncertaintyDeg)).toEqual([4, 4, 4]);
  });

  it('is not known of what was not measured', () => {
    expect(rangeUncertaintyDeg(null)).toBeNull();
  });
});
