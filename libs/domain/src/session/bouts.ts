import { backwardOf, gaitOf, hipHike, type Gait } from '../form/gait.js';
import { headTurns, type HeadTurns } from '../form/head-turns.js';
import { middleOf, sittingOf, slouchedForMs, type Sitting } from '../form/slouch.js';
import { leanRightDeg, upInSensor } from '../motion/body-trace.js';
import { directionsOf, type SegmentDirections } from '../motion/sensor-calibration.js';
import { rotate, type Vector } from '../motion/quaternion.js';
import { drainFrames, startTrack, stepTrack, type SensorTrack, type TrackFrame, type TrackGrid } from '../motion/sensor-track.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from './block.js';
import type { Result } from './result.js';

/**
 * Bouts of what has no repetitions, walking, turns of the head and sitting: looked at in windows of ten seconds (clinical C15, C16, C17), told
 * once a minute (sitting: every five), or when it stops or changes. Plain JSON.
 */
export interface BoutState {
  kind: 'gait' | 'head-movement' | 'posture';
  track: SensorTrack;
  grid: TrackGrid | null;
  /** The window that is being filled, in earth's axes: rate about the vertical, deg/s; about two horizontals, or the vertical acceleration, m/s2. */
  window: { startMs: number; yaw: number[]; x: number[]; y: number[]; vertical: number[]; pelvisDeg: number[]; ups: Vector[] };
  /** Of sitting: which way was up in the sensor while the patient sat tall, in the first window that was quiet; null: not yet. */
  neutral: Vector | null;
  /** How the sensor at the belt line is strapped on; null: nobody has said, and how the pelvis tilts is not measured. */
  pelvis: SegmentDirections | null;
  /** Of walking that should go backwards: how the shank swings; null: that is not asked, or no such sensor is worn. */
  shank: { track: SensorTrack; grid: TrackGrid | null; right: Vector; swings: { tMs: number; degPerS: number }[] } | null;
  bout: Bout | null;
}

/** Session time, half-open, ms, and what each of its windows showed. */
export interface Bout {
  startMs: number;
  endMs: number;
  gait: Gait[];
  /** How much further the pelvis tilts over a step of one side than of the other, deg; empty: not measured. */
  hikesDeg: number[];
  /** Of the strides of a window, which share swung backwards; empty: not measured. */
  backward: number[];
  turns: HeadTurns[];
  sitting: Sitting[];
}

const stepMs = 20;
const rateHz = 1000 / stepMs;
const windowSamples = 10 * rateHz;
const longestWindows = 6;
const longestSittingWindows = slouchedForMs / (windowSamples * stepMs);
const gravityMPerS2 = 9.80665;
const wornAt: Record<BoutState['kind'], readonly BodySegment[]> = { gait: ['lumbar', 'pelvis'], 'head-movement': ['head'], posture: ['upper-back', 'chest'] };

/** null: the exercise has repetitions, or its sensor is not worn. */
export function startBouts({ exercise, sensors }: Pick<Prescription, 'exercise' | 'sensors'>): BoutState | null {
  const kind = kindOf(exercise);
  if (kind === null) return null;
  const worn = sensors.find((each) => each.kind === 'imu' && wornAt[kind].includes(each.placement.segment));
  if (worn === undefined) return null;
  const pelvis = kind === 'gait' ? directionsOf(worn) : null;
  const shank = exercise.faults.some(({ code }) => code === 'DIRECTION_UNCONFIRMED') ? shankOf(sensors) : null;
  return { kind, track: startTrack(worn.sensor), grid: null, window: emptyWindow(), neutral: null, pelvis, shank, bout: null };
}

/** Walking for the heart is looked at as well where a sensor at the belt line is worn. */
function kindOf({ scoring, faults }: Prescription['exercise']): BoutState['kind'] | null {
  if (scoring === 'gait' || scoring === 'head-movement' || scoring === 'posture') return scoring;
  return faults.some(({ code }) => code === 'GAIT_ASYMMETRIC') ? 'gait' : null;
}

function shankOf(sensors: readonly SensorBinding[]): BoutState['shank'] {
  const worn = sensors.find((each) => each.kind === 'imu' && each.placement.segment === 'shank' && directionsOf(each) !== null);
  const directions = worn === undefined ? null : directionsOf(worn);
  return worn === undefined || directions === null ? null : { track: startTrack(worn.sensor), grid: null, right: directions.right, swings: [] };
}

