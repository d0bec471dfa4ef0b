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
/** So many nominal periods a stamp may be behind the newest before it: that is jitter, more is a clock that was set back or rows out of order [P]. */
const backPeriods = 2;
/** The true rate may be this far from the nominal one, as a factor; more is another unit of time, or samples written twice [P]. */
const rateFactor = 1.5;

/**
 * When the samples were measured, from stamps with jitter: a sensor measures evenly, its stamps are those of the radio. Samples stay in
 * the order of their rows. One period for the whole recording; each run starts where its stamps say on average. Throws a RangeError
 * that names the line, the first being the header, and the value.
 */
export function evenClock(stampsMs: Float64Array, nominalRateHz: number): EvenClock {
  const nominalMs = 1000 / nominalRateHz;
  const threshold = Math.max(lostMs, lostPeriods * nominalMs);
  const starts = [0];
  let newestMs = stampsMs[0];
  for (let i = 1; i < stampsMs.length; i++) {
    if (stampsMs[i] < newestMs - backPeriods * nominalMs) throw new RangeError(`line ${i + 2}: tMs ${stampsMs[i]} is ${newestMs - stampsMs[i]} ms behind ${newestMs} before it; more than ${backPeriods} periods (${(backPeriods * nominalMs).toFixed(1)} ms at ${nominalRateHz} Hz) are no jitter`);
    if (stampsMs[i] - stampsMs[i - 1] > threshold) starts.push(i);
    newestMs = Math.max(newestMs, stampsMs[i]);
  }
  const bounds = starts.map((from, r) => ({ from, to: starts[r + 1] ?? stampsMs.length }));
  const longest = bounds.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  if (stampsMs.length > 1 && longest.to - longest.from === 1) throw new RangeError(`no two neighbouring tMs are less than ${threshold} ms apart, as at ${nominalRateHz} Hz they would be`);
  const periodMs = periodOf(stampsMs, longest, nominalMs);
  return { periodMs, runs: bounds.map((run) => ({ ...run, startMs: meanStart(stampsMs, run, periodMs) })) };
}

/** Of less than a second the stamps tell no rate: the nominal one is taken. */
function periodOf(stampsMs: Float64Array, run: Pick<EvenRun, 'from' | 'to'>, nominalMs: number): number {
  const periodMs = slopeOf(stampsMs, run);
  if (periodMs === null || (run.to - run.from) * nominalMs < 1000) return nominalMs;
  if (!(periodMs * rateFactor >= nominalMs && periodMs <= rateFactor * nominalMs)) throw new RangeError(`tMs goes on by ${periodMs.toPrecision(3)} ms a row, and rateHz makes it ${nominalMs.toPrecision(3)}`);
  return periodMs;
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
