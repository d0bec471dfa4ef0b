import { isCompensation, type RepetitionTraces, type SegmentTrace } from '../form/compensation-measures.js';
import type { RateTraces } from '../form/tremor.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { TrackFrame } from './frame-queue.js';
import { rotateInto, type Quaternion, type Vector } from './quaternion.js';
import { directionsOf, type SegmentDirections } from './sensor-calibration.js';

/**
 * How the rest of the body was held since the movement on its way began: what a repetition is looked at for beside its own angle. One flat
 * row an instant, four numbers a trace, the last of which says whether the first three can be trusted. Plain JSON.
 */
export interface BodyTraceState {
  /** Grid index of the first row. */
  from: number;
  values: number[];
}

/** Worked out once a call, never stored. */
export interface BodyPlan {
  segments: TracedSegment[];
  /** Place of the sensor whose angular rate shows shaking while something is held; -1: nothing is held. */
  heldAt: number;
  /** Which limb the sensors are on; null: on none. */
  side: 'left' | 'right' | null;
}

interface TracedSegment extends SegmentDirections {
  segment: BodySegment;
  /** Place among the followed sensors. */
  at: number;
}

const width = 4;
const degPerRad = 180 / Math.PI;
/** Rows that may be kept longer than needed, so that they are moved seldom. */
const spareRows = 100;

type Watched = Pick<Prescription, 'exercise' | 'sensors'>;

/** Sensors that show how a segment leans, where the exercise has a fault that is seen by that: the first on each segment. */
export function tracedSensors({ exercise, sensors }: Watched): number[] {
  if (!exercise.faults.some(({ code }) => isCompensation(code))) return [];
  const worn = sensors.filter((each) => each.kind === 'imu' && directionsOf(each) !== null);
  return worn.filter(({ placement }, i) => worn.findIndex((each) => each.placement.segment === placement.segment) === i).map(({ sensor }) => sensor);
}

/** `order`: the followed sensors as their frames stand; `carriersAt`: places of those of the primary angle. */
export function bodyPlan(watched: Watched, order: readonly number[], carriersAt: readonly number[]): BodyPlan {
  const bindings = watched.sensors.filter(({ sensor, kind }) => kind === 'imu' && order.includes(sensor));
  const segments = tracedSensors(watched).flatMap((sensor): TracedSegment[] => {
    const binding = bindings.find((each) => each.sensor === sensor);
    const directions = binding === undefined ? null : directionsOf(binding);
    return binding === undefined || directions === null ? [] : [{ segment: binding.placement.segment, at: order.indexOf(sensor), ...directions }];
  });
  const limb = bindings.map(({ placement }) => placement.side).find((side) => side !== 'midline') ?? null;
  return { segments, heldAt: watched.exercise.dose.holdS === null ? -1 : (carriersAt.at(-1) ?? -1), side: limb };
}

/** How far the segment's own right points below the horizontal, deg. */
export function leanRightDeg(q: Quaternion, { right }: SegmentDirections): number {
  return leanDeg(upInSensor(q, upNow), right);
}

export function startBodyTrace(): BodyTraceState {
  return { from: 0, values: [] };
}

/** One instant: a frame for each followed sensor; before the grid's index `neededFrom` nothing is asked for any more. Writes into `state`. */
export function stepBodyTrace(state: BodyTraceState, plan: BodyPlan, frames: readonly TrackFrame[], neededFrom: number): void {
  const row = rowOf(plan);
  if (row === 0) return;
  const { values } = state;
  const { index } = frames[0];
  if (index !== state.from + values.length / row) {
    values.length = 0;
    state.from = index;
  }
  for (let i = 0; i < plan.segments.length; i++) pushSegment(values, plan.segments[i], frames[plan.segments[i].at]);
  if (plan.heldAt >= 0) pushRate(values, frames[plan.heldAt]);
  if (neededFrom - state.from < spareRows) return;
  values.splice(0, (neededFrom - state.from) * row);
  state.from = neededFrom;
}

/** Of one repetition. A segment whose sensor was silent or could not be trusted in it is left out. */
export function tracesOf(state: BodyTraceState, plan: BodyPlan, { found, stepMs }: { found: FoundRepetition; stepMs: number }): RepetitionTraces {
  const segments: { [segment in BodySegment]?: SegmentTrace } = {};
  plan.segments.forEach(({ segment }, i) => {
    const columns = columnsOf(state, plan, { found, column: i });
    if (columns === null) return;
    const [frontalDeg, sagittalDeg, axialDegPerS] = columns;
    segments[segment] = { frontalDeg, sagittalDeg, axialDegPerS };
  });
  return { stepMs, angleDeg: found.cut.angleDeg.slice(found.startAt, found.endAt), side: plan.side, segments };
}

/** Angular rate of the sensor that holds, over the repetition, deg/s; null: nothing is held, or it could not be trusted. */
export function heldRates(state: BodyTraceState, plan: BodyPlan, found: FoundRepetition): RateTraces | null {
  const columns = plan.heldAt < 0 ? null : columnsOf(state, plan, { found, column: plan.segments.length });
  return columns === null ? null : { x: columns[0], y: columns[1], z: columns[2] };
}

function rowOf({ segments, heldAt }: BodyPlan): number {
  return width * (segments.length + (heldAt < 0 ? 0 : 1));
}

function columnsOf({ from, values }: BodyTraceState, plan: BodyPlan, { found, column }: { found: FoundRepetition; column: number }): [number[], number[], number[]] | null {
  const row = rowOf(plan);
  const first = found.cut.from + found.startAt - from;
  const columns: [number[], number[], number[]] = [[], [], []];
  for (let i = first; i < first + found.endAt - found.startAt; i++) {
    const at = i * row + column * width;
    if (i < 0 || values[at + 3] !== 1) return null;
    for (let k = 0; k < 3; k++) columns[k].push(values[at + k]);
  }
  return columns;
}

/** In the sensor's frame, which way is up: what of it lies along the segment's own directions says how the segment leans. */
function pushSegment(values: number[], { up, forward, right }: TracedSegment, { q, w, valid }: TrackFrame): void {
  const vertical = upInSensor(q, upNow);
  values.push(leanDeg(vertical, right), Math.atan2(-dot(vertical, forward), dot(vertical, up)) * degPerRad, -dot(w, up), valid ? 1 : 0);
}

function pushRate(values: number[], { w, valid }: TrackFrame): void {
  values.push(w[0], w[1], w[2], valid ? 1 : 0);
}

/** Which way is up, in the sensor's frame, unit. */
export function upInSensor(q: Quaternion, into: Vector): Vector {
  inverse[0] = q[0];
  for (let i = 1; i < 4; i++) inverse[i] = -q[i];
  return rotateInto(into, inverse, earthUp);
}

function leanDeg(vertical: Vector, right: Vector): number {
  return -Math.asin(Math.max(-1, Math.min(1, dot(vertical, right)))) * degPerRad;
}

const earthUp: Vector = [0, 0, 1];
// Scratch memory of one instant.
const upNow: Vector = [0, 0, 1];
const inverse: Quaternion = [1, 0, 0, 0];

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
