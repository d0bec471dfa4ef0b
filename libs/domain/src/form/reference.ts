import type { RepetitionFeatures } from '../repetition/repetition.js';

/**
 * The patient's own approved repetitions, boiled down (clinical C4, C8, D1). Plain JSON: it is stored
 * with the prescription and never updates itself.
 */
export interface Reference {
  /** How many approved repetitions it is made of; below 5 it is `provisional`. */
  repetitions: number;
  provisional: boolean;
  /** Sensors that carry the primary angle: one for a segment, proximal then distal for a joint. */
  sensors: number[];
  /** Unit axis of the movement in the primary sensor's (joint: distal sensor's) frame; positive rotation is the way out. */
  axis: [number, number, number];
  /** Median range of motion, deg: the thresholds of the state machine are shares of it. */
  rangeOfMotionDeg: number;
  /** Median peak angular rate about the axis, deg/s. */
  peakVelocityDegPerS: number;
  /** Median duration, s. */
  durationS: number;
  /** Angle from start to end of each approved repetition, deg, resampled to `profilePoints` points. */
  profiles: number[][];
  /** Median over the approved repetitions of the 95th percentile of rotation off the axis, deg. */
  offAxisDeg: number;
  features: Partial<Record<keyof RepetitionFeatures, FeatureReference>>;
}

/** Median and usual variation of one feature after shrinkage (D1), in the feature's unit. */
export interface FeatureReference {
  median: number;
  spread: number;
}
