import type { Vector } from '../motion/quaternion.js';
import type { TrackFrame } from '../motion/sensor-track.js';
import type { Exercise } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { apartAtJointCentre } from './joint-centre.js';
import { carrierSets, followSensors, type Followed } from './movement-axis.js';
import { clearlyLess, movingIn, oppositeFits, principalAxis, relativeRate, seenFromProximal, turnsOf, withHeading } from './turning-axis.js';

export interface JointCalibration {
  /** The packets of each recording, in canonical order; all with the sensors strapped on alike. */
  recordings: readonly ImuBlock[][];
  /** Names the two segments of the joint. */
  exercise: Pick<Exercise, 'primary'>;
  sensors: SensorBinding[];
}

/** Of a hinge, in both sensors' frames. */
export interface JointHinge {
  /** Unit, in each sensor's own frame; positive is the way out. */
  proximalAxis: Vector;
  distalAxis: Vector;
  /** Share of all rotation that is about it (clinical C4). */
  explained: number;
}

/** What is slower or shorter says little of where a hinge is; and so much of the movement must be about one axis [P]. */
const leastMovingS = 3;
const leastExplained = 0.8;
/** Of all rotation, so much must depend on how the two headings stand to each other [P]. */
const leastTelling = 0.02;

/**
 * Functional calibration of a joint from several recordings of whatever bends it (clinical C4). One axis serves all of them, and each recording has a difference of headings of its own: the
 * two are sought in turn, so that a recording in which the joint hardly bends is read by the axis that the others show.
 */
export function calibrateJoint({ recordings, exercise, sensors }: JointCalibration): Result<JointHinge> {
  const followed = recordings.map((blocks) => followSensors({ blocks, exercise, sensors }));
  const [carriers] = carrierSets(exercise, sensors).filter(({ length }) => length === 2);
  const whole = followed.filter((each) => carriers !== undefined && carriers.every((sensor) => each.sensors.includes(sensor)));
  if (whole.length === 0) return { ok: false, reason: 'MISSING_INPUT', detail: 'no recording with both sensors of the joint' };
  return hingeOf(whole.map((each) => carriedBy(carriers, each)), whole[0].grid.stepMs);
}

/** Only instants at which both sensors were measured: proximal, then distal. */
function carriedBy(carriers: readonly number[], { sensors, frames }: Followed): TrackFrame[][] {
  return frames.map((each) => carriers.map((sensor) => each[sensors.indexOf(sensor)])).filter((each) => each.every(({ valid }) => valid));
}

