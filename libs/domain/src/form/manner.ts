import type { TrackFrame } from '../motion/frame-queue.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { Execution } from '../repetition/repetition.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { mostLikely } from './execution.js';
import type { PostureReference } from './reference.js';

/**
 * In what manner a repetition was done: an exercise with named faults (knees that fall in, a back that rounds) is looked at in
 * values of its own, and their difference from the same person's correct repetitions is told by a small trained model.
 */
export interface Manner {
  /** Ids of the exercises it is for. */
  exercises: readonly string[];
  model: MannerModel;
  /** How this person's sensors see the movement; null: a sensor that it needs is not worn. */
  viewOf(input: { reference: PostureReference; worn: readonly SensorBinding[]; followed: readonly number[] }): MannerView | null;
  /** The values of a repetition, in the model's order, of what `view` saw at each instant. */
  valuesOf(found: FoundRepetition, stepMs: number): number[];
}

/** What is seen at one instant, always so many numbers. */
export type MannerView = (posture: readonly number[], frames: readonly TrackFrame[]) => readonly number[];

/**
 * Each fault has a direction, the mean of its values, and a severity that differs between people: its density is the mean over
 * `severities` of normal densities around that share of the direction. Correct is around zero. One covariance, whose inverse is `precision`.
 */
export interface MannerModel {
  /** Names of the values, in order. */
  values: string[];
  /** Without `correct`. */
  classes: { type: string; mean: number[] }[];
  precision: number[][];
  severities: number[];
}

/** `difference`: the values less those of the person's correct repetitions. Equal priors. */
export function executionByManner({ classes, precision, severities }: MannerModel, difference: readonly number[]): Execution {
  const faults = classes.map(({ mean }) => Math.log(severities.reduce((sum, share) => sum + Math.exp(logDensity(precision, difference.map((value, i) => value - share * mean[i]))), 0) / severities.length));
  return mostLikely(['correct', ...classes.map(({ type }) => type)], [logDensity(precision, difference), ...faults], 'own-correct');
}

/** Beyond this everything is equally unlikely: its exponential is still a number. */
const leastLog = -700;

function logDensity(precision: readonly (readonly number[])[], apart: readonly number[]): number {
  let squared = 0;
  for (let i = 0; i < apart.length; i++) for (let j = 0; j < apart.length; j++) squared += apart[i] * precision[i][j] * apart[j];
  return Math.max(leastLog, -squared / 2);
}
