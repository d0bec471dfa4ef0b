import type { Placement } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { Result } from '../session/result.js';
import type { SensorCalibration } from './calibration-in-force.js';
import { forwardEnd, knownPlacements, leastTurnDeg, sayMovement, showsAxis, turnDeg, unlikeness, type GuidedMovement } from './guided-movement.js';
import { alignHingeAxis, excursionDeg } from './hinge-axis.js';
import type { Vector } from './quaternion.js';
import { alignmentDifferenceDeg, alignmentOf, alignSegment, directionDifferenceDeg, type SegmentAlignment } from './segment-alignment.js';
import { directionsOf } from './sensor-calibration.js';
import { sayPlacement } from './say-placement.js';
import type { StillPose } from './static-calibration.js';

/** What was measured of one sensor in one attempt. */
export interface MeasuredSensor {
  /** Its `calibration` is what it is compared with, or else its `axes`; with neither it is the first. */
  binding: SensorBinding;
  /** null: nothing came from it. */
  still: Result<StillPose> | null;
  /** deg/s without bias, x y z per sample, of each movement. */
  rates: readonly Float64Array[];
  rateHz: number;
}

export type CalibrationProblem = 'NO_SIGNAL' | 'SIGNAL_GAP' | 'NOT_STILL' | 'ACC_SCALE' | 'TOO_LITTLE_MOVEMENT' | 'NOT_ONE_AXIS' | 'WRONG_SIDE' | 'WRONG_SEGMENT' | 'TURNED';

/** Of one sensor. `words`: what is wrong and what to do about it. `turnedDeg`: by how much it sits otherwise; null: that is not the problem. */
export type SensorVerdict = { sensor: number; placement: Placement } & (
  | { pass: true; learned: SensorCalibration }
  | { pass: false; problem: CalibrationProblem; turnedDeg: number | null; words: string }
);

/** A sensor that is put on again sits up to 10 deg otherwise (assumed); half of 45 and a little [P]. */
const turnedDeg = 25;
/** Unlike where it is said to be by a factor of 2, and clearly more like elsewhere [P]. */
const unlike = Math.log(2);
const clearlyMoreLike = 0.4;

/**
 * Whether each sensor is worn as it should be, and what was learned of it. A sensor on a part that moves as little as its
 * neighbours (trunk and standing leg in a knee lift) cannot be told from one on those. Never tried on people; measured on synthetic
 * sensors only.
 */
export function calibrateGuided(movements: readonly GuidedMovement[], sensors: readonly MeasuredSensor[]): SensorVerdict[] {
  const turned = sensors.map(({ rates, rateHz }) => rates.map((each) => excursionDeg(each, rateHz)));
  const missing = movements.find((movement, m) => sensors.some(({ binding }) => showsAxis(binding.placement, movement)) && Math.max(...turned.map((each) => each.at(m) ?? 0)) < leastTurnDeg(movement));
  return sensors.map((measured, i): SensorVerdict => {
    const { still, binding } = measured;
    if (still === null) return failed(binding, 'NO_SIGNAL', `Nothing comes from the sensor on the ${sayPlacement(binding.placement)}. Switch it on, charge it, or bring it nearer.`);
    if (!still.ok) return failed(binding, 'NOT_STILL', 'Stand still for three seconds before you begin.');
    if (still.flags.includes('ACC_SCALE')) return failed(binding, 'ACC_SCALE', `The sensor on the ${sayPlacement(binding.placement)} does not measure gravity as it should. Use another one.`);
    if (missing !== undefined) return failed(binding, 'TOO_LITTLE_MOVEMENT', `${sayMovement(missing)} If that was done, the sensors are worn on another part of the body than the plan says.`);
    return judgeSensor(measured, { pose: still.value, turned: turned[i], movements });
  });
}

export function failed({ sensor, placement }: Pick<SensorBinding, 'sensor' | 'placement'>, problem: CalibrationProblem, words: string, turned: number | null = null): SensorVerdict {
  return { sensor, placement, pass: false, problem, turnedDeg: turned, words };
}

interface Seen {
  pose: StillPose;
  /** How far it turned in each movement, deg. */
  turned: readonly number[];
  movements: readonly GuidedMovement[];
}