function hingeOf(recordings: readonly TrackFrame[][][], stepMs: number): Result<JointHinge> {
  const moving = recordings.map(movingIn);
  const movingS = (moving.flat().length * stepMs) / 1000;
  if (movingS < leastMovingS) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${movingS.toFixed(1)} s of movement; at least ${leastMovingS} s` };
  const turns = moving.map((frames) => coarseHeadings.map((headingDeg) => turnsOf(frames.map((each) => relativeRate(each, headingDeg)))));
  let chosen = turns.map((each, i) => headingOf(recordings[i], each, stepMs));
  let about = principalAxis(sumOf(chosen.map((at, i) => turns[i][at])));
  for (let round = 1; round < axisRounds; round++) {
    chosen = chosen.map((at, i) => nearest(at, quarterTurn).reduce((a, b) => (shareAbout(turns[i][b], about.vector) > shareAbout(turns[i][a], about.vector) ? b : a)));
    about = principalAxis(sumOf(chosen.map((at, i) => turns[i][at])));
  }
  if (about.share < leastExplained) return { ok: false, reason: 'LOW_QUALITY', detail: `${(100 * about.share).toFixed(0)} % of the movement is about one axis; at least ${100 * leastExplained} %` };
  const agreed = recordings.map((frames, i) => withHeading([...frames], coarseHeadings[chosen[i]]));
  const outDeg = agreed.reduce((sum, frames) => sum + wayOutDeg(frames, about.vector, stepMs), 0);
  const distalAxis: Vector = outDeg < 0 ? [-about.vector[0], -about.vector[1], -about.vector[2]] : about.vector;
  const telling = turns.map((each) => tellingOfHeading(each, about.vector));
  const seen = agreed.map((frames, i) => scaled(seenFromProximal(frames, distalAxis), telling[i]));
  const sum: Vector = [0, 1, 2].map((axis) => seen.reduce((total, each) => total + each[axis], 0)) as Vector;
  const length = Math.hypot(...sum);
  if (length < leastTelling * chosen.reduce((total, at, i) => total + traceOf(turns[i][at]), 0)) return { ok: false, reason: 'LOW_QUALITY', detail: 'the proximal sensor hardly turned: where the hinge lies in it cannot be told' };
  if (!tellsWhichWay(recordings, chosen, stepMs)) return { ok: false, reason: 'LOW_QUALITY', detail: 'whether the segments turn with or against each other cannot be told' };
  return { ok: true, value: { distalAxis, proximalAxis: scaled(sum, 1 / length), explained: about.share }, flags: [] };
}

/**
 * A level hinge looks alike from two headings half a turn apart, and with the wrong one the angle is a sum where it should be a difference. All recordings together
 * must say by the joint's centre which it is.
 */
function tellsWhichWay(recordings: readonly TrackFrame[][][], chosen: readonly number[], stepMs: number): boolean {
  const apart = (turnedDeg: number): number => recordings.reduce((sum, frames, i) => sum + apartAtJointCentre(frames, coarseHeadings[chosen[i]] + turnedDeg, stepMs), 0);
  const [told, turned] = [apart(0), apart(180)];
  return told < clearlyLess * turned && turned - told > leastApart * recordings.length;
}

/** So much must the wrong one be apart, m2/s4: four times the noise of two accelerometers of 0.05 m/s2 (SD) [P]. */
const leastApart = 0.02;

/** How much of what was turned depends on the heading: nothing where the proximal segment rests, and its view of the axis is then a guess. */
function tellingOfHeading(turns: readonly number[][], axis: Vector): number {
  const about = turns.map((m) => traceOf(m) * shareAbout(m, axis));
  return Math.max(...about) - Math.min(...about);
}

function scaled([x, y, z]: Vector, by: number): Vector {
  return [by * x, by * y, by * z];
}

const axisRounds = 4;
const headings = 72;
const coarseHeadings = Array.from({ length: headings }, (_, i) => (360 * i) / headings);
const [quarterTurn, halfTurn, fewDeg] = [headings / 4, headings / 2, 4];

/** By this recording alone: which of the headings, of those half a turn apart the one by which both segments have one joint. */
function headingOf(frames: readonly TrackFrame[][], turns: readonly number[][], stepMs: number): number {
  const shares = turns.map((m) => principalAxis(m).share);
  const most = (places: readonly number[]): number => places.reduce((a, b) => (shares[b] > shares[a] ? b : a));
  const found = most(shares.map((_, i) => i));
  const opposite = most(nearest(found + halfTurn, fewDeg));
  return oppositeFits(frames, { headingDeg: coarseHeadings[found], oppositeDeg: coarseHeadings[opposite], stepMs }) ? opposite : found;
}

/** The headings beside one, less than `reach` places away. */
function nearest(at: number, reach: number): number[] {
  return Array.from({ length: 2 * reach - 1 }, (_, i) => (at - reach + 1 + i + headings) % headings);
}

/** Further to one side than to the other of where it began: a movement goes out from rest. */
function wayOutDeg(frames: readonly TrackFrame[][], [x, y, z]: Vector, stepMs: number): number {
  let [angle, least, most] = [0, 0, 0];
  for (const each of frames) {
    const w = relativeRate(each, 0);
    angle += ((w[0] * x + w[1] * y + w[2] * z) * stepMs) / 1000;
    least = Math.min(least, angle);
    most = Math.max(most, angle);
  }
  return most + least;
}

function sumOf(all: readonly number[][]): number[] {
  return all.reduce((sum, each) => sum.map((value, i) => value + each[i]));
}

function traceOf(m: readonly number[]): number {
  return m[0] + m[4] + m[8];
}

/** Of all that was turned, how much is about this axis; 0 where nothing turned. */
function shareAbout(m: readonly number[], [x, y, z]: Vector): number {
  const trace = traceOf(m);
  const about = x * (m[0] * x + m[1] * y + m[2] * z) + y * (m[3] * x + m[4] * y + m[5] * z) + z * (m[6] * x + m[7] * y + m[8] * z);
  return trace === 0 ? 0 : about / trace;
}
