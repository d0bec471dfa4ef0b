import { gaitOf, type Gait } from '../form/gait.js';
import { headTurns, type HeadTurns } from '../form/head-turns.js';
import { rotate } from '../motion/quaternion.js';
import { drainFrames, startTrack, stepTrack, type SensorTrack, type TrackFrame, type TrackGrid } from '../motion/sensor-track.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from './block.js';
import type { Result } from './result.js';

/**
 * Bouts of what has no repetitions, walking and turns of the head: looked at in windows of ten seconds (clinical C15, C16), told
 * once a minute or when it stops. Plain JSON.
 */
export interface BoutState {
  kind: 'gait' | 'head-movement';
  track: SensorTrack;
  grid: TrackGrid | null;
  /** The window that is being filled, in earth's axes: rate about the vertical, deg/s; about two horizontals, or the vertical acceleration, m/s2. */
  window: { startMs: number; yaw: number[]; x: number[]; y: number[]; vertical: number[] };
  bout: Bout | null;
}

/** Session time, half-open, ms, and what each of its windows showed. */
export interface Bout {
  startMs: number;
  endMs: number;
  gait: Gait[];
  turns: HeadTurns[];
}

const stepMs = 20;
const rateHz = 1000 / stepMs;
const windowSamples = 10 * rateHz;
const longestWindows = 6;
const gravityMPerS2 = 9.80665;
const wornAt: Record<BoutState['kind'], readonly BodySegment[]> = { gait: ['lumbar', 'pelvis'], 'head-movement': ['head'] };

/** null: the exercise has repetitions, or its sensor is not worn. */
export function startBouts({ exercise, sensors }: Prescription): BoutState | null {
  const kind = exercise.scoring;
  if (kind !== 'gait' && kind !== 'head-movement') return null;
  const worn = sensors.find((each) => each.kind === 'imu' && wornAt[kind].includes(each.placement.segment));
  return worn === undefined ? null : { kind, track: startTrack(worn.sensor), grid: null, window: emptyWindow(), bout: null };
}

/** Folds one packet. Writes into `state`. */
export function stepBouts(state: BoutState, block: ImuBlock): Bout[] {
  if (block.sensor !== state.track.sensor) return [];
  state.grid ??= { originMs: block.startMs, stepMs };
  stepTrack(state.track, block, state.grid);
  const bouts: Bout[] = [];
  for (const frame of drainFrames(state.track)) {
    fill(state, frame, state.grid.originMs + frame.index * stepMs);
    const bout = state.window.yaw.length === windowSamples ? endWindow(state) : null;
    if (bout !== null) bouts.push(bout);
  }
  return bouts;
}

/** It has stopped, or the session is over. Writes into `state`; null: nothing was on its way. */
export function finishBouts(state: BoutState): Bout | null {
  const { bout } = state;
  state.bout = null;
  return bout;
}

function emptyWindow(): BoutState['window'] {
  return { startMs: 0, yaw: [], x: [], y: [], vertical: [] };
}

function fill({ kind, window }: BoutState, { q, w, acc, valid }: TrackFrame, tMs: number): void {
  if (window.yaw.length === 0) window.startMs = tMs;
  const [x, y, yaw] = rotate(q, w);
  window.yaw.push(valid ? yaw : Number.NaN);
  if (kind === 'gait') window.vertical.push(valid ? rotate(q, acc)[2] - gravityMPerS2 : Number.NaN);
  if (kind === 'gait') return;
  window.x.push(x);
  window.y.push(y);
}

/** A window that shows it makes the bout longer, one that does not ends it; while the patient turns round nothing can be said. */
function endWindow(state: BoutState): Bout | null {
  const { window } = state;
  state.window = emptyWindow();
  const gait = state.kind === 'gait' ? gaitOf(window.vertical, window.yaw, rateHz) : null;
  const turns = state.kind === 'gait' ? null : turnsOf(window);
  if (gait !== null && !gait.ok && gait.reason === 'NOT_APPLICABLE') return null;
  if (!gait?.ok && !turns?.ok) return finishBouts(state);
  state.bout ??= { startMs: window.startMs, endMs: 0, gait: [], turns: [] };
  const { bout } = state;
  bout.endMs = window.startMs + windowSamples * stepMs;
  if (gait?.ok) bout.gait.push(gait.value);
  if (turns?.ok) bout.turns.push(turns.value);
  return bout.gait.length + bout.turns.length < longestWindows ? null : finishBouts(state);
}

/** To the sides or up and down, whichever is more. */
function turnsOf({ yaw, x, y }: BoutState['window']): Result<HeadTurns> {
  const shaking = headTurns(yaw, rateHz);
  const nodding = headTurns(alongMost(x, y), rateHz);
  if (!shaking.ok || !nodding.ok) return shaking.ok ? shaking : nodding;
  return nodding.value.amplitudeDeg > shaking.value.amplitudeDeg ? nodding : shaking;
}

/** Whichever way the head faces: two traces along the direction in which they vary most. */
function alongMost(x: readonly number[], y: readonly number[]): number[] {
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += x[i] * x[i];
    yy += y[i] * y[i];
    xy += x[i] * y[i];
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return x.map((value, i) => Math.cos(angle) * value + Math.sin(angle) * y[i]);
}
