import type { Prescription } from '../prescription/prescription.js';
import type { Block } from './block.js';

/** What reception tells: when each kind of sensor was last heard, and how late packets come. Never scored. */
export interface WatchState {
  /** Epoch ms; null: nothing of that kind has come. */
  heartRateReceivedAtMs: number | null;
  motionReceivedAtMs: number | null;
  receivedAtMs: number | null;
  /** The newest movement, by its place in its stream; -1: none has come. */
  newestMotion: { stream: number; sequence: number };
  /** Epoch ms. */
  startedAtMs: number;
  /** Least delay (reception - packet's end on the session's clock) so far, ms; 0 is punctual, a replay faster than life goes below. */
  leastDelayMs: number;
  /** Least delay of this half minute and of the one before it, ms: how far the devices' clock has moved. null: nothing came in it. */
  window: { untilMs: number; leastMs: number | null; beforeMs: number | null };
}

/** Older data never ring: what they would have raised is retrospective (reliability 2.4 "< 30 s old"). */
const lateMs = 30_000;
/** Some packet of half a minute is quick; a whole half minute without one is no matter of the network. */
const windowMs = 30_000;

export function startWatch(startedAtMs: number): WatchState {
  return { heartRateReceivedAtMs: null, motionReceivedAtMs: null, receivedAtMs: null, newestMotion: { stream: -1, sequence: -1 }, startedAtMs, leastDelayMs: 0, window: { untilMs: startedAtMs + windowMs, leastMs: null, beforeMs: null } };
}

/** Notes the reception of `block`; true when it came late. Writes into `state`. */
export function stepWatch(state: WatchState, block: Block, prescription: Prescription): boolean {
  if (block.kind === 'heart-rate') state.heartRateReceivedAtMs = latest(state.heartRateReceivedAtMs, block.receivedAtMs);
  if (block.kind === 'imu' && isExpected(prescription, block.sensor)) {
    state.motionReceivedAtMs = latest(state.motionReceivedAtMs, block.receivedAtMs);
    state.newestMotion = { stream: block.stream, sequence: block.sequence };
  }
  state.receivedAtMs = latest(state.receivedAtMs, block.receivedAtMs);
  const delayMs = block.receivedAtMs - (state.startedAtMs + block.endMs);
  state.leastDelayMs = Math.min(state.leastDelayMs, delayMs);
  stepWindow(state.window, block.receivedAtMs, delayMs);
  return delayMs - state.leastDelayMs > lateMs;
}

/** How far the devices' clock has moved against ours, ms, positive: behind; null: not known yet, or nothing came for a while. */
export function clockSkewMs({ window }: WatchState): number | null {
  return window.beforeMs;
}

/** Something was measured after the newest movement that has come, since what was measured later has: it is on its device, or on its way. */
export function isMotionOnItsWay({ newestMotion }: WatchState, missing: readonly { stream: number; sequence: number }[]): boolean {
  return missing.some(({ stream, sequence }) => stream === newestMotion.stream && sequence > newestMotion.sequence);
}

function stepWindow(window: WatchState['window'], receivedAtMs: number, delayMs: number): void {
  if (receivedAtMs >= window.untilMs) {
    const isNext = receivedAtMs < window.untilMs + windowMs;
    Object.assign(window, { untilMs: isNext ? window.untilMs + windowMs : receivedAtMs + windowMs, beforeMs: isNext ? window.leastMs : null, leastMs: null });
  }
  window.leastMs = window.leastMs === null ? delayMs : Math.min(window.leastMs, delayMs);
}

function isExpected(prescription: Prescription, sensor: number): boolean {
  return prescription.sensors.some((binding) => binding.sensor === sensor && binding.kind === 'imu');
}

function latest(previous: number | null, atMs: number): number {
  return previous === null ? atMs : Math.max(previous, atMs);
}
