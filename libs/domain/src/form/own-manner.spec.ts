import { describe, expect, it } from '@jest/globals';
import type { TrackFrame } from '../motion/sensor-track.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { likenessTo, ownMannerOf, ownValuesOf, ownView, smaller } from './own-manner.js';

const degPerRad = 180 / Math.PI;
const frame = (w: [number, number, number]): TrackFrame => ({ index: 0, q: [1, 0, 0, 0], w, acc: [0, 0, 9.81], valid: true, restarted: false });

/** One sensor: half a second out about x at 20 deg/s, half a second back about y at 10 deg/s; gravity along z at rest, along y when far. */
function found(): FoundRepetition {
  const manner: number[] = [];
  for (let i = 0; i < 50; i++) manner.push(0, i === 25 ? 1 : 0, i === 25 ? 0 : 1, ...(i < 25 ? [20, 0, 0] : [0, 10, 0]));
  const reachDeg = Array.from({ length: 50 }, (_, i) => (i === 25 ? 30 : 0));
  const others = { angleDeg: reachDeg, velocityDegPerS: reachDeg, offAxisDeg: reachDeg, valid: reachDeg.map(() => true) };
  return { kind: 'repetition', cut: { from: 0, reachDeg, ...others, manner }, startAt: 0, endAt: 50, baseDeg: 0, peakDeg: 30 };
}

describe('own manner', () => {
  it('sees gravity and turning of the sensors that it was taught with, and nothing where one is not worn', () => {
    const posture = [1, 2, 3, 4, 5, 6];
    expect(ownView([1])?.(posture, [frame([0, 0, 0]), frame([7, 8, 9])])).toEqual([4, 5, 6, 7, 8, 9]);
    expect([ownView([0, -1]), ownView([])]).toEqual([null, null]);
  });

  it('is how a sensor is held far out, and by how much it turned on the way there and back', () => {
    const values = ownValuesOf(found(), 20);
    [0, degPerRad, 0, 10, 0, 0, 0, 5, 0].forEach((by, at) => expect(values[at]).toBeCloseTo(by, 9));
  });

  it('spreads as the shown repetitions of each type do about their own mean, with one word for the usual 4 deg', () => {
    // Sums of squares 2 and 8, of 4 repetitions of 2 types, and 4 squared: sqrt((10 + 16) / (2 + 1)).
    const own = ownMannerOf([0], [[[10], [12]], [[40], [44]]]);
    expect(own).toEqual({ sensors: [0], values: [11], spreads: [Math.sqrt(26 / 3)] });
    expect(ownMannerOf([0], [[[10]], [[40]]]).spreads).toEqual([4]);
  });

  it('is like a type by the distance in spreads, of which a set adds 3 deg, by Student\'s t with 3 degrees of freedom', () => {
    const own = { sensors: [0], values: [0], spreads: [0] };
    // (10 / 3)^2 = 100 / 9; a density of t: (1 + 100 / 9 / 3) to the power of -(3 + 1) / 2.
    expect(likenessTo([10], [0], own)).toBeCloseTo(-2 * Math.log(1 + 100 / 27), 12);
    // 18 values count as 9.
    expect(likenessTo(Array<number>(18).fill(10), Array<number>(18).fill(0), { sensors: [0, 1], values: [], spreads: Array<number>(18).fill(0) })).toBeCloseTo(-6 * Math.log(1 + 100 / 3), 12);
  });

  it('tells two types apart less surely, the farther a repetition is from both', () => {
    const own = { sensors: [0], values: [0, 0], spreads: [0, 0] };
    const apart = (drift: number): number => likenessTo([8, 0], [8, drift], own) - likenessTo([0, 0], [8, drift], own);
    expect([apart(0) > apart(10), apart(10) > apart(40), apart(40) > 0]).toEqual([true, true, true]);
  });

  it('of a smaller repetition turns less and is held nearer to rest', () => {
    const own = { sensors: [0], values: [0, degPerRad, 0, 10, 0, 0, -10, 0, 0], spreads: [] };
    const half = smaller(own, 0.5, [0, 0, 1]);
    [0, degPerRad / 2, degPerRad / 2, 5, 0, 0, -5, 0, 0].forEach((by, at) => expect(half[at]).toBeCloseTo(by, 9));
    expect(smaller(own, 0.5, null).slice(0, 3)).toEqual([0, degPerRad, 0]);
  });
});
