import type { ImuBlock } from '../session/block.js';
import { knownButterworth } from '../signal/butterworth.js';
import { dropFrame, emptyFrame, oldestIndex, pushFrame, shiftFrame, startQueue, type FrameQueue, type TrackFrame } from './frame-queue.js';
import { agrees, startAgreement, stepAgreement, type AgreementState } from './sensor-agreement.js';
import { lowPassBank, type Bank } from './low-pass-bank.js';
import { isStuck, startStuck, stepStuck, stuckMs, type StuckState } from './stuck.js';
import { isAtRangeEnd, saturatedSamples } from './saturation.js';
import { orientationOf, startVqf, stepVqf, vqfAt, vqfCoefficients, type VqfCoefficients, type VqfState } from './vqf.js';

export type { TrackFrame } from './frame-queue.js';

/** One sensor's orientation on the common grid. Plain JSON; a sample makes no garbage. */
export interface SensorTrack {
  sensor: number;
  vqf: VqfState;
  /** There is a newest sample; not before the first, nor after a restart. */
  started: boolean;
  /** The newest sample: time, ms from the origin; orientation; angular velocity, deg/s; specific force, m/s2 (`newestAt`). */
  newest: number[];
  /** Memory of what keeps rates and forces faster than the grid from folding into it (`low-pass-bank.ts`). */
  antiAlias: number[];
  /** Next grid index to be filled. */
  next: number;
  /** Until then the orientation is settling after a restart and is not to be trusted, ms from the origin. */
  settlesUntilMs: number;
  /** Nothing has been filled since the beginning, or since the last restart. */
  fresh: boolean;
  /** How many samples in a row, up to the newest, stand at the end of the sensor's range. */
  atRangeEnd: number;
  /** Whether it measures anything at all. */
  stuck: StuckState;
  /** Whether its accelerometer can be believed. */
  agreement: AgreementState;
  /** Others wait for it; no longer when it has fallen silent, until it sends again. */
  awaited: boolean;
  /** Filled, but not yet used, since another sensor is behind. */
  waiting: FrameQueue;
}

const newestAt = { tMs: 0, q: 1, w: 5, acc: 8, end: 11 } as const;

/** Clinical C1: up to here a gap is bridged, up to there its samples are invalid, beyond the filter starts anew and settles. */
const bridgedMs = 100;
const invalidMs = 500;
const settleMs = 3000;
/** Fewer samples do not show a movement (as for a reference, `signal-quality.ts`). */
const slowestHz = 20;

/** Share of the grid's rate above which a faster sensor's signal is kept from folding into it (clinical C1). */
const passedShare = 0.4;

const radPerDeg = Math.PI / 180;
const noBias: readonly number[] = [0, 0, 0];

function startAntiAlias(): number[] {
  return new Array<number>(1 + 2 * sample.length).fill(0);
}

/** `biasDegPerS`: what a calibration found, where there is one; the filter goes on from it. */
export function startTrack(sensor: number, biasDegPerS: readonly number[] = noBias): SensorTrack {
  const newest = new Array<number>(newestAt.end).fill(0);
  newest[newestAt.q] = 1;
  const vqf = startVqf();
  for (let i = 0; i < 3; i++) vqf[vqfAt.bias + i] = biasDegPerS[i] * radPerDeg;
  return { sensor, vqf, started: false, newest, antiAlias: startAntiAlias(), next: 0, settlesUntilMs: -1, fresh: true, atRangeEnd: 0, stuck: startStuck(), agreement: startAgreement(), awaited: true, waiting: startQueue() };
}

export interface TrackGrid {
  /** Session time of the grid's index 0, ms. */
  originMs: number;
  stepMs: number;
}

/** A hole in the stream that is too long to bridge: session time of the first sample after it. */
export interface TrackGap {
  tMs: number;
  gapMs: number;
}

/** What a sensor of one rate is filtered by on a grid. */
interface Filters {
  k: VqfCoefficients;
  /** null: the sensor is no faster than the grid. */
  antiAlias: Bank | null;
}

