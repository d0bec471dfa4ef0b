/**
 * How far the clock of one stream has moved against the server's since the stream was opened, by the packets' reception. Plain JSON.
 * When a stream is opened the server takes the device's clock for its own; what the request was on its way is in that offset, and a
 * crystal adds to it. The quickest packets show both: reception less the packet's own time is what the quickest way takes now, less
 * what the request took, plus the drift.
 */
export interface ClockDrift {
  /** Epoch ms less session time ms, of the quickest packet of late; null: none has come. */
  quickestMs: number | null;
  firstReceivedAtMs: number;
  lastReceivedAtMs: number;
  packets: number;
}

/** No quartz is worse: Bluetooth allows a sleep clock 500 ppm (Core specification, vol. 6, part B, 4.2.2), and most are below 50. */
const worstDrift = 250e-6;
/** While nothing comes nothing is learned of the clock, ms. */
const longestStepMs = 10_000;
/** Before so much has come no packet need have been a quick one [P]. */
const leastMs = 10_000;
const leastPackets = 20;

export function startDrift(): ClockDrift {
  return { quickestMs: null, firstReceivedAtMs: 0, lastReceivedAtMs: 0, packets: 0 };
}

/**
 * One packet. The quickest is remembered, and made slower by what a clock can drift, so that a clock that falls behind is followed; packets that
 * waited, by seconds or by hours, change nothing. (The lower envelope of Moon, Skelly & Towsley 1999, INFOCOM, of one number.)
 */
export function stepDrift(state: ClockDrift, { endMs, receivedAtMs }: { endMs: number; receivedAtMs: number }): void {
  const delayMs = receivedAtMs - endMs;
  if (state.quickestMs === null) Object.assign(state, { quickestMs: delayMs, firstReceivedAtMs: receivedAtMs, lastReceivedAtMs: receivedAtMs });
  const passedMs = Math.min(longestStepMs, Math.max(0, receivedAtMs - state.lastReceivedAtMs));
  state.quickestMs = Math.min(delayMs, (state.quickestMs ?? delayMs) + worstDrift * passedMs);
  state.lastReceivedAtMs = Math.max(state.lastReceivedAtMs, receivedAtMs);
  state.packets++;
}

/**
 * How far the clocks of two streams are apart, ms; null: not known yet. It takes the quickest ways of both to take the same time: what one way
 * always takes longer than the other cannot be seen, and what it took longer when its stream was opened is counted.
 */
export function apartMs(a: ClockDrift, b: ClockDrift): number | null {
  if (a.quickestMs === null || b.quickestMs === null || !isKnown(a) || !isKnown(b)) return null;
  return Math.abs(a.quickestMs - b.quickestMs);
}

function isKnown({ packets, firstReceivedAtMs, lastReceivedAtMs }: ClockDrift): boolean {
  return packets >= leastPackets && lastReceivedAtMs - firstReceivedAtMs >= leastMs;
}
