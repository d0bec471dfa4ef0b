import type { Prescription } from '../prescription/prescription.js';
import type { Block } from './block.js';

/** What reception tells: when each kind of sensor was last heard, and how late packets come. Never scored. */
export interface WatchState {
  /** Epoch ms; null: nothing of that kind has come. */
  heartRateReceivedAtMs: number | null;
  motionReceivedAtMs: number | null;
  /** Epoch ms. */
  startedAtMs: number;
  /** Least delay (reception - packet's end on the session's clock) so far, ms; 0 is punctual, a replay faster than life goes below. */
  leastDelayMs: number;
}

/** Older data never ring: what they would have raised is retrospective (reliability 2.4 "< 30 s old"). */
const lateMs = 30_000;

export function startWatch(startedAtMs: number): WatchState {
  return { heartRateReceivedAtMs: null, motionReceivedAtMs: null, startedAtMs, leastDelayMs: 0 };
}

/** Notes the reception of `block`; true when it came late. Writes into `state`. */
export function stepWatch(state: WatchState, block: Block, prescription: Prescription): boolean {
  if (block.kind === 'heart-rate') state.heartRateReceivedAtMs = latest(state.heartRateReceivedAtMs, block.receivedAtMs);
  if (block.kind === 'imu' && isExpected(prescription, block.sensor)) {
    state.motionReceivedAtMs = latest(state.motionReceivedAtMs, block.receivedAtMs);
  }
  const delayMs = block.receivedAtMs - (state.startedAtMs + block.endMs);
  state.leastDelayMs = Math.min(state.leastDelayMs, delayMs);
  return delayMs - state.leastDelayMs > lateMs;
}

function isExpected(prescription: Prescription, sensor: number): boolean {
  return prescription.sensors.some((binding) => binding.sensor === sensor && binding.kind === 'imu');
}

function latest(previous: number | null, atMs: number): number {
  return previous === null ? atMs : Math.max(previous, atMs);
}
