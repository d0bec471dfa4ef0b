import { describe, expect, it } from '@jest/globals';
import { measure, type Pose } from './imu.js';
import { about } from './rotation.js';

const grid = { rateHz: 50, samples: 50 };

function sample(values: Float64Array, i: number): number[] {
  return [...values.subarray(3 * i, 3 * i + 3)];
}

function expectClose(actual: number[], expected: number[], digits: number): void {
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], digits));
}

describe('measure', () => {
  it('feels nothing but the support of 9.81 m/s2 at rest, in its own frame', () => {
    const upright = measure(() => ({ positionM: [0, 0, 1], orientation: about('x', 0) }), grid);
    expectClose(sample(upright.accelerationMPerS2, 10), [0, 0, 9.81], 6);
    expectClose(sample(upright.angularVelocityDegPerS, 10), [0, 0, 0], 6);
    // Pitched forward by 90 deg its x axis points down.
    const pitched = measure(() => ({ positionM: [0, 0, 1], orientation: about('y', 90) }), grid);
    expectClose(sample(pitched.accelerationMPerS2, 10), [-9.81, 0, 0], 6);
  });

  it('feels the way to the centre when it is swung around: radius times rate squared', () => {
    // 0.5 m from the vertical axis, 90 deg/s = pi/2 rad/s: 1.2337 m/s2.
    const swung = (tS: number): Pose => ({ positionM: [0.5 * Math.cos((tS * Math.PI) / 2), 0.5 * Math.sin((tS * Math.PI) / 2), 1], orientation: about('z', 90 * tS) });
    const { accelerationMPerS2, angularVelocityDegPerS } = measure(swung, grid);
    expectClose(sample(accelerationMPerS2, 25), [-1.2337, 0, 9.81], 3);
    expectClose(sample(angularVelocityDegPerS, 25), [0, 0, 90], 2);
  });

  it('feels tangential acceleration: radius times angular acceleration', () => {
    // Angle 30 t^2 deg: 60 deg/s2 = 1.0472 rad/s2, at 0.4 m; at t = 0 nothing turns yet.
    const started = (tS: number): Pose => {
      const rad = (30 * tS ** 2 * Math.PI) / 180;
      return { positionM: [0.4 * Math.cos(rad), 0.4 * Math.sin(rad), 1], orientation: about('z', 30 * tS ** 2) };
    };
    expectClose(sample(measure(started, grid).accelerationMPerS2, 0), [0, 0.4189, 9.81], 3);
  });
});
