import type { Reference } from './reference.js';

/**
 * Within these bounds what sensors and goniometer differ by is taken for soft tissue and the joint's shape [P]. A strap on the thigh or
 * shank follows skin and muscle, not the bone: in squats the knee's range by inertial sensors is 4.4 to 9.8 deg off the optical one (RMSE;
 * Hindle, Keogh & Lorimer 2020, Sensors 20:4586), and a reading by a long-arm goniometer may differ by 10 deg from the next one
 * (Hancock, Hepworth & Wembridge 2018, J Exp Orthop 5:46). More than both together on a range of 60 deg is a third.
 */
export const goniometerFactorBounds = { from: 0.75, to: 1.35 };

type Measured = Pick<Reference, 'goniometerDeg' | 'rangeOfMotionDeg'>;

/**
 * What a person read off a goniometer over what the sensors read of the same approved repetitions; null: nobody measured, or the two
 * are so far apart that one of them is wrong, and then nothing is corrected by it.
 */
export function goniometerFactor({ goniometerDeg, rangeOfMotionDeg }: Measured): number | null {
  if (goniometerDeg === undefined || !(rangeOfMotionDeg > 0)) return null;
  const factor = goniometerDeg / rangeOfMotionDeg;
  return factor >= goniometerFactorBounds.from && factor <= goniometerFactorBounds.to ? factor : null;
}

/** The range of a repetition by the goniometer's scale, deg; null: it has none, or the sensors could not measure it. */
export function rangeByGoniometerDeg(sensedDeg: number | null, reference: Measured): number | null {
  const factor = goniometerFactor(reference);
  return factor === null || sensedDeg === null ? null : factor * sensedDeg;
}
