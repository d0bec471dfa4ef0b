import { directionDifferenceDeg } from '../motion/segment-alignment.js';
import { alignShiftDeg } from '../motion/worn-check.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ReferenceStanding } from './reference.js';

/** What a reference was made of. */
export interface ReferenceOrigin {
  /** How long before now its repetitions were recorded, ms. */
  ageMs: number;
  /** As they were worn then. */
  sensors: readonly SensorBinding[];
}

/** Clinical D1 [P]: so long the patient's repetitions are what is usual for them. */
export const referenceLastsDays = 42;
const dayMs = 86_400_000;

/**
 * Whether a reference still holds (clinical D1, REFERENCE_STALE): until it is 42 days old, and while its sensors are worn as they were. It is never
 * changed by what the patient does; a therapist approves new repetitions. Another load is another prescription here, with a reference of its own.
 */
export function referenceStanding({ ageMs, sensors: then }: ReferenceOrigin, now: readonly SensorBinding[]): ReferenceStanding {
  const wornOtherwise = now.some((worn) => worn.kind === 'imu' && isOtherwise(worn, then.find(({ sensor }) => sensor === worn.sensor)));
  return { ageDays: Math.floor(ageMs / dayMs), stale: wornOtherwise ? 'worn-otherwise' : ageMs >= referenceLastsDays * dayMs ? 'old' : null };
}

/** A sensor that was not there then judges nothing. Of one that was not calibrated both times only the place is known. */
function isOtherwise(now: SensorBinding, then: SensorBinding | undefined): boolean {
  if (then === undefined) return false;
  if (now.placement.segment !== then.placement.segment || now.placement.side !== then.placement.side) return true;
  if (now.calibration === undefined || then.calibration === undefined) return false;
  return directionDifferenceDeg(now.calibration.up, then.calibration.up) > alignShiftDeg;
}