/** Takes a packet's samples; frames wait in `track.waiting`. Returns the gaps before it that were too long to bridge, and that of a sensor that is stuck. Writes into `track`. */
export function stepTrack(track: SensorTrack, block: ImuBlock, grid: TrackGrid): readonly TrackGap[] {
  track.awaited = true;
  const filters = filtersFor(block.rateHz, grid.stepMs);
  let gaps = noGaps;
  const samples = block.accelerationMPerS2.length / 3;
  // To the microsecond, which is all a packet says: the same whatever the session's offset.
  const startUs = Math.round((block.startMs - grid.originMs) * 1000);
  for (let i = 0; i < samples; i++) {
    const tMs = Math.round(startUs + (1e6 * i) / block.rateHz) / 1000;
    if (track.started && tMs <= track.newest[newestAt.tMs]) continue;
    if (!isFiniteAt(block, 3 * i)) continue;
    const gapMs = track.started ? tMs - track.newest[newestAt.tMs] : 0;
    if (gapMs > bridgedMs) gaps = [...gaps, { tMs: grid.originMs + tMs, gapMs }];
    if (gapMs > invalidMs) restart(track, tMs);
    time[0] = tMs;
    coast(track, block, filters.k, 3 * i);
    stepSample(track, block, filters, 3 * i);
    fill(track, grid.stepMs, block.rateHz >= slowestHz && !isStuck(track.stuck, block.rateHz) && agrees(track.agreement));
    keepNow(track);
  }
  const gapMs = stuckMs(track.stuck, block.rateHz);
  return gapMs === null ? gaps : [...gaps, { tMs: grid.originMs + track.newest[newestAt.tMs], gapMs }];
}

const noGaps: readonly TrackGap[] = [];

/** What is no number was not measured. */
function isFiniteAt({ accelerationMPerS2: acc, angularVelocityDegPerS: gyr }: ImuBlock, at: number): boolean {
  return Number.isFinite(acc[at] + acc[at + 1] + acc[at + 2] + gyr[at] + gyr[at + 1] + gyr[at + 2]);
}

/** A sensor that is this far behind the others has an empty battery, or lies in a bag: it must not stop the rest. */
const patienceMs = 4000;

export interface Take {
  stepMs: number;
  /** Of each track, whether there is no instant without it. Over a hole in one of the others the rest goes on. */
  needed: readonly boolean[];
}

/** One frame of each sensor, of the same instant, into `into`; false when one that is waited for has not come so far. */
export function takeFrames(tracks: readonly SensorTrack[], into: TrackFrame[], { stepMs, needed }: Take): boolean {
  let newest = -1;
  let newestOfAny = -1;
  let longest = 0;
  for (let i = 0; i < tracks.length; i++) {
    const { waiting } = tracks[i];
    newestOfAny = Math.max(newestOfAny, oldestIndex(waiting));
    if (needed[i]) newest = Math.max(newest, oldestIndex(waiting));
    longest = Math.max(longest, waiting.count);
  }
  if (newest < 0) newest = newestOfAny;
  if (newest < 0) return false;
  for (const track of tracks) {
    const { waiting } = track;
    while (waiting.count > 0 && oldestIndex(waiting) < newest) dropFrame(waiting);
    if (waiting.count > 0 || !track.awaited) continue;
    track.awaited = longest * stepMs <= patienceMs;
    if (track.awaited) return false;
  }
  if (into.length > tracks.length) into.length = tracks.length;
  for (let i = 0; i < tracks.length; i++) {
    into[i] ??= emptyFrame();
    if (oldestIndex(tracks[i].waiting) === newest) shiftFrame(tracks[i].waiting, into[i]);
    else silent(tracks[i], newest, into[i]);
  }
  return true;
}

/** Every frame that waits, for whoever keeps them all. */
export function drainFrames({ waiting }: SensorTrack): TrackFrame[] {
  const frames = Array.from({ length: waiting.count }, emptyFrame);
  for (const frame of frames) shiftFrame(waiting, frame);
  return frames;
}

/** A sensor that has fallen silent keeps its last posture, and is not to be trusted. */
function silent({ newest }: SensorTrack, index: number, into: TrackFrame): void {
  into.index = index;
  for (let i = 0; i < 4; i++) into.q[i] = newest[newestAt.q + i];
  for (let i = 0; i < 3; i++) into.w[i] = 0;
  for (let i = 0; i < 3; i++) into.acc[i] = newest[newestAt.acc + i];
  into.valid = false;
  into.restarted = false;
}

/**
 * Over samples that are missing the filter goes on with what lies between the last one and this: a turn in the middle of which
 * a quarter of a second was lost ends where it ended. What is filled in between stays invalid all the same.
 */
function coast({ vqf, newest, started }: SensorTrack, block: ImuBlock, k: VqfCoefficients, at: number): void {
  if (!started) return;
  const steps = Math.round(((time[0] - newest[newestAt.tMs]) * block.rateHz) / 1000);
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    for (let axis = 0; axis < 3; axis++) {
      const before = newest[newestAt.w + axis] * radPerDeg + vqf[vqfAt.bias + axis];
      sample[axis] = before + share * (block.angularVelocityDegPerS[at + axis] * radPerDeg - before);
      sample[3 + axis] = newest[newestAt.acc + axis] + share * (block.accelerationMPerS2[at + axis] - newest[newestAt.acc + axis]);
    }
    stepVqf(vqf, k, sample);
  }
}

