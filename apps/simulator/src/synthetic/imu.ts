import { intoFrame, multiply, type Matrix } from './rotation.js';

/** A sensor in the earth frame, z up; `orientation` is sensor to earth. */
export interface Pose {
  positionM: [number, number, number];
  orientation: Matrix;
}

/** What a perfect sensor would measure, 3n values each: specific force in m/s2, angular velocity in deg/s, in the sensor's frame. */
export interface Inertial {
  accelerationMPerS2: Float64Array;
  angularVelocityDegPerS: Float64Array;
}

const gravityMPerS2 = 9.81;
const degPerRad = 180 / Math.PI;
/** Step of the central differences. */
const stepS = 0.002;

/**
 * Differentiates the pose: tangential and centripetal acceleration are in it because the position is. A resting sensor
 * measures the support that keeps it from falling, upwards.
 */
export function measure(poseAt: (tS: number) => Pose, { rateHz, samples }: { rateHz: number; samples: number }): Inertial {
  const accelerationMPerS2 = new Float64Array(samples * 3);
  const angularVelocityDegPerS = new Float64Array(samples * 3);
  for (let i = 0; i < samples; i++) {
    const before = poseAt(i / rateHz - stepS);
    const now = poseAt(i / rateHz);
    const after = poseAt(i / rateHz + stepS);
    accelerationMPerS2.set(specificForce(before, now, after), 3 * i);
    angularVelocityDegPerS.set(angularVelocity(before, now, after), 3 * i);
  }
  return { accelerationMPerS2, angularVelocityDegPerS };
}

function specificForce(before: Pose, now: Pose, after: Pose): [number, number, number] {
  const second = (i: number): number => (after.positionM[i] - 2 * now.positionM[i] + before.positionM[i]) / stepS ** 2;
  return intoFrame(now.orientation, [second(0), second(1), second(2) + gravityMPerS2]);
}

/** From R' dR/dt, which is skew-symmetric and holds the angular velocity. */
function angularVelocity(before: Pose, now: Pose, after: Pose): [number, number, number] {
  const transposed = transpose(now.orientation);
  const gain = degPerRad / (2 * stepS);
  const forward = multiply(transposed, after.orientation);
  const backward = multiply(transposed, before.orientation);
  const cell = (i: number): number => (forward[i] - backward[i]) * gain;
  return [(cell(7) - cell(5)) / 2, (cell(2) - cell(6)) / 2, (cell(3) - cell(1)) / 2];
}

function transpose(m: Matrix): Matrix {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}
