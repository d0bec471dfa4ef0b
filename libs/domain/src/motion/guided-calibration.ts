import type { Placement } from '../prescription/exercise.js';
import type { Result } from '../session/result.js';
import { alignHingeAxis, excursionDeg } from './hinge-axis.js';
import { kneeLiftDeg, kneeLiftPlacements, unlikeness } from './knee-lift.js';
import type { Vector } from './quaternion.js';
import { alignmentDifferenceDeg, alignSegment, directionDifferenceDeg, type SegmentAlignment } from './segment-alignment.js';
import { findStillPose, type FoundStillPose, type ImuSamples } from './static-calibration.js';

/** Stand still for three seconds, then lift one knee five times, slowly. */
export interface GuidedCalibration {
  movingSide: 'left' | 'right';
  sensors: WornSensor[];
}

export interface WornSensor {
  sensor: number;
  placement: Placement;
  samples: ImuSamples;
  /** What the last calibration that passed had learned; null: this is the first. */
  stored: Learned | null;
}

/** Plain JSON. */
export interface Learned {
  gyroscopeBiasDegPerS: Vector;
  /** Unit, sensorFrame. */
  up: Vector;
  /** null: the part of the body does not move in this movement, so only up is known. */
  alignment: SegmentAlignment | null;
  explained: number | null;
}

export type CalibrationProblem = 'NOT_STILL' | 'ACC_SCALE' | 'TOO_LITTLE_MOVEMENT' | 'NOT_ONE_AXIS' | 'WRONG_SIDE' | 'WRONG_SEGMENT' | 'TURNED';

export type CalibrationOutcome =
  | { sensor: number; pass: true; learned: Learned }
  /** `words` are for the patient. */
  | { sensor: number; pass: false; problem: CalibrationProblem; words: string };

/** A sensor that is put on again sits up to 10 deg otherwise (assumed); half of 45 and a little [P]. */
const turnedDeg = 25;
/** Less of a movement is no lifting of the knee [P]. */
const movesDeg = 40;
/** Unlike where it is said to be by a factor of 2, and clearly more like elsewhere [P]. */
const unlike = Math.log(2);
const clearlyMoreLike = 0.4;

/**
 * Whether each sensor is worn as it should be, and what was learned of it. A sensor on a part that moves as little as its
 * neighbours (trunk, standing leg) cannot be told from one on those. Never tried on people; measured on synthetic sensors only.
 */
export function calibrateGuided({ movingSide, sensors }: GuidedCalibration): CalibrationOutcome[] {
  const measured = sensors.map((worn) => measure(worn.samples));
  const movedDeg = Math.max(...measured.map((each) => (each.ok ? each.value.turnedDeg : 0)));
  return sensors.map((worn, i): CalibrationOutcome => {
    const { sensor, placement } = worn;
    const own = measured[i];
    if (!own.ok) return { sensor, pass: false, problem: 'NOT_STILL', words: 'Please stand still for three seconds before you begin.' };
    if (own.flags.includes('ACC_SCALE')) return { sensor, pass: false, problem: 'ACC_SCALE', words: `The sensor on the ${nameOf(placement)} does not measure gravity as it should. Please use another one.` };
    if (movedDeg < movesDeg && sensors.some((each) => shouldMove(each.placement, movingSide))) return { sensor, pass: false, problem: 'TOO_LITTLE_MOVEMENT', words: liftWords(movingSide) };
    return calibrateSensor(worn, own.value, movingSide);
  });
}

interface Measured extends FoundStillPose {
  /** deg/s without bias, after the still pose. */
  rates: Float64Array;
  turnedDeg: number;
}

function measure(samples: ImuSamples): Result<Measured> {
  const still = findStillPose(samples);
  if (!still.ok) return still;
  const { to, gyroscopeBiasDegPerS } = still.value;
  const rates = samples.angularVelocityDegPerS.slice(3 * to).map((value, i) => value - gyroscopeBiasDegPerS[i % 3]);
  return { ...still, value: { ...still.value, rates, turnedDeg: excursionDeg(rates, samples.rateHz) } };
}

