import type { Character } from './character.js';
import { endOf, type PlannedRepetition } from './motion-plan.js';
import { between, type Random } from './random.js';
import { about, multiply, type Matrix } from './rotation.js';
import type { Pose } from './imu.js';

/** The joint angles of a squat at one instant, deg. */
export interface Posture {
  thighDeg: number;
  trunkDeg: number;
  valgusDeg: number;
}

/** Segment lengths of an adult of 1.72 m (Winter 2009, table 4.1), m. */
const shankM = 0.42;
const thighM = 0.42;
const sternumAboveHipM = 0.38;
/** The sensor sits on the front of the thigh, and on the breastbone. */
const thighSensorM: Position = [0.07, 0, -0.5 * thighM];
const chestSensorM: Position = [0.1, 0, sternumAboveHipM];
/** Dorsiflexion as a share of thigh inclination keeps the weight over the foot. */
const shankShare = 0.45;
/** Action tremor (Bhatia et al. 2018: 4 to 12 Hz); a tired thigh is at the slow end. */
const tremorHz: [number, number] = [4, 8];
const swayHz: [number, number] = [0.2, 0.4];
const swayDeg = 0.3;
/** At rest there is this much of the tremor under load. */
const restingTremor = 0.2;

type Position = [number, number, number];

/** Posture at any time, smooth to the second derivative: minimum-jerk movements (Flash & Hogan 1985) with tremor and sway on top. */
export function postureAt(plan: PlannedRepetition[], character: Character, random: Random): (tS: number) => Posture {
  const tremor = waveOf(random, tremorHz);
  const sway = waveOf(random, swayHz);
  return (tS) => {
    const repetition = current(plan, tS);
    const depth = repetition === null ? 0 : depthOf(repetition, tS);
    const inward = repetition === null ? 0 : repetition.valgusDeg * depth;
    const thighDeg = depth * (repetition?.rangeDeg ?? 0) + character.tremorDeg * (restingTremor + depth) * tremor(tS);
    return { thighDeg, trunkDeg: character.trunkLeanShare * thighDeg + swayDeg * sway(tS), valgusDeg: inward };
  };
}

/** Where the sensors are and how they are turned. Earth frame: x forward, y left, z up; its origin is the ankle. */
export function thighPose({ thighDeg, valgusDeg }: Posture, mounting: Matrix): Pose {
  const thigh = multiply(about('y', -thighDeg), about('x', valgusDeg));
  return { positionM: add(hipOf(thighDeg), turn(thigh, thighSensorM)), orientation: multiply(thigh, mounting) };
}

export function chestPose({ thighDeg, trunkDeg }: Posture, mounting: Matrix): Pose {
  const trunk = about('y', trunkDeg);
  return { positionM: add(hipOf(thighDeg), turn(trunk, chestSensorM)), orientation: multiply(trunk, mounting) };
}

function hipOf(thighDeg: number): Position {
  return add(turn(about('y', shankShare * thighDeg), [0, 0, shankM]), turn(about('y', -thighDeg), [0, 0, thighM]));
}

/** The newest that has begun and is not over. */
function current(plan: PlannedRepetition[], tS: number): PlannedRepetition | null {
  let low = 0;
  let high = plan.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (plan[middle].startS <= tS) low = middle + 1;
    else high = middle;
  }
  const begun = low === 0 ? null : plan[low - 1];
  return begun !== null && tS < endOf(begun) ? begun : null;
}

/** 0 standing, 1 at the bottom. */
function depthOf({ startS, outS, holdS, backS, rangeDeg, bounceDeg }: PlannedRepetition, tS: number): number {
  const inS = tS - startS;
  if (inS < outS) return minimumJerk(inS / outS);
  if (inS < outS + holdS) return 1 - (bounceDeg / rangeDeg) * bump((inS - outS) / holdS);
  return 1 - minimumJerk((inS - outS - holdS) / backS);
}

/** From 0 to 1, at rest at both ends. */
function minimumJerk(share: number): number {
  return share ** 3 * (10 - 15 * share + 6 * share ** 2);
}

/** Up and down again, at rest at both ends. */
function bump(share: number): number {
  return 64 * share ** 3 * (1 - share) ** 3;
}

/** Two sines that do not repeat, amplitude at most 1. */
function waveOf(random: Random, [lowHz, highHz]: [number, number]): (tS: number) => number {
  const sines = [0.6, 0.4].map((amplitude) => ({ amplitude, hz: between(random, lowHz, highHz), phase: between(random, 0, 2 * Math.PI) }));
  return (tS) => sines.reduce((sum, { amplitude, hz, phase }) => sum + amplitude * Math.sin(2 * Math.PI * hz * tS + phase), 0);
}

function add(a: Position, b: Position): Position {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function turn(m: Matrix, [x, y, z]: Position): Position {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}
