import type { Prescription } from '../prescription/prescription.js';
import type { HeartRateBlock, ImuBlock, MarkBlock } from '../session/block.js';
import type { Phase } from '../session/phase.js';
import type { Result } from '../session/result.js';
import { followSensor, stepActivity, type ActivitySecond, type ActivityState } from './activity.js';
import type { HeartRateRecovery } from './heart-rate-recovery.js';
import type { HeartRateTick } from './heart-rate.js';
import { startIntensity, stepIntensity } from './session-intensity.js';

/** A whole session, one entry a second of session time. null: not measured. */
export interface SessionSeconds {
  heartRateBpm: (number | null)[];
  /** Of the sensor that moves most: a thigh is still while the shank works. null as well where one of them was not measured. */
  activitySdMPerS2: (number | null)[];
  phase: Phase[];
  /** Intervals between beats that came in that second, ms; none while the strap was not believed. */
  rrMs: number[][];
  /** After the last work that was followed by a minute of rest; null: none was. */
  recovery: Result<HeartRateRecovery> | null;
}

/** A sample stands for no more than two seconds (clinical B7). */
const longestHeldS = 2;

/** Folds a session's blocks, in order of their end, as they were folded while it went on. What a lost strap had said is taken back. */
export function secondsOf(blocks: readonly (HeartRateBlock | ImuBlock | MarkBlock)[], prescription: Prescription, lengthMs: number): SessionSeconds {
  const length = Math.ceil(lengthMs / 1000);
  const seconds: SessionSeconds = {
    heartRateBpm: new Array<null>(length).fill(null),
    activitySdMPerS2: new Array<null>(length).fill(null),
    phase: new Array<Phase>(length).fill('work'),
    rrMs: Array.from({ length }, () => []),
    recovery: null,
  };
  const state = startIntensity(prescription);
  const moved = prescription.sensors.filter(({ kind }) => kind === 'imu').map(({ sensor }): Moved => ({ activity: followSensor(sensor), sdMPerS2: new Array<null>(length).fill(null) }));
  const measured: Measured = { at: -Infinity, bpm: 0 };
  for (const block of blocks) {
    if (block.kind === 'heart-rate') noteBeats(seconds, block);
    if (block.kind === 'imu') for (const each of moved) noteMovement(each, block);
    const out = stepIntensity(state, block, prescription);
    for (const tick of out.ticks) noteTick(seconds, tick, measured);
    for (const { tMs, phase } of out.phases) seconds.phase.fill(phase, Math.max(0, Math.floor(tMs / 1000)));
    for (const { recovery } of out.recoveries) seconds.recovery = recovery;
  }
  seconds.activitySdMPerS2 = seconds.activitySdMPerS2.map((_, at) => mostOf(moved, at));
  return seconds;
}

/** How one sensor moved, second by second; null: not measured. */
interface Moved {
  activity: ActivityState;
  sdMPerS2: (number | null)[];
}

function noteMovement({ activity, sdMPerS2 }: Moved, block: ImuBlock): void {
  const told: ActivitySecond[] = [];
  stepActivity(activity, block, told);
  for (const second of told) put(sdMPerS2, second.tMs - 1000, second.sdMPerS2);
}

function mostOf(moved: readonly Moved[], at: number): number | null {
  let most: number | null = null;
  for (const { sdMPerS2 } of moved) {
    const sd = sdMPerS2[at];
    if (sd === null) return null;
    most = Math.max(most ?? 0, sd);
  }
  return most;
}

/** The newest measured heart rate, and in which second. */
interface Measured {
  at: number;
  bpm: number;
}

/** A strap that sends a number every other second is measured, as long as it has contact. */
function noteTick({ heartRateBpm, rrMs }: SessionSeconds, tick: HeartRateTick, measured: Measured): void {
  const at = Math.floor(tick.tMs / 1000);
  if (tick.heartRateBpm !== null) Object.assign(measured, { at, bpm: tick.heartRateBpm });
  const isHeld = tick.contact === 'ok' && at - measured.at < longestHeldS;
  put(heartRateBpm, tick.tMs, isHeld ? measured.bpm : null);
  // A tick tells of the second that led up to it.
  if (tick.contact !== 'ok') takeBack(rrMs, { fromMs: tick.tMs - 1000, until: at, nothing: () => [] });
  if (tick.staleFromMs === null) return;
  takeBack(heartRateBpm, { fromMs: tick.staleFromMs, until: at, nothing: () => null });
  takeBack(rrMs, { fromMs: tick.staleFromMs, until: at, nothing: () => [] });
}

function takeBack<T>(column: T[], { fromMs, until, nothing }: { fromMs: number; until: number; nothing: () => T }): void {
  for (let at = Math.min(until, column.length - 1); at >= 0 && at * 1000 >= fromMs; at--) column[at] = nothing();
}

function noteBeats({ rrMs }: SessionSeconds, { readings }: HeartRateBlock): void {
  for (const reading of readings) if (reading.tMs >= 0) rrMs.at(Math.floor(reading.tMs / 1000))?.push(...reading.rrMs);
}

function put<T>(column: T[], tMs: number, value: T): void {
  const at = Math.floor(tMs / 1000);
  if (at >= 0 && at < column.length) column[at] = value;
}
