import type { ImuBlock } from '../session/block.js';
import { interpolate, type Quaternion, type Vector } from './quaternion.js';
import { orientationOf, startVqf, stepVqf, vqfAt, vqfCoefficients, type VqfCoefficients, type VqfState } from './vqf.js';

/** One sensor's orientation on the common grid. Plain JSON. */
export interface SensorTrack {
  sensor: number;
  vqf: VqfState;
  /** Newest sample; null before the first and after a restart. */
  last: { tMs: number; q: Quaternion; w: Vector; acc: Vector } | null;
  /** Next grid index to be filled; null before the first sample. */
  next: number | null;
  /** Until then the orientation is settling after a restart and is not to be trusted, ms from the origin. */
  settlesUntilMs: number;
  /** Nothing has been filled since the beginning, or since the last restart. */
  fresh: boolean;
  /** Filled, but not yet used, since another sensor is behind. */
  frames: TrackFrame[];
}

/** Orientation, angular velocity (deg/s, without bias) and specific force (m/s2), both in sensorFrame, at one instant of the grid. */
export interface TrackFrame {
  index: number;
  q: Quaternion;
  w: Vector;
  acc: Vector;
  valid: boolean;
  /** The stream was broken before this frame: heading and rest posture are new. */
  restarted: boolean;
}

/** Clinical C1: up to here a gap is bridged, up to there its samples are invalid, beyond the filter starts anew and settles. */
const bridgedMs = 100;
const invalidMs = 500;
const settleMs = 3000;

const radPerDeg = Math.PI / 180;

export function startTrack(sensor: number): SensorTrack {
  return { sensor, vqf: startVqf(), last: null, next: null, settlesUntilMs: -1, fresh: true, frames: [] };
}

export interface TrackGrid {
  /** Session time of the grid's index 0, ms. */
  originMs: number;
  stepMs: number;
}

/** Takes a packet's samples; fills frames. Returns the gaps before it that were too long to bridge. Writes into `track`. */
export function stepTrack(track: SensorTrack, block: ImuBlock, grid: TrackGrid): { tMs: number; gapMs: number }[] {
  const k = coefficientsFor(block.rateHz);
  const gaps: { tMs: number; gapMs: number }[] = [];
  const samples = block.accelerationMPerS2.length / 3;
  // To the microsecond, which is all a packet says: the same whatever the session's offset.
  const startUs = Math.round((block.startMs - grid.originMs) * 1000);
  for (let i = 0; i < samples; i++) {
    const tMs = Math.round(startUs + (1e6 * i) / block.rateHz) / 1000;
    if (track.last !== null && tMs <= track.last.tMs) continue;
    const gapMs = track.last === null ? 0 : tMs - track.last.tMs;
    if (gapMs > bridgedMs) gaps.push({ tMs: grid.originMs + tMs, gapMs });
    if (gapMs > invalidMs) restart(track, tMs);
    coast(track, { block, at: 3 * i, k, gapMs });
    stepSample(track, { block, at: 3 * i, k, tMs, gapMs, stepMs: grid.stepMs });
  }
  return gaps;
}

/**
 * Over samples that are missing the filter goes on with what lies between the last one and this: a turn in the middle of which
 * a quarter of a second was lost ends where it ended. What is filled in between stays invalid all the same.
 */
function coast({ vqf, last }: SensorTrack, { block, at, k, gapMs }: Pick<SampleStep, 'block' | 'at' | 'k' | 'gapMs'>): void {
  if (last === null) return;
  const steps = Math.round((gapMs * block.rateHz) / 1000);
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    for (let axis = 0; axis < 3; axis++) {
      const before = last.w[axis] * radPerDeg + vqf[vqfAt.bias + axis];
      sample[axis] = before + share * (block.angularVelocityDegPerS[at + axis] * radPerDeg - before);
      sample[3 + axis] = last.acc[axis] + share * (block.accelerationMPerS2[at + axis] - last.acc[axis]);
    }
    stepVqf(vqf, k, sample);
  }
}

interface SampleStep {
  block: ImuBlock;
  at: number;
  k: VqfCoefficients;
  tMs: number;
  gapMs: number;
  stepMs: number;
}

function stepSample(track: SensorTrack, { block, at, k, tMs, gapMs, stepMs }: SampleStep): void {
  const { accelerationMPerS2: acc, angularVelocityDegPerS: gyr } = block;
  for (let i = 0; i < 3; i++) sample[i] = gyr[at + i] * radPerDeg;
  for (let i = 0; i < 3; i++) sample[3 + i] = acc[at + i];
  stepVqf(track.vqf, k, sample);
  const q = orientationOf(track.vqf, [1, 0, 0, 0]);
  const bias = (axis: number): number => track.vqf[vqfAt.bias + axis] / radPerDeg;
  const w: Vector = [gyr[at] - bias(0), gyr[at + 1] - bias(1), gyr[at + 2] - bias(2)];
  const newest = { tMs, q, w, acc: [acc[at], acc[at + 1], acc[at + 2]] as Vector };
  fill(track, { ...newest, stepMs, bridged: gapMs <= bridgedMs });
  track.last = newest;
}

/** Angular velocity, rad/s, and specific force, m/s2. */
const sample = new Float64Array(6);

function restart(track: SensorTrack, tMs: number): void {
  track.vqf = startVqf();
  track.last = null;
  track.next = null;
  track.fresh = true;
  track.settlesUntilMs = tMs + settleMs;
}

interface Fill {
  tMs: number;
  q: Quaternion;
  w: Vector;
  acc: Vector;
  stepMs: number;
  bridged: boolean;
}

/** Every instant of the grid between the last sample and this one. */
function fill(track: SensorTrack, { tMs, q, w, acc, stepMs, bridged }: Fill): void {
  track.next ??= Math.ceil(tMs / stepMs - 1e-9);
  const { last } = track;
  for (; track.next * stepMs <= tMs; track.next++) {
    const atMs = track.next * stepMs;
    const share = last === null || tMs === last.tMs ? 1 : (atMs - last.tMs) / (tMs - last.tMs);
    const valid = bridged && atMs >= track.settlesUntilMs;
    track.frames.push({
      index: track.next,
      q: share === 1 || last === null ? q : interpolate(last.q, q, share),
      w: mix(last?.w ?? w, w, share),
      acc: mix(last?.acc ?? acc, acc, share),
      valid,
      restarted: track.fresh,
    });
    track.fresh = false;
  }
}

function mix(a: Vector, b: Vector, share: number): Vector {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}

/** Coefficients depend on the rate alone; a session has one or two. */
const coefficients = new Map<number, VqfCoefficients>();

function coefficientsFor(rateHz: number): VqfCoefficients {
  let known = coefficients.get(rateHz);
  if (known === undefined) {
    known = vqfCoefficients(rateHz);
    if (coefficients.size > 64) coefficients.clear();
    coefficients.set(rateHz, known);
  }
  return known;
}