// Scratch memory of one sample: written before it is read, never carried over.
/** Angular velocity, rad/s, and specific force, m/s2. */
const sample = new Float64Array(6);
const now = emptyFrame();
const frame = emptyFrame();
/** Time of the sample, ms from the origin, and how far on the way to it from the one before an instant lies. In arrays, since a fraction that is handed to a function may be boxed. */
const time = new Float64Array(1);
const share = new Float64Array(1);

/** One sample, into `now`. */
function stepSample(track: SensorTrack, block: ImuBlock, { k, antiAlias }: Filters, at: number): void {
  for (let i = 0; i < 3; i++) {
    sample[i] = block.angularVelocityDegPerS[at + i] * radPerDeg;
    sample[3 + i] = block.accelerationMPerS2[at + i];
  }
  track.atRangeEnd = isAtRangeEnd(block.accelerationMPerS2, block.angularVelocityDegPerS, at) ? track.atRangeEnd + 1 : 0;
  stepStuck(track.stuck, block, at);
  stepVqf(track.vqf, k, sample);
  orientationOf(track.vqf, now.q);
  stepAgreement(track.agreement, now.q, sample, k);
  // The orientation is a sum over all samples; what is looked at one by one must not hold what is faster than the grid.
  if (antiAlias !== null) lowPassBank(track.antiAlias, 0, sample, antiAlias);
  for (let i = 0; i < 3; i++) {
    now.w[i] = (sample[i] - track.vqf[vqfAt.bias + i]) / radPerDeg;
    now.acc[i] = sample[3 + i];
  }
}

function keepNow(track: SensorTrack): void {
  const { newest } = track;
  newest[newestAt.tMs] = time[0];
  for (let i = 0; i < 4; i++) newest[newestAt.q + i] = now.q[i];
  for (let i = 0; i < 3; i++) newest[newestAt.w + i] = now.w[i];
  for (let i = 0; i < 3; i++) newest[newestAt.acc + i] = now.acc[i];
  track.started = true;
}

function restart(track: SensorTrack, tMs: number): void {
  track.vqf = startVqf();
  track.agreement = startAgreement();
  track.antiAlias = startAntiAlias();
  track.started = false;
  track.fresh = true;
  track.settlesUntilMs = tMs + settleMs;
}

/** Every instant of the grid between the last sample and `now`. */
function fill(track: SensorTrack, stepMs: number, isBelievable: boolean): void {
  const { newest, started } = track;
  const tMs = time[0];
  const before = started ? newest[newestAt.tMs] : tMs;
  if (!started) track.next = Math.ceil(tMs / stepMs - 1e-9);
  for (; track.next * stepMs <= tMs; track.next++) {
    const atMs = track.next * stepMs;
    share[0] = started ? (atMs - before) / (tMs - before) : 1;
    between(newest);
    frame.index = track.next;
    frame.valid = tMs - before <= bridgedMs && atMs >= track.settlesUntilMs && track.atRangeEnd < saturatedSamples && isBelievable;
    frame.restarted = track.fresh;
    track.fresh = false;
    pushFrame(track.waiting, frame);
  }
}

/** `frame` at `share` of the way from the newest sample to `now`: linear, orientation on the shorter arc (for neighbours that is slerp). */
function between(newest: number[]): void {
  const part = share[0];
  const { q, w, acc } = frame;
  const along = newest[newestAt.q] * now.q[0] + newest[newestAt.q + 1] * now.q[1] + newest[newestAt.q + 2] * now.q[2] + newest[newestAt.q + 3] * now.q[3];
  const sign = part < 1 && along < 0 ? -1 : 1;
  let squared = 0;
  for (let i = 0; i < 4; i++) {
    q[i] = part === 1 ? now.q[i] : newest[newestAt.q + i] + part * (sign * now.q[i] - newest[newestAt.q + i]);
    squared += q[i] * q[i];
  }
  if (part < 1) for (let i = 0; i < 4; i++) q[i] /= Math.sqrt(squared);
  for (let i = 0; i < 3; i++) {
    w[i] = part === 1 ? now.w[i] : newest[newestAt.w + i] + part * (now.w[i] - newest[newestAt.w + i]);
    acc[i] = part === 1 ? now.acc[i] : newest[newestAt.acc + i] + part * (now.acc[i] - newest[newestAt.acc + i]);
  }
}

const known = new Map<number, Filters>();

/** Worked out once for each rate; a session has one or two. */
function filtersFor(rateHz: number, stepMs: number): Filters {
  const key = rateHz * 1000 + stepMs;
  let filters = known.get(key);
  if (filters !== undefined) return filters;
  const gridHz = 1000 / stepMs;
  const antiAlias = rateHz <= gridHz ? null : { filter: knownButterworth(passedShare * gridHz, rateHz), meanSamples: 1 };
  if (known.size > 64) known.clear();
  known.set(key, (filters = { k: vqfCoefficients(rateHz), antiAlias }));
  return filters;
}
