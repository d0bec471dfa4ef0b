import type { Placement, SensorAxes, SensorBinding } from '#libs/domain';

/** What sensors measured, or would have: a recording of a person, or a simulated patient. Times in ms from its start. */
export interface Recording {
  id: string;
  source: 'simulated' | 'replayed';
  /** Said wherever it is shown: what it is, and what it is not. */
  label: string;
  /** How to cite the set; empty for a simulated patient. */
  citation: string;
  exerciseId: string;
  /** null: not stated. */
  ageYears: number | null;
  signals: Signal[];
  /** Annotated repetitions. */
  truth: { startMs: number; endMs: number; type: string }[];
  /** The person's own approved repetitions; null: there are none. */
  calibration: Calibration | null;
}

export interface Calibration {
  signals: Signal[];
  /** Correct repetitions. */
  approved: { startMs: number; endMs: number }[];
  /** Repetitions in which a fault was shown, where the set has such. */
  faults: { startMs: number; endMs: number; type: string }[];
  /** Each type was shown three times in a row, and one of the three is what stands here. */
  marksOneOfThree?: true;
}

export type Signal = ImuSignal | HeartRateSignal;

/** n samples, the i-th at startMs + 1000 i / rateHz. A sensor that was interrupted has several signals. */
export interface ImuSignal {
  kind: 'imu';
  sensor: number;
  placement: Placement;
  /** How it was strapped on, where that is known. */
  axes?: SensorAxes;
  /** The axis about which the segment bends in its joint, where a calibration has told it. */
  flexion?: SensorBinding['flexion'];
  rateHz: number;
  /** When the first sample was measured, ms; 0 when it is not given. */
  startMs?: number;
  /** 3n values, m/s2. */
  accelerationMPerS2: Float64Array;
  /** 3n values, deg/s. */
  angularVelocityDegPerS: Float64Array;
}

export interface HeartRateSignal {
  kind: 'heart-rate';
  sensor: number;
  readings: { tMs: number; heartRateBpm: number; contact: 'detected' | 'lost' | 'unsupported'; rrMs: number[] }[];
}

/** Reads one set as it is published. One file each in `loaders/`, one line in `index.ts`. */
export interface RecordingLoader {
  name: string;
  /** Whether this path looks like one of the set's recordings. */
  claims(path: string): boolean;
  /** Throws a `RecordingError` that names the file and what is wrong. */
  load(path: string): Promise<Recording>;
}

export class RecordingError extends Error {}
