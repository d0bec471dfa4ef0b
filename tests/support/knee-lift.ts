import type { ImuSamples } from '../../libs/domain/src/motion/static-calibration.js';
import type { Placement } from '#libs/domain';
import { between, normal, type Random } from '../../apps/simulator/src/synthetic/random.js';
import { about, intoFrame, multiply, type Matrix } from '../../apps/simulator/src/synthetic/rotation.js';
import { minimumJerk } from './movement.js';

/**
 * SYNTHETIC: five knee lifts of no person, as one sensor sees them. Wider, and drawn otherwise, than what `motion/knee-lift.ts` expects:
 * how far each part turns, deg.
 */
const rangesDeg: Record<string, [number, number]> = {
  'thigh moving': [55, 100], 'shank moving': [15, 36], 'thigh standing': [2, 7], 'shank standing': [1, 5], 'chest midline': [3, 10], 'pelvis midline': [4, 12],
};

export interface KneeLift {
  random: Random;
  /** Where the sensor really is. */
  placement: Placement;
  movingSide: 'left' | 'right';
  /** Sensor to segment. */
  mounting: Matrix;
  /** Does the patient stand still first? */
  still?: boolean;
}

const rateHz = 50;
const radPerDeg = Math.PI / 180;

export function kneeLift({ random, placement: { segment, side }, movingSide, mounting, still = true }: KneeLift): ImuSamples {
  const [low, high] = rangesDeg[`${segment} ${side === 'midline' ? side : side === movingSide ? 'moving' : 'standing'}`];
  const range = between(random, low, high);
  const [stillS, halfS, tiltDeg] = [between(random, 3.5, 5), between(random, 0.9, 1.6), 3 * normal(random)];
  const bias = [normal(random), normal(random), normal(random)].map((each) => Math.max(-1.8, Math.min(1.8, 0.6 * each)));
  const wobble = 0.1 * normal(random);
  const angleAt = (tS: number): number => {
    const at = (tS - stillS) % (2 * halfS + 1);
    return tiltDeg + (tS < stillS ? 0 : range * (minimumJerk(at / halfS) - minimumJerk((at - halfS) / halfS)));
  };
  const seconds = stillS + 5 * (2 * halfS + 1);
  const samples = Math.floor(seconds * rateHz);
  const acceleration = new Float64Array(3 * samples);
  const rate = new Float64Array(3 * samples);
  for (let i = 0; i < samples; i++) {
    const tS = i / rateHz;
    const angle = angleAt(tS) * radPerDeg;
    const turning = (angleAt(tS + 0.001) - angleAt(tS - 0.001)) / 0.002 + (still ? 0 : 25 * Math.sin(9 * tS));
    const acc = intoFrame(mounting, [0, 9.81 * Math.sin(angle), 9.81 * Math.cos(angle)]);
    const gyr = intoFrame(mounting, [turning, wobble * turning, 0]);
    for (let axis = 0; axis < 3; axis++) {
      acceleration[3 * i + axis] = acc[axis] + 0.05 * normal(random);
      rate[3 * i + axis] = gyr[axis] + bias[axis] + 0.2 * normal(random);
    }
  }
  return { rateHz, accelerationMPerS2: acceleration, angularVelocityDegPerS: rate };
}

/** Nobody straps a sensor on straight: about 5 deg about each axis. */
export function askew(random: Random, deg = 5): Matrix {
  return multiply(about('z', deg * normal(random)), multiply(about('y', deg * normal(random)), about('x', deg * normal(random))));
}
