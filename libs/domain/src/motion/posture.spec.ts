import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { postureDistanceDeg, startPosture, stepPosture, type PostureState } from './posture.js';
import { multiply, rotate, type Quaternion, type Vector } from './quaternion.js';
import type { TrackFrame } from './sensor-track.js';

const g = 9.80665;
const rad = Math.PI / 180;
const about = (axis: Vector, deg: number): Quaternion => [Math.cos((deg * rad) / 2), ...axis.map((each) => each * Math.sin((deg * rad) / 2))] as Quaternion;
const conjugate = ([w, x, y, z]: Quaternion): Quaternion => [w, -x, -y, -z];

/** An ideal sensor, tilted by `deg` about its x axis, turning at `degPerS`. */
function frame(index: number, deg: number, degPerS = 0, mount: Quaternion = [1, 0, 0, 0]): TrackFrame {
  const q = multiply(about([1, 0, 0], deg), mount);
  const acc = rotate(conjugate(q), [0, 0, g]);
  const w = rotate(conjugate(mount), [degPerS, 0, 0]);
  return { index, q, w, acc, valid: true, restarted: false };
}

function hold(deg: number, { frames = 100, state = startPosture(), mount }: { frames?: number; state?: PostureState; mount?: Quaternion } = {}): PostureState {
  for (let i = 0; i < frames; i++) stepPosture(state, [frame(i, deg, 0, mount)], 20);
  return state;
}

describe('posture', () => {
  it('is the direction of gravity in the sensor\'s frame', () => {
    const { posture, speedDegPerS } = hold(30);
    [0, Math.sin(30 * rad), Math.cos(30 * rad)].forEach((value, k) => expect(posture[k]).toBeCloseTo(value, 6));
    expect(speedDegPerS).toBeCloseTo(0, 6);
  });

  it('has a distance that is the chord of the turn, whatever the way a sensor sits on its strap', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 }), (yaw, pitch) => {
        const mount = multiply(about([0, 0, 1], yaw), about([0, 1, 0], pitch));
        const distance = postureDistanceDeg(hold(0, { mount }).posture, hold(40, { mount }).posture);
        expect(distance).toBeCloseTo((2 * Math.sin(20 * rad)) / rad, 4);
      }),
      { numRuns: 50 },
    );
  });

  it('follows a turn by the gyroscope while the accelerometer says otherwise', () => {
    const state = hold(0);
    // Half a second at 90 deg/s, with 3 m/s2 of acceleration along the way on top.
    for (let i = 1; i <= 25; i++) {
      const { acc, ...rest } = frame(i, i * 1.8, 90);
      stepPosture(state, [{ ...rest, acc: [acc[0], acc[1] + 3, acc[2]] }], 20);
    }
    const deg = Math.atan2(state.gravity[1], state.gravity[2]) / rad;
    expect(Math.abs(deg - 45)).toBeLessThan(8);
  });

  it('forgets what the gyroscope got wrong within three seconds', () => {
    const state = hold(0);
    for (let i = 0; i < 25; i++) stepPosture(state, [frame(i, 0, 60)], 20);
    const wrong = postureDistanceDeg(state.posture, [0, 0, 1]);
    expect(wrong).toBeGreaterThan(10);
    expect(postureDistanceDeg(hold(0, { state, frames: 150 }).posture, [0, 0, 1])).toBeLessThan(0.1 * wrong);
  });

  it('never holds a number that is not one', () => {
    const state = hold(0);
    stepPosture(state, [{ ...frame(0, 0), acc: [0, 0, 0] }], 20);
    expect(state.posture.every(Number.isFinite)).toBe(true);
  });
});