/** Folds one packet. Writes into `state`. */
export function stepBouts(state: BoutState, block: ImuBlock): Bout[] {
  if (state.shank?.track.sensor === block.sensor) followShank(state.shank, block);
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

function followShank(shank: NonNullable<BoutState['shank']>, block: ImuBlock): void {
  shank.grid ??= { originMs: block.startMs, stepMs };
  stepTrack(shank.track, block, shank.grid);
  const [x, y, z] = shank.right;
  for (const { index, w, valid } of drainFrames(shank.track)) {
    shank.swings.push({ tMs: shank.grid.originMs + index * stepMs, degPerS: valid ? w[0] * x + w[1] * y + w[2] * z : Number.NaN });
  }
  // What no window has asked for in twice its length nobody will.
  if (shank.swings.length > 2 * windowSamples) shank.swings.splice(0, shank.swings.length - 2 * windowSamples);
}

/** It has stopped, or the session is over. Writes into `state`; null: nothing was on its way. */
export function finishBouts(state: BoutState): Bout | null {
  const { bout } = state;
  state.bout = null;
  return bout;
}

function emptyWindow(): BoutState['window'] {
  return { startMs: 0, yaw: [], x: [], y: [], vertical: [], pelvisDeg: [], ups: [] };
}

function fill({ kind, window, pelvis }: BoutState, { q, w, acc, valid }: TrackFrame, tMs: number): void {
  if (window.yaw.length === 0) window.startMs = tMs;
  const [x, y, yaw] = rotate(q, w);
  window.yaw.push(valid ? yaw : Number.NaN);
  if (kind === 'gait') window.vertical.push(valid ? rotate(q, acc)[2] - gravityMPerS2 : Number.NaN);
  if (pelvis !== null) window.pelvisDeg.push(valid ? leanRightDeg(q, pelvis) : Number.NaN);
  if (kind === 'posture') window.ups.push(valid ? upInSensor(q, [0, 0, 0]) : [Number.NaN, Number.NaN, Number.NaN]);
  if (kind !== 'head-movement') return;
  window.x.push(valid ? x : Number.NaN);
  window.y.push(valid ? y : Number.NaN);
}

/** A window that shows it makes the bout longer, one that does not ends it; while the patient turns round nothing can be said. */
function endWindow(state: BoutState): Bout | null {
  const { window } = state;
  state.window = emptyWindow();
  if (state.kind === 'posture') return endSitting(state, window);
  const gait = state.kind === 'gait' ? gaitOf(window.vertical, window.yaw, rateHz) : null;
  const turns = state.kind === 'gait' ? null : turnsOf(window);
  if (gait !== null && !gait.ok && gait.reason === 'NOT_APPLICABLE') return null;
  if (!gait?.ok && !turns?.ok) return finishBouts(state);
  const bout = boutWith(state, window);
  if (gait?.ok) pushGait(bout, gait.value, { window, shank: state.shank });
  if (turns?.ok) bout.turns.push(turns.value);
  return bout.gait.length + bout.turns.length < longestWindows ? null : finishBouts(state);
}

function boutWith(state: BoutState, { startMs }: BoutState['window']): Bout {
  state.bout ??= { startMs, endMs: 0, gait: [], hikesDeg: [], backward: [], turns: [], sitting: [] };
  state.bout.endMs = startMs + windowSamples * stepMs;
  return state.bout;
}

/** The first quiet window is how the patient sits tall. Sitting tall and slouching are bouts of their own. */
function endSitting(state: BoutState, window: BoutState['window']): Bout | null {
  if (state.neutral === null) {
    const neutral = middleOf(window.ups);
    if (neutral.ok) state.neutral = neutral.value;
    return null;
  }
  const sitting = sittingOf(window.ups, state.neutral);
  if (!sitting.ok) return finishBouts(state);
  const changed = state.bout !== null && state.bout.sitting[0].isSlouched !== sitting.value.isSlouched;
  const before = changed ? finishBouts(state) : null;
  const bout = boutWith(state, window);
  bout.sitting.push(sitting.value);
  return bout.sitting.length < longestSittingWindows ? before : finishBouts(state);
}

function pushGait({ gait, hikesDeg, backward, endMs }: Bout, found: Gait, { window, shank }: Pick<BoutState, 'window' | 'shank'>): void {
  gait.push(found);
  const hike = hipHike(window.pelvisDeg, (60 * rateHz) / found.cadencePerMin);
  if (hike.ok) hikesDeg.push(hike.value.differenceDeg);
  if (shank === null) return;
  const swings = shank.swings.filter(({ tMs }) => tMs >= window.startMs && tMs < endMs).map(({ degPerS }) => degPerS);
  // Walking forwards a leg swings with its lower end to the front, which is a positive turn about what is to the right.
  const way = backwardOf(swings, 2 * found.stepSamples, 1);
  if (way.ok) backward.push(way.value.share);
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
