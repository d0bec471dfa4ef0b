import { describe, expect, it } from '@jest/globals';
import { distanceFromWayDeg } from './identity.js';
import type { PostureReference } from './reference.js';

const rad = Math.PI / 180;
const tilted = (deg: number): number[] => [0, Math.sin(deg * rad), Math.cos(deg * rad)];
const way = (degs: number[]): PostureReference => ({ sensors: [0], rest: tilted(0), direction: [0, 1, 0], rangeDeg: 57, path: degs.map(tilted) });
const forward = way([0, 10, 20, 30, 20, 10, 0]);

describe('distance of a repetition from the way of a reference', () => {
  it('is nothing on the way, whatever the speed and the range', () => {
    expect(distanceFromWayDeg([0, 3, 9, 14, 14, 14, 8, 1].map(tilted), forward, [0, 1, 2])).toBeLessThan(0.3);
  });

  it('is how far beside it the patient moved', () => {
    const beside = [0, 10, 20].map((deg) => [Math.sin(12 * rad), ...tilted(deg).slice(1).map((value) => value * Math.cos(12 * rad))]);
    expect(distanceFromWayDeg(beside, forward, [0, 1, 2])).toBeCloseTo(12, 0);
  });

  it('leaves out a sensor that is not worn', () => {
    expect(distanceFromWayDeg([tilted(90)], forward, [-1, -1, -1])).toBe(0);
  });
});
