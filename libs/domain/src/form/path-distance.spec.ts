import { describe, expect, it } from '@jest/globals';
import { channelsDistance, pathDistance, profilePoints, resample } from './path-distance.js';

const profile = resample([0, 10, 20, 10, 0], profilePoints);
const flat = (deg: number): number[] => new Array<number>(profilePoints).fill(deg);

describe('path distance', () => {
  it('is 0 to itself, and grows with what is missing of the range', () => {
    expect(pathDistance(profile, [profile])).toBe(0);
    const distances = [0.9, 0.7, 0.5].map((share) => pathDistance(profile.map((angle) => angle * share), [profile]) ?? 0);
    expect(distances[0]).toBeLessThan(distances[1]);
    expect(distances[1]).toBeLessThan(distances[2]);
  });

  it('is that to the nearest reference', () => {
    expect(pathDistance(profile, [flat(90), profile])).toBe(0);
    expect(pathDistance(profile, [])).toBeNull();
  });

  it('is no number when an angle is none', () => {
    expect(pathDistance(profile.map((angle, i) => (i === 50 ? Number.NaN : angle)), [profile])).toBeNull();
  });

  it('weighs the trunk half, on what both have (clinical C9)', () => {
    // 6 deg of the trunk all the way: sqrt(0.5 x 6^2) a step.
    const leaning = { angleDeg: profile, trunkFrontalDeg: flat(6) };
    expect(channelsDistance(leaning, [{ angleDeg: profile, trunkFrontalDeg: flat(0) }])).toBeCloseTo(Math.sqrt(18), 10);
    expect(channelsDistance(leaning, [{ angleDeg: profile }])).toBe(0);
    const both = { angleDeg: flat(3), offAxisDeg: flat(2), trunkSagittalDeg: flat(-4) };
    expect(channelsDistance(both, [{ angleDeg: flat(0), offAxisDeg: flat(0), trunkSagittalDeg: flat(0) }])).toBeCloseTo(Math.sqrt(9 + 0.5 * (4 + 16)), 10);
  });
});