function judgeSensor({ binding, rates, rateHz }: MeasuredSensor, { pose, turned, movements }: Seen): SensorVerdict {
  const misplaced = placementProblem(binding, turned, movements);
  if (misplaced !== null) return misplaced;
  const { gyroscopeBiasDegPerS, up } = pose;
  const m = movements.findIndex((movement) => showsAxis(binding.placement, movement));
  if (m < 0) return compared(binding, { gyroscopeBiasDegPerS, up, alignment: null, forward: null, explained: null }, 'lower');
  const hinge = alignHingeAxis(rates[m], rateHz);
  if (!hinge.ok && hinge.reason === 'INSUFFICIENT_DATA') return failed(binding, 'TOO_LITTLE_MOVEMENT', sayMovement(movements[m]));
  if (!hinge.ok) return failed(binding, 'NOT_ONE_AXIS', `${sayMovement(movements[m])} Move straight to the front, without turning.`);
  const end = forwardEnd(movements[m]);
  const alignment = alignSegment(up, hinge.value.axis, end === 'lower' ? 'hinge' : 'up');
  if (!alignment.ok) return failed(binding, 'NOT_ONE_AXIS', `Stand upright. ${sayMovement(movements[m])} Move straight to the front.`);
  const { across } = alignment.value;
  const forward: Vector = end === 'upper' ? across : [-across[0], -across[1], -across[2]];
  return compared(binding, { gyroscopeBiasDegPerS, up, alignment: alignment.value, forward, explained: hinge.value.explained }, end);
}

/** With the last calibration, or with how somebody said that it is strapped on. */
function compared(binding: SensorBinding, learned: SensorCalibration, end: 'lower' | 'upper'): SensorVerdict {
  const { sensor, placement, calibration } = binding;
  const expected = expectedOf(binding, end);
  if (expected !== null) {
    const tiltedDeg = directionDifferenceDeg(expected.up, learned.up);
    const wholeDeg = learned.alignment === null || expected.alignment === null ? tiltedDeg : alignmentDifferenceDeg(expected.alignment, learned.alignment);
    if (wholeDeg > turnedDeg) return failed(binding, 'TURNED', turnedWords(binding, { wholeDeg, tiltedDeg, since: calibration !== undefined }), wholeDeg);
  }
  return { sensor, placement, pass: true, learned };
}

function expectedOf({ calibration, axes }: SensorBinding, end: 'lower' | 'upper'): { up: Vector; alignment: SegmentAlignment | null } | null {
  if (calibration !== undefined) return calibration;
  const directions = directionsOf({ axes });
  return directions === null ? null : { up: directions.up, alignment: alignmentOf(directions, end) };
}

function turnedWords({ placement, axes }: SensorBinding, { wholeDeg, tiltedDeg, since }: { wholeDeg: number; tiltedDeg: number; since: boolean }): string {
  const how = tiltedDeg < wholeDeg / 2 ? `turned around the ${placement.segment.replace('-', ' ')}` : 'tilted';
  const what = `The sensor on the ${sayPlacement(placement)} sits ${how} by about ${Math.round(wholeDeg / 15) * 15} degrees`;
  if (since) return `${what} since the last calibration. Turn it back, so that it sits as before.`;
  return `${what} from what the plan says. Turn it so that its ${axisWords(axes?.up)} points up and its ${axisWords(axes?.forward)} to the front.`;
}

function axisWords(axis: string | undefined): string {
  return axis === undefined ? 'axis' : `${axis.startsWith('-') ? 'negative ' : ''}${axis.slice(-1)} axis`;
}

function placementProblem(binding: SensorBinding, turned: readonly number[], movements: readonly GuidedMovement[]): SensorVerdict | null {
  const { placement } = binding;
  const unlikenessAt = (place: Placement): number => unlikenessOf(place, turned, movements) ?? Infinity;
  const own = unlikenessOf(placement, turned, movements);
  if (own === null || own <= unlike) return null;
  const name = sayPlacement(placement);
  const opposite: Placement = { ...placement, side: placement.side === 'left' ? 'right' : 'left' };
  const mirrored = placement.side !== 'midline' && unlikenessAt(opposite) + clearlyMoreLike < own && unlikenessAt(opposite) <= unlike;
  if (mirrored) return failed(binding, 'WRONG_SIDE', `The sensor on the ${name} moves as if it were on the ${opposite.side} side. Check left and right.`);
  const [best] = [...knownPlacements].sort((a, b) => unlikenessAt(a) - unlikenessAt(b));
  if (unlikenessAt(best) + clearlyMoreLike >= own) return null;
  return failed(binding, 'WRONG_SEGMENT', `The sensor on the ${name} moves as if it were on the ${sayPlacement(best)}. Check where it is, then do the movement again.`);
}

/** Of the movement in which it is most unlike; null: nothing is known of that place. */
function unlikenessOf(place: Placement, turned: readonly number[], movements: readonly GuidedMovement[]): number | null {
  let most: number | null = null;
  movements.forEach((movement, m) => {
    const expected = turnDeg(place, movement);
    if (expected !== null) most = Math.max(most ?? 0, unlikeness(turned[m], expected));
  });
  return most;
}
