import type { TrackFrame } from '../motion/frame-queue.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { OwnManner } from './reference.js';

/** Gravity's direction at the far end, and the turning rate integrated on the way out and on the way back; each x, y, z. */
const valuesASensor = 9;
/** What is seen at an instant: gravity's direction, and the turning rate, deg/s. */
const seenASensor = 6;
const degPerRad = 180 / Math.PI;
/** The far end is where the patient stays, not the overshoot. */
const farShare = 0.8;
/**
 * How much a value differs from one set to the next of the same person, deg, and how many of the values say something of their own, since those of one
 * body go together [P]. squat-kr as another device wrote it, references from the person's other set.
 */
const setSpreadDeg = 3;
const independentValues = 9;
/** What one repetition differs from the next by, deg, before the patient has shown it; counts as one repetition's word [P]. */
const usualSpreadDeg = 4;
/**
 * Student's degrees of freedom: a set may differ from the shown ones by far more than is usual, a strap that slid or a patient who stands otherwise.
 * What is far from all that was shown is then hardly nearer to one than to another [P].
 */
const freedom = 3;

/** `places`: of the sensors among those that are followed; null: one of them is not worn. */
export function ownView(places: readonly number[]): ((posture: readonly number[], frames: readonly TrackFrame[]) => readonly number[]) | null {
  if (places.length === 0 || places.includes(-1)) return null;
  const seen = places.flatMap(() => [0, 0, 0, 0, 0, 0]);
  return (posture, frames) => {
    for (let s = 0; s < places.length; s++) {
      const { w } = frames[places[s]];
      for (let k = 0; k < 3; k++) {
        seen[seenASensor * s + k] = posture[3 * places[s] + k];
        seen[seenASensor * s + 3 + k] = w[k];
      }
    }
    return seen;
  };
}

/** Of a repetition that `ownView` has seen. */
export function ownValuesOf({ cut: { manner, reachDeg }, startAt, endAt, baseDeg, peakDeg }: FoundRepetition, stepMs: number): number[] {
  const sensors = manner.length / reachDeg.length / seenASensor;
  let turnAt = startAt;
  for (let i = startAt; i < endAt; i++) if (reachDeg[i] > reachDeg[turnAt]) turnAt = i;
  const farFromDeg = Math.min(baseDeg + farShare * (peakDeg - baseDeg), reachDeg[turnAt]);
  const isFar = (i: number): boolean => reachDeg[i] >= farFromDeg;
  const values: number[] = [];
  for (let s = 0; s < sensors; s++) {
    const sumOf = (k: number, { from, to }: { from: number; to: number }, counts: (i: number) => boolean = () => true): number => {
      let sum = 0;
      for (let i = from; i < to; i++) if (counts(i)) sum += manner[seenASensor * (sensors * i + s) + k];
      return sum;
    };
    const [whole, out, back] = [{ from: startAt, to: endAt }, { from: startAt, to: turnAt }, { from: turnAt, to: endAt }];
    let far = 0;
    for (let i = startAt; i < endAt; i++) if (isFar(i)) far++;
    for (const k of [0, 1, 2]) values.push((sumOf(k, whole, isFar) / far) * degPerRad);
    for (const way of [out, back]) for (const k of [3, 4, 5]) values.push((sumOf(k, way) * stepMs) / 1000);
  }
  return values;
}

/** `shown`: of each type the values of its repetitions, the correct ones first. */
export function ownMannerOf(sensors: number[], shown: readonly (readonly number[][])[]): OwnManner {
  const squares = shown.flatMap((ofType) => {
    const mean = meanOf(ofType);
    return ofType.map((values) => values.map((value, at) => (value - mean[at]) ** 2));
  });
  const free = squares.length - shown.length;
  return { sensors, values: meanOf(shown[0]), spreads: squares[0].map((_, at) => Math.sqrt((squares.reduce((sum, each) => sum + each[at], 0) + usualSpreadDeg ** 2) / (free + 1))) };
}

export function meanOf(all: readonly (readonly number[])[]): number[] {
  return all[0].map((_, at) => all.reduce((sum, values) => sum + values[at], 0) / all.length);
}

/** Log-likelihood (multivariate t), up to the same constant, of a type whose shown repetitions have these values on average. */
export function likenessTo(shown: readonly number[], values: readonly number[], { spreads }: OwnManner): number {
  let squared = 0;
  for (let i = 0; i < values.length; i++) squared += (values[i] - shown[i]) ** 2 / (spreads[i] ** 2 + setSpreadDeg ** 2);
  const counted = Math.min(values.length, independentValues);
  return -0.5 * (freedom + counted) * Math.log(1 + (squared * counted) / values.length / freedom);
}

/** What a smaller repetition of the correct kind would have: it turns by that share of it, and is held by that share of the way from rest. */
export function smaller({ values }: OwnManner, share: number, restPosture: readonly number[] | null): number[] {
  return values.map((value, at) => {
    const [s, k] = [Math.floor(at / valuesASensor), at % valuesASensor];
    if (k >= 3) return share * value;
    const restDeg = restPosture === null ? value : restPosture[3 * s + k] * degPerRad;
    return restDeg + share * (value - restDeg);
  });
}
