import type { FoundRepetition } from '../repetition/segmentation.js';
import type { Manner, MannerView } from './manner.js';
import { squatModel } from './models/squat.model.js';
import type { PostureReference } from './reference.js';

/**
 * Faults of a squat, seen by a sensor on the pelvis and one on a thigh: knee valgus, butt wink, forward lean, partial depth. Each
 * sensor has a frame of its own from the reference: gravity at rest is up, and forward is the way that gravity takes in it. So it
 * does not matter how it is turned on its strap.
 */
export const squatManner: Manner = {
  exercises: ['squat', 'slow-squat'],
  model: squatModel,
  viewOf: ({ reference, worn, followed }) => {
    const sensorOn = (segment: string) => worn.find((each) => each.kind === 'imu' && each.placement.segment === segment);
    const [thigh, pelvis] = [sensorOn('thigh'), sensorOn('pelvis')];
    if (thigh?.kind !== 'imu' || pelvis === undefined) return null;
    const places = [thigh, pelvis].map(({ sensor }) => ({ at: followed.indexOf(sensor), axes: axesOf(reference, reference.sensors.indexOf(sensor)) }));
    if (places.some(({ at, axes }) => at < 0 || axes === null)) return null;
    return viewBy(places as Place[], thigh.placement.side === 'right' ? -1 : 1);
  },
  valuesOf,
};

type Vector = readonly [number, number, number];

interface Axes {
  up: Vector;
  forward: Vector;
}

interface Place {
  /** Among the followed sensors. */
  at: number;
  axes: Axes;
}

/** Tilt of thigh and pelvis, deg from the reference's rest, and how fast the thigh turns about its forward axis, deg/s. */
const width = 3;

/** `mirror`: a right thigh rolls the other way. */
function viewBy([thigh, pelvis]: Place[], mirror: 1 | -1): MannerView {
  return (posture, frames) => {
    const { w } = frames[thigh.at];
    const { forward } = thigh.axes;
    return [tiltDeg(posture, thigh), tiltDeg(posture, pelvis), mirror * (w[0] * forward[0] + w[1] * forward[1] + w[2] * forward[2])];
  };
}

function tiltDeg(posture: readonly number[], { at, axes: { up, forward } }: Place): number {
  const along = (axis: Vector): number => posture[3 * at] * axis[0] + posture[3 * at + 1] * axis[1] + posture[3 * at + 2] * axis[2];
  return (Math.atan2(along(forward), along(up)) * 180) / Math.PI;
}

/** null where the sensor is not of the reference, or hardly moves in it. */
function axesOf({ rest, direction }: PostureReference, place: number): Axes | null {
  if (place < 0) return null;
  const up = unit([rest[3 * place], rest[3 * place + 1], rest[3 * place + 2]]);
  const way: Vector = [direction[3 * place], direction[3 * place + 1], direction[3 * place + 2]];
  if (up === null) return null;
  const upward = way[0] * up[0] + way[1] * up[1] + way[2] * up[2];
  const forward = unit([way[0] - upward * up[0], way[1] - upward * up[1], way[2] - upward * up[2]]);
  return forward === null ? null : { up, forward };
}

/** Less than this, rad, has no direction. */
const leastLength = 0.05;

function unit([x, y, z]: Vector): Vector | null {
  const length = Math.hypot(x, y, z);
  return length < leastLength ? null : [x / length, y / length, z / length];
}

/**
 * At the thigh's lowest: its tilt, and the pelvis's; the pelvis's farthest tilt anywhere; and what the thigh rolls outward on the
 * way up - a knee that fell in comes back out. Last the natural logarithm of how long, s, the thigh was beyond half of its tilt.
 */
function valuesOf({ cut: { manner }, startAt, endAt }: FoundRepetition, stepMs: number): number[] {
  let lowest = startAt;
  let leaning = -Infinity;
  for (let i = startAt; i < endAt; i++) {
    if (manner[width * i] > manner[width * lowest]) lowest = i;
    leaning = Math.max(leaning, manner[width * i + 1]);
  }
  let rolledDeg = 0;
  for (let i = lowest; i < endAt; i++) rolledDeg += (manner[width * i + 2] * stepMs) / 1000;
  const lowestDeg = manner[width * lowest];
  let beyondHalf = 0;
  for (let i = startAt; i < endAt; i++) if (manner[width * i] > lowestDeg / 2) beyondHalf++;
  return [rolledDeg, lowestDeg, manner[width * lowest + 1], leaning, Math.log((Math.max(1, beyondHalf) * stepMs) / 1000)];
}
