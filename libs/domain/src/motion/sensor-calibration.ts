import type { Placement } from '../prescription/exercise.js';
import type { SensorAxes, SensorAxis } from '../prescription/prescription.js';
import type { CalibrationInForce, SensorCalibration } from './calibration-in-force.js';
import type { Vector } from './quaternion.js';

/** A calibration session that was passed, as the store gives it. */
export interface PassedCalibration {
  sessionId: string;
  atMs: number;
  scorer: { id: string; version: string };
  sensors: { sensor: number; placement: Placement; learned: SensorCalibration }[];
}

/** Of this sensor at this place the newest; null: there is none. `passed`: newest first. */
export function calibrationOf({ sensor, placement }: { sensor: number; placement: Placement }, passed: readonly PassedCalibration[]): CalibrationInForce | null {
  for (const { sessionId, atMs, scorer, sensors } of passed) {
    const own = sensors.find((each) => each.sensor === sensor && each.placement.segment === placement.segment && each.placement.side === placement.side);
    if (own !== undefined) return { ...own.learned, sessionId, atMs, scorer };
  }
  return null;
}

/** So long a guided calibration that was asked for waits for the patient's next session. */
const askedForMs = 30 * 60_000;

/** Whether the next session is one. `begunAtMs`: of the last one of this prescription; all epoch ms, null: never. */
export function isCalibrationAsked({ askedAtMs, begunAtMs, nowMs }: { askedAtMs: number | null; begunAtMs: number | null; nowMs: number }): boolean {
  return askedAtMs !== null && nowMs - askedAtMs < askedForMs && (begunAtMs === null || begunAtMs < askedAtMs);
}

/** Unit, sensorFrame, at right angles: up along the segment, to the patient's front and to their right, in upright standing. */
export interface SegmentDirections {
  up: Vector;
  forward: Vector;
  right: Vector;
}

/** By the calibration that showed both, else as somebody said; null: nobody knows. */
export function directionsOf({ calibration, axes }: { calibration?: CalibrationInForce; axes?: SensorAxes }): SegmentDirections | null {
  const { alignment = null, forward = null } = calibration ?? {};
  if (alignment !== null && forward !== null) return withRight(alignment.longitudinal, forward);
  return axes === undefined ? null : withRight(vectorOf(axes.up), vectorOf(axes.forward));
}

function withRight(up: Vector, forward: Vector): SegmentDirections {
  return { up, forward, right: [forward[1] * up[2] - forward[2] * up[1], forward[2] * up[0] - forward[0] * up[2], forward[0] * up[1] - forward[1] * up[0]] };
}

export function vectorOf(axis: SensorAxis): Vector {
  const sign = axis.startsWith('-') ? -1 : 1;
  const at = 'xyz'.indexOf(axis.slice(-1));
  return [at === 0 ? sign : 0, at === 1 ? sign : 0, at === 2 ? sign : 0];
}
