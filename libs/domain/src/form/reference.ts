import type { CompensationReference } from './compensation.js';
import type { Side } from '../prescription/exercise.js';
import type { RepetitionFeatures } from '../repetition/repetition.js';

/**
 * The patient's own approved repetitions, boiled down (clinical C4, C8, D1). Plain JSON: it is stored
 * with the prescription and never updates itself.
 */
export interface Reference {
  /** How many approved repetitions it is made of; below 5 it is `provisional`. */
  repetitions: number;
  provisional: boolean;
  /** Where the sides take turns: of which side it is, and what was approved of the other; absent: it is of all repetitions. */
  side?: Side;
  otherSide?: Reference;
  /** Sensors that carry the primary angle: one for a segment, proximal then distal for a joint. */
  sensors: number[];
  /** Unit axis of the movement in the primary sensor's (joint: distal sensor's) frame; positive rotation is the way out. */
  axis: [number, number, number];
  /** Of a joint: the same axis in the proximal sensor's frame; absent for a segment, and in references that were made before it. */
  proximalAxis?: [number, number, number];
  /** Median range of motion, deg: the thresholds of the state machine are shares of it. */
  rangeOfMotionDeg: number;
  /** The same as a person read it off a goniometer, deg; absent: nobody did. Judges nothing: see `form/goniometer.ts`. */
  goniometerDeg?: number;
  /** Median peak angular rate about the axis, deg/s. */
  peakVelocityDegPerS: number;
  /** Median duration, s. */
  durationS: number;
  /** Angle from start to end of each approved repetition, deg, resampled to `profilePoints` points. */
  profiles: number[][];
  /** Median over the approved repetitions of the 95th percentile of rotation off the axis, deg. */
  offAxisDeg: number;
  features: Partial<Record<keyof RepetitionFeatures, FeatureReference>>;
  /** How the body is held at rest and at the far end; null: the movement turns about the vertical, and the angle alone tells. */
  posture: PostureReference | null;
  /** How the rest of the body is held meanwhile; absent or null: no sensor told. */
  compensation?: CompensationReference | null;
  execution: ExecutionReference;
  /** How the approved repetitions vary together; absent: they are fewer than their features and two more, or it was made before this existed. */
  residuals?: Residuals;
  /** Mean values of the approved repetitions for the exercise's manner (`form/manner.ts`); absent where it has none. */
  manner?: number[];
}

/** (value - median) / spread of each feature, one row an approved repetition. */
export interface Residuals {
  features: (keyof RepetitionFeatures)[];
  rows: number[][];
}

/** Directions of gravity, three values a sensor, in the order of `sensors` (see `motion/posture.ts`). */
export interface PostureReference {
  sensors: number[];
  rest: number[];
  /** From rest to the far end. */
  direction: number[];
  /** Length of `direction`, deg. */
  rangeDeg: number;
  /** The way of one approved repetition, out and back: postures at equal distances in time. */
  path: number[][];
}

/** What a correct repetition looks like to `executionOf`, and how each type that the patient has shown differs from it. */
export interface ExecutionReference {
  /** How long it is beyond half of its height, s. */
  widthS: number;
  /** How far it goes, and where it ends, deg of reach. */
  heightDeg: number;
  levelDeg: number;
  types: TypeReference[];
  /** Where faults were shown (`isSeenAsWhole`): what the correct ones look like as a whole. Absent: none was, or it was made before this existed. */
  own?: OwnManner;
}

/**
 * In what manner the patient showed a fault. No model of other people knows one that has a name of its own ("knee in"), and how far is far enough is this
 * patient's own too, so a repetition is compared with the shown ones as a whole - how every sensor is held at the far end, and by how much it turned on the way there and
 * back. Needs neither placement nor heading; what turns about the vertical shows too.
 */
export interface OwnManner {
  /** All that were worn, in the order of the values. */
  sensors: number[];
  /** Of the correct ones, nine each (`form/own-manner.ts`), deg. */
  values: number[];
  /** Standard deviation within a type, deg, pooled over the types and with what is usual. */
  spreads: number[];
}

/** Means over the shown repetitions of one type, as natural logarithms of the ratio to the correct ones. */
export interface TypeReference {
  type: string;
  repetitions: number;
  logWidth: number;
  logReach: number;
  /** Of the whole repetition, as those of `own`; absent where that is. */
  values?: number[];
}

/** Median and usual variation of one feature after shrinkage (D1), in the feature's unit. */
export interface FeatureReference {
  median: number;
  spread: number;
}

/**
 * How the patient walks, from bouts of walking that a therapist approved (clinical C15, D1). Walking has no repetitions: `repetitions` are windows of ten
 * seconds, some nine strides each. Plain JSON, stored and fixed as the other.
 */
export interface WalkReference {
  kind: 'walk';
  repetitions: number;
  /** Below 5 windows. */
  provisional: boolean;
  /** The one at the belt line, and the shank's where that told which way the walk went. */
  sensors: number[];
  features: Reference['features'];
}

/** Why a reference no longer holds: its repetitions are too old, or the sensors are worn otherwise than when they were recorded. */
type StaleReason = 'old' | 'worn-otherwise';

/** How a reference stands when a session begins; kept with the session, so that scoring it again says the same. */
export interface ReferenceStanding {
  /** Of the repetitions that it is made of, whole days. */
  ageDays: number;
  /** null: it holds. */
  stale: StaleReason | null;
}