function shouldMove(placement: Placement, movingSide: 'left' | 'right'): boolean {
  return (kneeLiftDeg(placement, movingSide) ?? 0) >= movesDeg;
}

function liftWords(movingSide: 'left' | 'right'): string {
  return `Please lift the ${movingSide} knee to hip height and set it down again, five times, slowly. If you did, a sensor may be on the other leg.`;
}

function calibrateSensor({ sensor, placement, samples, stored }: WornSensor, measured: Measured, movingSide: 'left' | 'right'): CalibrationOutcome {
  const fail = (problem: CalibrationProblem, words: string): CalibrationOutcome => ({ sensor, pass: false, problem, words });
  const name = nameOf(placement);
  const { gyroscopeBiasDegPerS, up, rates } = measured;
  const misplaced = placementProblem(placement, measured.turnedDeg, movingSide);
  if (misplaced !== null) return fail(misplaced.problem, misplaced.words);
  if (!shouldMove(placement, movingSide)) {
    const turned = stored === null ? 0 : directionDifferenceDeg(stored.up, up);
    return turned > turnedDeg ? fail('TURNED', turnedWords(name, turned)) : { sensor, pass: true, learned: { gyroscopeBiasDegPerS, up, alignment: null, explained: null } };
  }
  const hinge = alignHingeAxis(rates, samples.rateHz);
  if (!hinge.ok && hinge.reason === 'INSUFFICIENT_DATA') return fail('TOO_LITTLE_MOVEMENT', liftWords(movingSide));
  if (!hinge.ok) return fail('NOT_ONE_AXIS', 'Please lift the knee straight to the front, without turning the leg.');
  const alignment = alignSegment(up, hinge.value.axis, 'hinge');
  if (!alignment.ok) return fail('NOT_ONE_AXIS', 'Please stand upright and lift the knee straight to the front.');
  const before = stored?.alignment ?? null;
  const turned = before === null ? 0 : alignmentDifferenceDeg(before, alignment.value);
  if (turned > turnedDeg) return fail('TURNED', turnedWords(name, turned));
  return { sensor, pass: true, learned: { gyroscopeBiasDegPerS, up, alignment: alignment.value, explained: hinge.value.explained } };
}

function turnedWords(name: string, deg: number): string {
  return `The sensor on the ${name} seems turned by about ${Math.round(deg / 15) * 15} degrees since last time. Please put it on as before.`;
}

function placementProblem(placement: Placement, measuredDeg: number, movingSide: 'left' | 'right'): { problem: CalibrationProblem; words: string } | null {
  const expectedDeg = kneeLiftDeg(placement, movingSide);
  if (expectedDeg === null || unlikeness(measuredDeg, expectedDeg) <= unlike) return null;
  const unlikenessAt = (other: Placement): number => unlikeness(measuredDeg, kneeLiftDeg(other, movingSide) ?? expectedDeg);
  const opposite: Placement = { ...placement, side: placement.side === 'left' ? 'right' : 'left' };
  const mirrored = placement.side !== 'midline' && unlikenessAt(opposite) + clearlyMoreLike < unlikeness(measuredDeg, expectedDeg) && unlikenessAt(opposite) <= unlike;
  if (mirrored) return { problem: 'WRONG_SIDE', words: `The sensor on the ${nameOf(placement)} moves as if it were on the ${opposite.side} side. Please check left and right.` };
  const [best] = [...kneeLiftPlacements].sort((a, b) => unlikenessAt(a) - unlikenessAt(b));
  if (unlikenessAt(best) + clearlyMoreLike >= unlikeness(measuredDeg, expectedDeg)) return null;
  return { problem: 'WRONG_SEGMENT', words: `The sensor on the ${nameOf(placement)} moves as if it were on the ${nameOf(best)}. Please check where it is, then lift the knee to hip height.` };
}

function nameOf({ segment, side }: Placement): string {
  return side === 'midline' ? segment.replace('-', ' ') : `${side} ${segment.replace('-', ' ')}`;
}
