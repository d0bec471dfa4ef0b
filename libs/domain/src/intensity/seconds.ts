import type { Prescription } from '../prescription/prescription.js';
import type { HeartRateBlock, ImuBlock, MarkBlock } from '../session/block.js';
import type { Phase } from '../session/phase.js';
import type { Result } from '../session/result.js';
import type { HeartRateRecovery } from './heart-rate-recovery.js';
import type { HeartRateTick } from './heart-rate.js';
import { startIntensity, stepIntensity } from './session-intensity.js';

/** A whole session, one entry a second of session time. null: not measured. */
export interface SessionSeconds {
  heartRateBpm: (number | null)[];
  activitySdMPerS2: (number | null)[];
  phase: Phase[];
  /** Intervals between beats that came in that second, ms. */
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
  const measured: Measured = { at: -Infinity, bpm: 0 };
  for (const block of blocks) {
    if (block.kind === 'heart-rate') noteBeats(seconds, block);
    const out = stepIntensity(state, block, prescription);
    for (const tick of out.ticks) noteTick(seconds, tick, measured);
    for (const { tMs, sdMPerS2 } of out.activity) put(seconds.activitySdMPerS2, tMs - 1000, sdMPerS2);
    for (const { tMs, phase } of out.phases) seconds.phase.fill(phase, Math.max(0, Math.floor(tMs / 1000)));
    for (const { recovery } of out.recoveries) seconds.recovery = recovery;
  }
  return seconds;
}

/** The newest measured heart rate, and in which second. */
interface Measured {
  at: number;
  bpm: number;
}

/** A strap that sends a number every other second is measured, as long as it has contact. */
function noteTick({ heartRateBpm }: SessionSeconds, tick: HeartRateTick, measured: Measured): void {
  const at = Math.floor(tick.tMs / 1000);
  if (tick.heartRateBpm !== null) Object.assign(measured, { at, bpm: tick.heartRateBpm });
  const isHeld = tick.contact === 'ok' && at - measured.at < longestHeldS;
  put(heartRateBpm, tick.tMs, isHeld ? measured.bpm : null);
  if (tick.staleFromMs !== null) takeBack(heartRateBpm, tick.staleFromMs, at);
}

function takeBack(heartRateBpm: (number | null)[], fromMs: number, until: number): void {
  for (let at = Math.min(until, heartRateBpm.length - 1); at >= 0 && at * 1000 >= fromMs; at--) heartRateBpm[at] = null;
}

function noteBeats({ rrMs }: SessionSeconds, { readings }: HeartRateBlock): void {
  for (const reading of readings) if (reading.tMs >= 0) rrMs.at(Math.floor(reading.tMs / 1000))?.push(...reading.rrMs);
}

function put<T>(column: T[], tMs: number, value: T): void {
  const at = Math.floor(tMs / 1000);
  if (at >= 0 && at < column.length) column[at] = value;
}
