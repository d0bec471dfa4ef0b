import { rotate, type Quaternion, type Vector } from '../motion/quaternion.js';
import type { Result } from '../session/result.js';
import { butterworth, lowPass, settledAt, type LowPassState } from '../signal/butterworth.js';
import { swayMetrics, type SwayMetrics } from './sway.js';

/**
 * Trials of standing (on one leg, in tandem, with eyes closed), from a sensor at the trunk: a trial begins when the body has come to
 * rest and lasts until it has to save itself, 45 s at most (clinical C14). Which foot stands is said by the plan. Plain JSON.
 */
export interface StanceState {
  filters: [LowPassState, LowPassState] | null;
  /** How long the body has been quiet outside a trial, ms. */
  quietMs: number;
  trial: { startMs: number; lastMs: number; up: Vector; frames: number; x: number[]; y: number[]; isWhole: boolean } | null;
}

export interface StanceTrial {
  /** Session time, half-open, ms. */
  startMs: number;
  endMs: number;
  /** `step-out`: the body had to save itself; `over`: the time or the phase was. */
  end: 'step-out' | 'over';
  /** false: there was a hole in the signal, so that the body may have saved itself unseen. */
  isWhole: boolean;
  /** Of the two horizontal directions together; which is to the side depends on how the sensor is worn. */
  sway: Result<SwayMetrics>;
}

/** One instant of the grid. */
export interface StanceFrame {
  tMs: number;
  q: Quaternion;
  /** Specific force in sensorFrame, m/s2. */
  acc: Vector;
  valid: boolean;
  restarted: boolean;
  stepMs: number;
  /** The patient is to stand now. */
  isWork: boolean;
}

/** The body saves itself (clinical C14, proposed). */
const stepOutMPerS2 = 2;
const stepOutTiltDeg = 15;
const longestMs = 45_000;
/** Quiet enough, and long enough, to call it standing (proposed). */
const quietMPerS2 = 0.5;
const quietMs = 1000;
/** Sway is below 3.5 Hz; the first two seconds are getting there. */
const swayHz = 3.5;
const settlingMs = 2000;
/** What comes just before the body saves itself is no quiet standing. */
const savingMs = 500;
/** A last packet and what waits behind it may be so much; what is silent for longer may have hidden a step (clinical C1), ms. */
const unseenMs = 500;
/** Every fourth frame of the grid is enough for it. */
const keepEvery = 4;

export function startStance(): StanceState {
  return { filters: null, quietMs: 0, trial: null };
}

/** One frame. Writes into `state`; null: no trial has ended with it. */
export function stepStance(state: StanceState, frame: StanceFrame): StanceTrial | null {
  const [x, y] = filtered(state, frame);
  const radial = Math.hypot(x, y);
  if (state.trial === null) {
    state.quietMs = frame.valid && frame.isWork && radial < quietMPerS2 ? state.quietMs + frame.stepMs : 0;
    if (state.quietMs >= quietMs) state.trial = { startMs: frame.tMs - state.quietMs + frame.stepMs, lastMs: frame.tMs, up: upOf(frame.q), frames: 0, x: [], y: [], isWhole: true };
    return null;
  }
  const { trial } = state;
  trial.isWhole &&= frame.valid && !frame.restarted;
  trial.lastMs = frame.tMs;
  if (radial > stepOutMPerS2 || angleDeg(trial.up, upOf(frame.q)) > stepOutTiltDeg) return endTrial(state, frame, 'step-out');
  if (!frame.isWork || frame.tMs - trial.startMs >= longestMs) return endTrial(state, frame, 'over');
  if (frame.tMs - trial.startMs >= settlingMs && trial.frames++ % keepEvery === 0) {
    trial.x.push(x);
    trial.y.push(y);
  }
  return null;
}

/** The session is over. What came after the last sample nobody has seen. Writes into `state`; null: there was no trial. */
export function finishStance(state: StanceState, { tMs, stepMs }: Pick<StanceFrame, 'tMs' | 'stepMs'>): StanceTrial | null {
  const { trial } = state;
  if (trial === null) return null;
  trial.isWhole &&= tMs - trial.lastMs <= unseenMs;
  return endTrial(state, { tMs: Math.min(tMs, trial.lastMs + stepMs), stepMs }, 'over');
}

function endTrial(state: StanceState, { tMs, stepMs }: Pick<StanceFrame, 'tMs' | 'stepMs'>, end: StanceTrial['end']): StanceTrial {
  const { startMs, x, y, isWhole } = state.trial as NonNullable<StanceState['trial']>;
  Object.assign(state, { trial: null, quietMs: 0 });
  if (end === 'step-out') for (const trace of [x, y]) trace.splice(-Math.ceil(savingMs / (stepMs * keepEvery)));
  return { startMs, endMs: tMs, end, isWhole, sway: swayMetrics(x, y, 1000 / stepMs / keepEvery) };
}

/** Horizontal acceleration, m/s2; after a hole the filter begins anew. */
function filtered(state: StanceState, { q, acc, restarted, stepMs }: StanceFrame): [number, number] {
  const [x, y] = rotate(q, acc);
  const filter = butterworth(swayHz, 1000 / stepMs);
  if (state.filters === null || restarted) state.filters = [settledAt(x, filter), settledAt(y, filter)];
  return [lowPass(state.filters[0], x, filter), lowPass(state.filters[1], y, filter)];
}

/** Up, seen from the sensor. */
function upOf([w, x, y, z]: Quaternion): Vector {
  return [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)];
}

function angleDeg(a: Vector, b: Vector): number {
  return (Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))) * 180) / Math.PI;
}
