import type { ImuSignal } from '../../apps/simulator/src/recordings/recording.js';

const rateHz = 50;
const gravityMPerS2 = 9.80665;
const radPerDeg = Math.PI / 180;
const repetitionS = 10;

/** How far each of three pushes goes, deg, and how long it takes, s. */
const push = { deg: 20, s: 1 };

/**
 * SYNTHETIC, of no person, without noise: a shank that turns about its sensor's x, by 60 deg in one go within 2 s, is held for 1 s, and comes back within 3 s
 * in three equal pushes of minimum jerk with a stop after each.
 */
export function backInThreeGoes(repetitions: number): ImuSignal {
  const angleDegAt = (tS: number): number => {
    const inCycleS = (tS % repetitionS) - 3;
    const out = 60 * minimumJerk(inCycleS / 2);
    const back = [0, 1, 2].reduce((sum, k) => sum + push.deg * minimumJerk((inCycleS - 3 - k * push.s) / push.s), 0);
    return out - back;
  };
  return sensorOf({ seconds: repetitions * repetitionS + 3, angleDegAt, forwardsMPerS2: () => 0 }, { segment: 'shank', side: 'left' });
}

/** SYNTHETIC: a lumbar sensor of somebody who stands and sways to and fro; `swayMPerS2` is the root mean square of its acceleration. */
export function swaying(seconds: number, swayMPerS2: number): ImuSignal {
  return sensorOf({ seconds, angleDegAt: () => 0, forwardsMPerS2: (tS) => Math.SQRT2 * swayMPerS2 * Math.sin(2 * Math.PI * 0.6 * tS) }, { segment: 'lumbar', side: 'midline' });
}

interface Movement {
  seconds: number;
  angleDegAt: (tS: number) => number;
  forwardsMPerS2: (tS: number) => number;
}

/** At rest z is up; a turn by +90 deg about x brings y up. */
function sensorOf({ seconds, angleDegAt, forwardsMPerS2 }: Movement, placement: ImuSignal['placement']): ImuSignal {
  const samples = seconds * rateHz;
  const accelerationMPerS2 = new Float64Array(3 * samples);
  const angularVelocityDegPerS = new Float64Array(3 * samples);
  for (let i = 0; i < samples; i++) {
    const tS = i / rateHz;
    const rad = angleDegAt(tS) * radPerDeg;
    accelerationMPerS2.set([forwardsMPerS2(tS), gravityMPerS2 * Math.sin(rad), gravityMPerS2 * Math.cos(rad)], 3 * i);
    angularVelocityDegPerS[3 * i] = (angleDegAt(tS + 0.001) - angleDegAt(tS - 0.001)) / 0.002;
  }
  return { kind: 'imu', sensor: 0, placement, rateHz, accelerationMPerS2, angularVelocityDegPerS };
}

/** From 0 to 1 while `share` goes from 0 to 1. (Flash and Hogan 1985.) */
function minimumJerk(share: number): number {
  const t = Math.min(1, Math.max(0, share));
  return t ** 3 * (10 - 15 * t + 6 * t * t);
}
