import { describe, expect, it } from '@jest/globals';
import { pathDistance, profilePoints, resample, warp } from './path-distance.js';

const reference = [0, 10, 20, 10, 0];

describe('path distance', () => {
  it.each([
    [[0, 0, 10, 20, 20, 10, 0], 0],
    [[0, 5, 15, 5, 0], 15],
    [[2, 12, 22, 12, 2], 10],
    [[0, 10, 14, 10, 0], 6],
  ])('warps %j to the reference at a cost of %d (vectors.json)', (query, cost) => {
    expect(warp(query, reference).cost).toBeCloseTo(cost, 12);
  });

  it('is 0 to itself, and grows with what is missing of the range', () => {
    const profile = resample(reference, profilePoints);
    expect(pathDistance(profile, [profile])).toBe(0);
    const distances = [0.9, 0.7, 0.5].map((share) => pathDistance(profile.map((angle) => angle * share), [profile]) ?? 0);
    expect(distances[0]).toBeLessThan(distances[1]);
    expect(distances[1]).toBeLessThan(distances[2]);
    expect(pathDistance(profile, [])).toBeNull();
  });
});
