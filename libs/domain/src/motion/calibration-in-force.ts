import type { Vector } from './quaternion.js';
import type { SegmentAlignment } from './segment-alignment.js';

/** What a guided calibration learned of one sensor, in sensorFrame. Plain JSON. */
export interface SensorCalibration {
  gyroscopeBiasDegPerS: Vector;
  /** Unit: which way is up in the neutral standing pose. */
  up: Vector;
  /** null: the part of the body does not move in the movement that was done, so only up is known. */
  alignment: SegmentAlignment | null;
  /** Unit: to the patient's front; null with `alignment`. */
  forward: Vector | null;
  /** Share of the movement that was about the one axis; null with `alignment`. */
  explained: number | null;
  /** Unit, of the joint that was seen to bend like a hinge; positive bends it. null, or absent in calibrations from before it was sought: not shown. */
  hinge?: Vector | null;
}

/** The calibration that a session goes by, fixed when it begins. */
export interface CalibrationInForce extends SensorCalibration {
  sessionId: string;
  /** When that session began, epoch ms. */
  atMs: number;
  scorer: { id: string; version: string };
}
