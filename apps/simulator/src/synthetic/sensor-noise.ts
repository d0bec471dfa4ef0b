import type { Inertial } from './imu.js';
import { normal, type Random } from './random.js';

/** Standard deviations of a consumer MEMS sensor at 50 Hz; the bias is what a factory calibration leaves. */
const accelerationNoiseMPerS2 = 0.03;
const angularVelocityNoiseDegPerS = 0.15;
const angularVelocityBiasDegPerS = 0.2;

/** Adds noise and a constant gyroscope bias to a perfect measurement, in place. */
export function disturb({ accelerationMPerS2, angularVelocityDegPerS }: Inertial, random: Random): void {
  const bias = [0, 1, 2].map(() => angularVelocityBiasDegPerS * normal(random));
  for (let i = 0; i < accelerationMPerS2.length; i++) {
    accelerationMPerS2[i] += accelerationNoiseMPerS2 * normal(random);
    angularVelocityDegPerS[i] += bias[i % 3] + angularVelocityNoiseDegPerS * normal(random);
  }
}
