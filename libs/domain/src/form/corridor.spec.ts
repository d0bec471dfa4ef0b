import { describe, expect, it } from '@jest/globals';
import { corridorOf, edgesOf } from './corridor.js';
import { profilePoints } from './path-distance.js';

/** A ramp to `topDeg`. */
const profile = (topDeg: number): number[] => Array.from({ length: profilePoints }, (_, i) => (topDeg * i) / (profilePoints - 1));

describe('the corridor of a reference', () => {
  it('is mean and spread at each time, by hand', () => {
    const { meanDeg, spreadDeg } = corridorOf({ profiles: [profile(90), profile(100), profile(110)], rangeOfMotionDeg: 100 });
    expect(meanDeg[0]).toBe(0);
    expect(meanDeg[profilePoints - 1]).toBeCloseTo(100, 9);
    // Standard deviation 10, prior 6: sqrt((3 * 100 + 5 * 36) / 8).
    expect(spreadDeg[profilePoints - 1]).toBeCloseTo(Math.sqrt(60), 9);
    // Where they all are the same, the prior: sqrt(5 * 36 / 8).
    expect(spreadDeg[0]).toBeCloseTo(Math.sqrt(22.5), 9);
  });

  it('of one repetition is as wide as people vary, never a line', () => {
    const { meanDeg, spreadDeg } = corridorOf({ profiles: [profile(30)], rangeOfMotionDeg: 30 });
    expect(meanDeg).toEqual(profile(30));
    expect(spreadDeg).toEqual(new Array(profilePoints).fill(3));
  });

  it('is drawn two spreads to each side, to a tenth of a degree', () => {
    expect(edgesOf({ meanDeg: [0, 50], spreadDeg: [3, 4.26] })).toEqual({ lowDeg: [-6, 41.5], highDeg: [6, 58.5] });
  });
});
