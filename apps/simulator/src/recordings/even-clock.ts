/** Samples without a hole between them; the i-th is at `startMs + i periodMs`. */
export interface EvenRun {
  /** Rows, end exclusive. */
  from: number;
  to: number;
  startMs: number;
}

export interface EvenClock {
  periodMs: number;
  runs: EvenRun[];
}

/** A stamp that is this late, in periods and in ms, says that samples were lost; less is the jitter of radio and operating system. */
const lostPeriods = 4;
const lostMs = 200;
/** Stamps may fall behind each other by the jitter, not by more. */
const backMs = 200;

/**
 * When the samples were measured, from stamps with jitter: a sensor measures evenly, its stamps are those of the radio. One period
 * for the whole recording; each run starts where its stamps say on average. Throws a RangeError that names the row (from 0).
 */
export function evenClock(stampsMs: Float64Array, nominalRateHz: number): EvenClock {
  const threshold = Math.max(lostMs, (lostPeriods * 1000) / nominalRateHz);
  const starts = [0];
  for (let i = 1; i < stampsMs.length; i++) {
    const stepMs = stampsMs[i] - stampsMs[i - 1];
    if (stepMs < -backMs) throw new RangeError(`row ${i}: time goes back by ${-stepMs} ms`);
    if (stepMs > threshold) starts.push(i);
  }
  const bounds = starts.map((from, r) => ({ from, to: starts[r + 1] ?? stampsMs.length }));
  const longest = bounds.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  const periodMs = slopeOf(stampsMs, longest) ?? 1000 / nominalRateHz;
  return { periodMs, runs: bounds.map((run) => ({ ...run, startMs: meanStart(stampsMs, run, periodMs) })) };
}

/** Least squares of stamp over row; null for a single row. */
function slopeOf(stampsMs: Float64Array, { from, to }: { from: number; to: number }): number | null {
  const middle = (from + to - 1) / 2;
  let above = 0;
  let below = 0;
  for (let i = from; i < to; i++) {
    above += (i - middle) * stampsMs[i];
    below += (i - middle) ** 2;
  }
  return below === 0 ? null : above / below;
}

function meanStart(stampsMs: Float64Array, { from, to }: { from: number; to: number }, periodMs: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += stampsMs[i] - (i - from) * periodMs;
  return sum / (to - from);
}
