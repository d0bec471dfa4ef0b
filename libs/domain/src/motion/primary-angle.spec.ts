import { describe, expect, it } from '@jest/globals';
import type { AngleFrame } from '../repetition/segmentation.js';
import { emptyAngle, startPrimaryAngle, stepPrimaryAngle, type PrimaryAngleInput } from './primary-angle.js';
import { multiply, type Quaternion, type Vector } from './quaternion.js';
import type { TrackFrame } from './sensor-track.js';

const rad = Math.PI / 180;
const about = (axis: Vector, deg: number): Quaternion => [Math.cos((deg * rad) / 2), ...axis.map((each) => each * Math.sin((deg * rad) / 2))] as Quaternion;
const x: Vector = [1, 0, 0];
const y: Vector = [0, 1, 0];
const still: Vector = [0, 0, 0];

const frame = (index: number, q: Quaternion, over: Partial<TrackFrame> = {}): TrackFrame => ({ index, q, w: still, acc: [0, 0, 9.81], valid: true, restarted: false, ...over });

/** Two seconds at rest, then two in a posture; `resting` false: during a repetition. */
function settled(rest: TrackFrame[], posture: TrackFrame[], input: Partial<PrimaryAngleInput> = {}): AngleFrame {
  const state = startPrimaryAngle();
  let last: AngleFrame | null = null;
  for (let i = 0; i < 200; i++) {
    const frames = (i < 100 ? rest : posture).map((each) => ({ ...each, index: i }));
    last = stepPrimaryAngle(state, { frames, axis: x, proximalAxis: null, stepMs: 20, resting: false, ...input }, emptyAngle());
  }
  if (last === null) throw new Error('no frame');
  return last;
}

describe('a hinge that both sensors know', () => {
  /** A knee bends by 90 deg in 1 s and back about the horizontal x; the shank's heading is counted from elsewhere. Grid of 20 ms. */
  const bends = (headingDeg: number, skewDeg: (i: number) => number): AngleFrame[] => {
    const state = startPrimaryAngle();
    const elsewhere = about([0, 0, 1], headingDeg);
    return Array.from({ length: 100 }, (_, i) => {
      const deg = 45 * (1 - Math.cos((Math.PI * i) / 50));
      const rate = 45 * Math.PI * Math.sin((Math.PI * i) / 50);
      const distal = multiply(elsewhere, about(x, deg + skewDeg(i)));
      const frames = [frame(i, about(x, 0)), frame(i, distal, { w: [rate, 0, 0] })];
      return stepPrimaryAngle(state, { frames, axis: x, proximalAxis: x, stepMs: 20, resting: false }, emptyAngle());
    });
  };
  const range = (angles: AngleFrame[]): number => Math.max(...angles.map(({ angleDeg }) => angleDeg)) - Math.min(...angles.map(({ angleDeg }) => angleDeg));

  it.each([0, 60, -150])('bends alike whatever its sensors\' headings are apart: %d deg', (headingDeg) => {
    const angles = bends(headingDeg, () => 0);
    // The low-pass of 6 Hz flattens the turn of a 0.5 Hz cosine by less than a thousandth.
    expect(range(angles)).toBeCloseTo(90, 0);
    expect(Math.max(...angles.map(({ offAxisDeg }) => offAxisDeg))).toBeLessThan(1e-4);
  });

  it('is bent by less than 4 deg by an orientation that leans 12 deg wrong while it moves', () => {
    // After the 1 s to the far end a lag of 3 s has let in 1 - e^(-1/3) = 28 % of 12 deg: 3.4 deg.
    expect(range(bends(60, (i) => (i > 0 && i <= 50 ? 12 : 0)))).toBeCloseTo(93.4, 0);
  });

  it('counts on from the orientations where samples are missing', () => {
    const state = startPrimaryAngle();
    const at = (i: number, deg: number, valid: boolean): AngleFrame =>
      stepPrimaryAngle(state, { frames: [frame(i, about(x, 0)), frame(i, about(x, deg), { valid })], axis: x, proximalAxis: x, stepMs: 20, resting: false }, emptyAngle());
    at(0, 0, true);
    for (let i = 1; i < 60; i++) at(i, 50, false);
    expect(at(60, 50, true).angleDeg).toBeCloseTo(50, 1);
  });
});

