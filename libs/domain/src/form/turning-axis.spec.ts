import { describe, expect, it } from '@jest/globals';
import { multiply, type Quaternion, type Vector } from '../motion/quaternion.js';
import type { TrackFrame } from '../motion/sensor-track.js';
import { axisOfJoint, axisOfSegment, seenFromProximal, withHeading } from './turning-axis.js';

const about = (axis: Vector, deg: number): Quaternion => [Math.cos((deg * Math.PI) / 360), ...axis.map((each) => each * Math.sin((deg * Math.PI) / 360))] as Quaternion;
const x: Vector = [1, 0, 0];
const up: Vector = [0, 0, 1];
const frame = (index: number, q: Quaternion, w: Vector): TrackFrame => ({ index, q, w, acc: [0, 0, 9.81], valid: true, restarted: false });

/** A squat: the thigh leans back by 60 deg, the shank forwards by 30, both about the horizontal x; the shank's heading is counted from elsewhere, its sensor worn 90 deg around. */
function squat(headingDeg: number): TrackFrame[][] {
  const worn = about(up, 90);
  return Array.from({ length: 100 }, (_, i) => {
    const share = (1 - Math.cos((Math.PI * i) / 50)) / 2;
    const rate = (Math.PI * Math.sin((Math.PI * i) / 50)) / 2;
    const shank = multiply(about(up, headingDeg), multiply(about(x, 30 * share), worn));
    // x of the leg is -y of a sensor that is worn 90 deg around.
    return [frame(i, about(x, -60 * share), [-60 * rate, 0, 0]), frame(i, shank, [0, -30 * rate, 0])];
  });
}

describe('about what a movement turns', () => {
  it('of a segment: the axis of its own rate', () => {
    expect(axisOfSegment(squat(0))).toEqual({ vector: [1, 0, 0], share: expect.closeTo(1, 9), headingDeg: 0 });
    expect(axisOfSegment([[frame(0, [1, 0, 0, 0], [0, 0, 0])]])).toBeNull();
    expect(axisOfJoint(squat(0).slice(0, 1), 20)).toBeNull();
  });

  it.each([0, 7, -73, 140])('of a joint: one axis in both sensors, whose headings are %d deg apart', (headingDeg) => {
    const frames = squat(headingDeg);
    const found = axisOfJoint(frames, 20);
    if (found === null) throw new Error('nothing moved');
    expect(found.share).toBeCloseTo(1, 6);
    const seen = seenFromProximal(withHeading(frames, found.headingDeg), found.vector);
    expect(Math.abs(found.vector[1])).toBeCloseTo(1, 6);
    expect(Math.abs(seen[0])).toBeCloseTo(1, 6);
  });
});
