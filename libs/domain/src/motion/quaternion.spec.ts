import { describe, expect, it } from '@jest/globals';
import { multiply, relative, rotate, rotationAngleDeg, swingTwist, type Quaternion, type Vector } from './quaternion.js';

function about(axis: Vector, deg: number): Quaternion {
  const half = (deg * Math.PI) / 360;
  return [Math.cos(half), axis[0] * Math.sin(half), axis[1] * Math.sin(half), axis[2] * Math.sin(half)];
}
const x: Vector = [1, 0, 0];
const y: Vector = [0, 1, 0];

describe('hinge angle (clinical C5, vectors.json)', () => {
  const proximal = about(y, 10);

  it('is the twist about the hinge', () => {
    const { twistDeg, swingDeg } = swingTwist(relative(proximal, multiply(proximal, about(y, 60))), y);
    expect(twistDeg).toBeCloseTo(60, 9);
    expect(swingDeg).toBeCloseTo(0, 5);
  });

  it('leaves what is off the axis to the swing', () => {
    const { twistDeg, swingDeg } = swingTwist(relative(proximal, multiply(multiply(proximal, about(y, 60)), about(x, 8))), y);
    expect(twistDeg).toBeCloseTo(60, 9);
    expect(swingDeg).toBeCloseTo(8, 9);
  });

  it('is 0 between equal orientations', () => {
    expect(swingTwist(relative(proximal, proximal), y).twistDeg).toBeCloseTo(0, 12);
    expect(rotationAngleDeg(relative(proximal, proximal))).toBeCloseTo(0, 5);
  });

  it('rotates from sensor to earth', () => {
    rotate(about(y, 90), [1, 0, 0]).forEach((value, i) => expect(value).toBeCloseTo([0, 0, -1][i], 12));
  });
});
