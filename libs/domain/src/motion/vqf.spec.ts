import { describe, expect, it } from '@jest/globals';
import { rotate } from './quaternion.js';
import { orientationOf, startVqf, stepVqf, vqfAt, vqfCoefficients, type VqfState } from './vqf.js';

const rad = Math.PI / 180;

function run(rateHz: number, seconds: number, sampleAt: (tS: number) => { gyr: number[]; acc: number[] }): VqfState {
  const state = startVqf();
  const k = vqfCoefficients(rateHz);
  for (let i = 0; i < seconds * rateHz; i++) {
    const { gyr, acc } = sampleAt(i / rateHz);
    stepVqf(state, k, Float64Array.from([...gyr, ...acc]));
  }
  return state;
}

describe('VQF', () => {
  it('finds the inclination of a still sensor within 3 s (clinical C3)', () => {
    const state = run(50, 3, () => ({ gyr: [0, 0, 0], acc: [0, 9.81 * Math.sin(30 * rad), 9.81 * Math.cos(30 * rad)] }));
    const up = rotate(orientationOf(state, [1, 0, 0, 0]), [0, 0, 1]);
    expect(Math.acos(up[2]) / rad).toBeCloseTo(30, 1);
  });

  it('finds a constant bias of a still sensor within a minute (clinical C3)', () => {
    const state = run(50, 60, () => ({ gyr: [0.5 * rad, 0, 0], acc: [0, 0, 9.81] }));
    expect(Math.abs(state[vqfAt.bias] / rad - 0.5)).toBeLessThan(0.05);
  });

  it('finds the same bias about the horizontal while the sensor turns, without any rest', () => {
    // A turn about the vertical, so quick that it is never at rest; a bias about x shows as an inclination that must be corrected.
    const state = run(50, 120, (tS) => ({ gyr: [0.5 * rad, 0, Math.sin(tS * 2) * 60 * rad], acc: [0, 0, 9.81] }));
    expect(state[vqfAt.atRest]).toBe(0);
    expect(Math.abs(state[vqfAt.bias] / rad - 0.5)).toBeLessThan(0.05);
  });

  it('turns by the whole of a pure rotation: 90 deg/s for 4 s about an oblique axis end where they began, half of it opposite', () => {
    // Free of gravity (no accelerometer): integration alone. Half a turn about u takes u' to itself and what is square to it to its opposite.
    const axis = [1 / 3, 2 / 3, 2 / 3];
    const turning = (seconds: number) => orientationOf(run(100, seconds, () => ({ gyr: axis.map((each) => each * 90 * rad), acc: [0, 0, 0] })), [1, 0, 0, 0]);
    expect(Math.abs(turning(4)[0])).toBeCloseTo(1, 9);
    rotate(turning(2), [2 / 3, 1 / 3, -2 / 3]).forEach((value, i) => expect(value).toBeCloseTo([-2 / 3, -1 / 3, 2 / 3][i], 9));
    expect(2 * Math.asin(Math.hypot(...turning(1).slice(1))) / rad).toBeCloseTo(90, 9);
  });

  it('keeps the inclination of a coning motion: an axis led round a cone of 10 deg once a second, gravity as it is', () => {
    // Orientation Rz(pt) Ry(10) Rz(-pt) (Bortz 1971). By hand: up in the sensor's frame is u = (-sin c cos pt, -sin c sin pt, cos c), and it turns by p (u - z).
    const [cone, speed] = [10 * rad, 2 * Math.PI];
    const upAt = (tS: number) => [-Math.sin(cone) * Math.cos(speed * tS), -Math.sin(cone) * Math.sin(speed * tS), Math.cos(cone)];
    const at = (tS: number) => ({ gyr: upAt(tS).map((each, i) => speed * (each - (i === 2 ? 1 : 0))), acc: upAt(tS).map((each) => each * 9.81) });
    const state = run(100, 20, at);
    const up = rotate(orientationOf(state, [1, 0, 0, 0]), upAt(20 - 0.01) as [number, number, number]);
    expect(Math.acos(Math.min(1, up[2])) / rad).toBeLessThan(0.5);
  });

  it('goes on bit for bit after a round trip through JSON', () => {
    const sampleAt = (tS: number) => ({ gyr: [Math.sin(tS), 0.2 * Math.cos(3 * tS), 0.1], acc: [Math.sin(tS), 1, 9.7] });
    const whole = run(50, 8, sampleAt);
    let parts = startVqf();
    const k = vqfCoefficients(50);
    for (let i = 0; i < 400; i++) {
      const { gyr, acc } = sampleAt(i / 50);
      stepVqf(parts, k, Float64Array.from([...gyr, ...acc]));
      if (i % 37 === 0) parts = JSON.parse(JSON.stringify(parts)) as VqfState;
    }
    expect(parts).toEqual(whole);
  });
});
