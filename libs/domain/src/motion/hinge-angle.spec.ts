import { describe, expect, it } from '@jest/globals';
import { headingDifferenceDeg, startHeading, stepHeading } from './heading-difference.js';
import { jointAngleHinge, jointAngleInPlane, type HingePose } from './hinge-angle.js';
import { multiply, type Quaternion, type Vector } from './quaternion.js';

const rad = Math.PI / 180;
const about = (axis: 0 | 1 | 2, deg: number): Quaternion => [Math.cos((deg * rad) / 2), ...[0, 1, 2].map((i) => (i === axis ? Math.sin((deg * rad) / 2) : 0))] as Quaternion;
const y: Vector = [0, 1, 0];
const proximal = about(1, 10);
const hinge = multiply(proximal, about(1, 60));
const pose = (over: Partial<HingePose>): HingePose => ({ proximal, distal: hinge, axis: y, neutralDeg: 0, headingDeg: 0, clockOffsetMs: 0, ...over });

describe('angle of a hinge (clinical C5)', () => {
  it.each([
    ['60 deg', {}, 60, 0],
    ['60 deg and 8 off the axis', { distal: multiply(hinge, about(0, 8)) }, 60, 8],
    ['nothing between equal orientations', { distal: proximal }, 0, 0],
    ['less the neutral pose', { neutralDeg: 15 }, 45, 0],
    ['on the short way round', { distal: multiply(proximal, about(1, 170)), neutralDeg: -20 }, -170, 0],
  ])('is %s (vectors.json jointAngleHinge, and by hand)', (_, over, angle, offAxis) => {
    const found = jointAngleHinge(pose(over));
    expect(found).toEqual({ ok: true, value: { angleDeg: expect.closeTo(angle, 9), offAxisDeg: expect.closeTo(offAxis, 5), quality: 1 }, flags: [] });
  });

  it.each([[20, 1, []], [-20, 1, []], [20.1, 0.5, ['SYNC_POOR']], [-100, 0.5, ['SYNC_POOR']]])('with clocks %d ms apart has quality %d', (clockOffsetMs, quality, flags) => {
    expect(jointAngleHinge(pose({ clockOffsetMs }))).toMatchObject({ ok: true, value: { quality }, flags });
  });

  it('is not told with clocks more than 100 ms apart, nor without numbers', () => {
    expect(jointAngleHinge(pose({ clockOffsetMs: 100.1 }))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(jointAngleHinge(pose({ clockOffsetMs: Number.NaN }))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(jointAngleHinge(pose({ distal: [Number.NaN, 0, 0, 0] }))).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });

  it('in a vertical plane is the difference of two leans', () => {
    expect(jointAngleInPlane(20, -50, 0)).toBe(-70);
    expect(jointAngleInPlane(-170, 170, 0)).toBe(-20);
    expect(jointAngleInPlane(0, 95, 5)).toBe(90);
  });

  it('comes back when the headings have drifted apart by 25 deg, told by the hinge itself', () => {
    const state = startHeading();
    for (let i = 0; i < 200; i++) {
      const bent = multiply(about(2, 25), multiply(proximal, about(1, 30 * (1 - Math.cos(i / 20)))));
      stepHeading(state, { proximal, distal: bent, proximalAxis: y, distalAxis: y, stepMs: 20 });
    }
    const heading = headingDifferenceDeg(state, 20);
    expect(heading).toEqual({ ok: true, value: expect.closeTo(25, 6), flags: [] });
    const drifted = multiply(about(2, 25), hinge);
    const without = jointAngleHinge(pose({ distal: drifted }));
    expect(without.ok && without.value.offAxisDeg).toBeGreaterThan(15);
    expect(jointAngleHinge(pose({ distal: drifted, headingDeg: 25 }))).toMatchObject({ value: { angleDeg: expect.closeTo(60, 9), offAxisDeg: expect.closeTo(0, 5) } });
  });
});
