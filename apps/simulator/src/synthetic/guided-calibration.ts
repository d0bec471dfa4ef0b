import type { GuidedMovement, Placement, SensorAxes } from '#libs/domain';
import type { ImuSignal } from '../recordings/recording.js';
import { measure } from './imu.js';
import { between, normal, type Random } from './random.js';
import { about, multiply, type Matrix } from './rotation.js';

/** One sensor of a simulated guided calibration. */
export interface GuidedSensor {
  sensor: number;
  /** Where it is said to be. */
  placement: Placement;
  /** Where it really is; absent: there. */
  really?: Placement;
  /** How it was strapped on, as somebody said. */
  axes?: SensorAxes;
  /** Sensor to segment; a sensor that is strapped on straight has x forward and z up. */
  mounting: Matrix;
}

export interface GuidedPerformance {
  random: Random;
  movements: readonly GuidedMovement[];
  sensors: readonly GuidedSensor[];
  /** Does the patient stand still first? */
  isStill?: boolean;
}

type Ranges = Record<string, [number, number]>;

/**
 * SIMULATED, of no person: how far each part turns, deg; wider, and drawn otherwise, than what the product expects
 * (`motion/guided-movement.ts`). By segment and by whether it is on the side that moves.
 */
const rangesDeg: Record<GuidedMovement['name'], Ranges> = {
  'knee-lift': {
    'thigh moving': [55, 100], 'shank moving': [15, 36], 'thigh resting': [2, 7], 'shank resting': [1, 5], chest: [3, 10], pelvis: [4, 12],
    'upper-arm moving': [2, 8], 'upper-arm resting': [2, 8],
  },
  'arm-lift': { 'upper-arm moving': [65, 105], 'upper-arm resting': [2, 8], chest: [3, 11], pelvis: [1, 6], 'thigh moving': [1, 4], 'thigh resting': [1, 4], 'shank moving': [1, 4], 'shank resting': [1, 4] },
  bow: {
    chest: [34, 75], pelvis: [24, 50], 'thigh moving': [5, 16], 'thigh resting': [5, 16], 'shank moving': [3, 10], 'shank resting': [3, 10],
    'upper-arm moving': [5, 30], 'upper-arm resting': [5, 30],
  },
};

const rateHz = 50;
const times: Record<GuidedMovement['name'], number> = { 'knee-lift': 5, 'arm-lift': 5, bow: 4 };
const breathS = 1;
/** Between one movement and the next, and after the last. */
const pauseS = 3.5;
const wobbleDeg = 6;
const accelerationNoiseMPerS2 = 0.05;
const angularVelocityNoiseDegPerS = 0.2;
const biasSdDegPerS = 0.6;
const mostBiasDegPerS = 1.8;

/** The still pose and each movement, as all sensors see them. */
export function guidedSignals({ random, movements, sensors, isStill = true }: GuidedPerformance): ImuSignal[] {
  let startS = between(random, 3.5, 5);
  const plan = movements.map((movement) => {
    const halfS = between(random, 0.9, 1.6);
    const planned = { movement, startS, halfS };
    startS += times[movement.name] * (2 * halfS + breathS) + pauseS;
    return planned;
  });
  return sensors.map((sensor) => signalOf(sensor, { random, plan, seconds: startS, isStill }));
}

interface Plan {
  random: Random;
  plan: { movement: GuidedMovement; startS: number; halfS: number }[];
  seconds: number;
  isStill: boolean;
}

function signalOf({ sensor, placement, really = placement, axes, mounting }: GuidedSensor, { random, plan, seconds, isStill }: Plan): ImuSignal {
  const tiltDeg = 3 * normal(random);
  const axis = about('z', wobbleDeg * normal(random));
  const back = transposed(axis);
  const moves = plan.map(({ movement, startS, halfS }) => ({ startS, halfS, times: times[movement.name], deg: (movement.name === 'bow' ? 1 : -1) * rangeOf(random, movement, really) }));
  const angleAt = (tS: number): number => moves.reduce((sum, move) => sum + move.deg * outAndBack(tS, move), tiltDeg) + (isStill ? 0 : 3 * Math.sin(9 * tS));
  const inertial = measure((tS) => ({ positionM: [0, 0, 0], orientation: multiply(multiply(axis, multiply(about('y', angleAt(tS)), back)), mounting) }), { rateHz, samples: Math.floor(seconds * rateHz) });
  const bias = [0, 1, 2].map(() => Math.max(-mostBiasDegPerS, Math.min(mostBiasDegPerS, biasSdDegPerS * normal(random))));
  for (let i = 0; i < inertial.accelerationMPerS2.length; i++) {
    inertial.accelerationMPerS2[i] += accelerationNoiseMPerS2 * normal(random);
    inertial.angularVelocityDegPerS[i] += bias[i % 3] + angularVelocityNoiseDegPerS * normal(random);
  }
  return { kind: 'imu', sensor, placement, ...(axes === undefined ? {} : { axes }), rateHz, ...inertial };
}

function rangeOf(random: Random, { name, side }: GuidedMovement, { segment, side: worn }: Placement): number {
  const key = worn === 'midline' ? segment : `${segment} ${worn === side ? 'moving' : 'resting'}`;
  const [low, high] = rangesDeg[name][key];
  return between(random, low, high);
}

/** 0 to 1 and back, several times, with a breath between. */
function outAndBack(tS: number, { startS, halfS, times: count }: { startS: number; halfS: number; times: number }): number {
  const cycleS = 2 * halfS + breathS;
  if (tS < startS || tS >= startS + count * cycleS) return 0;
  const inS = (tS - startS) % cycleS;
  return minimumJerk(inS / halfS) - minimumJerk((inS - halfS) / halfS);
}

function minimumJerk(at: number): number {
  const x = Math.min(1, Math.max(0, at));
  return x ** 3 * (10 - 15 * x + 6 * x * x);
}

function transposed(m: Matrix): Matrix {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}

/** Nobody straps a sensor on straight: about so many degrees about each axis. */
export function askew(random: Random, deg = 5): Matrix {
  return multiply(about('z', deg * normal(random)), multiply(about('y', deg * normal(random)), about('x', deg * normal(random))));
}
