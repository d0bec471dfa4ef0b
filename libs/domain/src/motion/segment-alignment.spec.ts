import { describe, expect, it } from '@jest/globals';
import { alignmentDifferenceDeg, alignmentOf, alignSegment, directionDifferenceDeg } from './segment-alignment.js';
import { rotate, type Quaternion, type Vector } from './quaternion.js';

const rad = Math.PI / 180;
const turn = (axis: 0 | 1 | 2, deg: number): Quaternion => [Math.cos((deg * rad) / 2), ...[0, 1, 2].map((i) => (i === axis ? Math.sin((deg * rad) / 2) : 0))] as Quaternion;

describe('alignment of a sensor on its segment (clinical C4)', () => {
  // The hinge leans by 10 deg out of the horizontal.
  const up: Vector = [0, 0, 1];
  const hinge: Vector = [Math.cos(10 * rad), 0, Math.sin(10 * rad)];

  it('keeps the hinge of a hinge joint, up of a trunk, and makes right angles', () => {
    const knee = alignSegment(up, hinge, 'hinge');
    const trunk = alignSegment(up, hinge, 'up');
    if (!knee.ok || !trunk.ok) throw new Error('must align');
    expect(knee.value.flexion).toEqual(hinge.map((each) => expect.closeTo(each, 12)));
    expect(directionDifferenceDeg(knee.value.longitudinal, up)).toBeCloseTo(10, 9);
    expect(trunk.value.longitudinal).toEqual(up);
    expect(directionDifferenceDeg(trunk.value.flexion, hinge)).toBeCloseTo(10, 9);
    for (const { value } of [knee, trunk]) {
      expect(directionDifferenceDeg(value.longitudinal, value.flexion)).toBeCloseTo(90, 9);
      expect(directionDifferenceDeg(value.longitudinal, value.across)).toBeCloseTo(90, 9);
    }
    expect(alignmentDifferenceDeg(knee.value, trunk.value)).toBeCloseTo(10, 6);
  });

  it.each([[0, 45], [1, 90], [2, 45], [2, 180]] as const)('differs by as much as the sensor was turned: axis %d by %d deg', (axis, deg) => {
    const before = alignSegment(up, hinge, 'hinge');
    const after = alignSegment(rotate(turn(axis, deg), up), rotate(turn(axis, deg), hinge), 'hinge');
    if (!before.ok || !after.ok) throw new Error('must align');
    expect(alignmentDifferenceDeg(before.value, after.value)).toBeCloseTo(deg, 5);
  });

  it('is what somebody said: a knee that goes to the front turns about the right, a trunk that bows about the left', () => {
    const [right, front]: [Vector, Vector] = [[1, 0, 0], [0, 1, 0]];
    const knee = alignmentOf({ up, forward: front }, 'lower');
    const bow = alignmentOf({ up, forward: front }, 'upper');
    expect([knee.flexion, bow.flexion].map((flexion) => directionDifferenceDeg(flexion, right))).toEqual([0, 180]);
    expect([knee.across, bow.across].map((across) => directionDifferenceDeg(across, front))).toEqual([180, 0]);
    expect(alignmentDifferenceDeg(knee, bow)).toBeCloseTo(180, 6);
  });

  it('tilts by the angle between two ups: 30.0000269 deg from the vertical for [0, 4.905, 8.4957] (vectors.json, C6)', () => {
    expect(directionDifferenceDeg([0, 4.905, 8.4957], up)).toBeCloseTo(30.0000269, 7);
  });

  it('is not made of a turn about the vertical', () => {
    expect(alignSegment(up, [0.2, 0, 1], 'up')).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(alignSegment([Number.NaN, 0, 1], hinge, 'up')).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