describe('primary angle (clinical C5, C6)', () => {
  it('is the twist of a segment about the movement\'s axis, from rest', () => {
    expect(settled([frame(0, about(x, 10))], [frame(0, about(x, 70))]).angleDeg).toBeCloseTo(60, 6);
    expect(settled([frame(0, about(x, 10))], [frame(0, about(x, -20))]).angleDeg).toBeCloseTo(-30, 6);
  });

  it('of a joint: vectors.json jointAngleHinge, 60 deg without and with 8 deg off the axis', () => {
    const prox = about(y, 10);
    const hinge = multiply(prox, about(y, 60));
    const rest = [frame(0, prox), frame(0, prox)];
    const straight = settled(rest, [frame(0, prox), frame(0, hinge)], { axis: y });
    expect([straight.angleDeg, straight.offAxisDeg]).toEqual([expect.closeTo(60, 6), expect.closeTo(0, 5)]);
    const skewed = settled(rest, [frame(0, prox), frame(0, multiply(hinge, about(x, 8)))], { axis: y });
    expect([skewed.angleDeg, skewed.offAxisDeg]).toEqual([expect.closeTo(60, 6), expect.closeTo(8, 5)]);
  });

  it('of a joint does not change when the whole body turns', () => {
    const turned = about([0, 0, 1], 37);
    const move = (q: Quaternion) => multiply(turned, q);
    const rest = [frame(0, about(y, 10)), frame(0, about(y, 20))];
    const bent = [about(y, 15), about(y, 75)];
    const here = settled(rest, bent.map((q) => frame(0, q)), { axis: y });
    const there = settled(rest, bent.map((q) => frame(0, move(q))), { axis: y });
    expect(here.angleDeg).toBeCloseTo(50, 6);
    expect(there.angleDeg).toBeCloseTo(here.angleDeg, 6);
  });

  it('goes on beyond half a turn, out and back, and is none of somebody who turns round', () => {
    const state = startPrimaryAngle();
    const at = (deg: number): number => stepPrimaryAngle(state, { frames: [frame(0, about(x, deg))], axis: x, proximalAxis: null, stepMs: 20, resting: false }, emptyAngle()).unfilteredDeg;
    const through = (degs: number[]): number[] => degs.map(at);
    expect(through([0, 90, 170, 190, 200, 175, 80, 0])).toEqual([0, 90, 170, 190, 200, 175, 80, 0].map((deg) => expect.closeTo(deg, 6)));
    expect(through([-90, -170, -190, -90, 0])).toEqual([-90, -170, -190, -90, 0].map((deg) => expect.closeTo(deg, 6)));
    expect(through([90, 180, 260, 300, 360])).toEqual([90, 180, 260, -60, 0].map((deg) => expect.closeTo(deg, 6)));
  });

  it('is mirrored by a mirrored movement', () => {
    const one = settled([frame(0, about(x, 0))], [frame(0, about(x, 48))]).angleDeg;
    expect(settled([frame(0, about(x, 0))], [frame(0, about(x, -48))]).angleDeg).toBeCloseTo(-one, 9);
  });

  it('without an axis is how far the posture is from rest, whatever the direction', () => {
    expect(settled([frame(0, about(x, 10))], [frame(0, about(x, -30))], { axis: null }).angleDeg).toBeCloseTo(40, 6);
    expect(settled([frame(0, about(x, 0))], [frame(0, about(y, 25))], { axis: null }).angleDeg).toBeCloseTo(25, 6);
  });

  it('takes the rate from the gyroscope, of a joint the difference of both', () => {
    const turning = [frame(0, about(x, 0), { w: [20, 0, 0] }), frame(0, about(x, 0), { w: [70, 0, 0] })];
    expect(settled(turning, turning).velocityDegPerS).toBeCloseTo(50, 6);
    expect(settled([turning[1]], [turning[1]]).velocityDegPerS).toBeCloseTo(70, 6);
  });

  it('takes the rest posture anew after 1.5 s of stillness between repetitions, not during one', () => {
    const posture = [frame(0, about(x, 30))];
    expect(settled([frame(0, about(x, 0))], posture, { resting: true }).angleDeg).toBeCloseTo(0, 6);
    expect(settled([frame(0, about(x, 0))], posture, { resting: false }).angleDeg).toBeCloseTo(30, 6);
  });

  it('is valid only when every sensor is', () => {
    const broken = [frame(0, about(x, 0)), frame(0, about(x, 0), { valid: false })];
    expect((settled(broken, broken) as AngleFrame & { valid: boolean }).valid).toBe(false);
  });
});
