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

/** Samples whose stamps come to be later by this much, in periods and in ms, were preceded by lost ones; less is the jitter of radio and operating system. */
const lostPeriods = 4;
const lostMs = 200;
/** Some devices stamp whole packets, or whole seconds: within so long one stamp at least is that of its own sample, s [P]. */
const gatheredS = 1.5;
/** Of so many seconds the stamps tell the rate whatever their jitter: where they are rounded to a second, within a quarter. */
const rateS = 4;
/** So many nominal periods a stamp may be behind the newest before it: that is jitter, more is a clock that was set back or rows out of order [P]. */
const backPeriods = 2;
/** The true rate may be this far from the nominal one, as a factor; more is another unit of time, or samples written twice [P]. */
const rateFactor = 1.5;

/**
 * When the samples were measured, from stamps with jitter: a sensor measures evenly, its stamps are those of the radio. Samples stay in
 * the order of their rows. One period for the whole recording; each run starts where its stamps say on average. Samples were lost where
 * all stamps after it are late, not where some are: those of a packet that had to wait. Throws a RangeError
 * that names the line, the first being the header, and the value.
 */
export function evenClock(stampsMs: Float64Array, nominalRateHz: number): EvenClock {
  const nominalMs = 1000 / nominalRateHz;
  mustGoOn(stampsMs, nominalMs);
  const roughMs = roughPeriodOf(stampsMs, nominalMs);
  mustBeLike(roughMs, nominalMs);
  const starts = [0, ...lossesIn(stampsMs, { periodMs: roughMs, thresholdMs: Math.max(lostMs, lostPeriods * nominalMs) })];
  const bounds = starts.map((from, r) => ({ from, to: starts[r + 1] ?? stampsMs.length }));
  const periodMs = slopeOf(stampsMs, bounds, nominalMs);
  return { periodMs, runs: bounds.map((run) => ({ ...run, startMs: meanStart(stampsMs, run, periodMs) })) };
}

function mustGoOn(stampsMs: Float64Array, nominalMs: number): void {
  let newestMs = stampsMs[0];
  for (let i = 1; i < stampsMs.length; i++) {
    if (stampsMs[i] < newestMs - backPeriods * nominalMs) throw new RangeError(`line ${i + 2}: tMs ${stampsMs[i]} is ${newestMs - stampsMs[i]} ms behind ${newestMs} before it; more than ${backPeriods} periods (${(backPeriods * nominalMs).toFixed(1)} ms at ${1000 / nominalMs} Hz) are no jitter`);
    newestMs = Math.max(newestMs, stampsMs[i]);
  }
}

/** Then the stamps tell no rate, and the nominal one is taken. */
function isShort(stampsMs: Float64Array, nominalMs: number): boolean {
  return stampsMs.length * nominalMs < 1000 * rateS;
}

function mustBeLike(periodMs: number, nominalMs: number): void {
  if (!(periodMs * rateFactor >= nominalMs && periodMs <= rateFactor * nominalMs)) throw new RangeError(`tMs goes on by ${periodMs.toPrecision(3)} ms a row, and rateHz makes it ${nominalMs.toPrecision(3)}`);
}

/** Median over the recording, which holes in it do not move. */
function roughPeriodOf(stampsMs: Float64Array, nominalMs: number): number {
  if (isShort(stampsMs, nominalMs)) return nominalMs;
  const rows = Math.min(stampsMs.length - 1, Math.round((rateS * 1000) / nominalMs));
  const periods = Array.from({ length: stampsMs.length - rows }, (_, i) => (stampsMs[i + rows] - stampsMs[i]) / rows);
  return periods.sort((a, b) => a - b)[periods.length >> 1];
}

/** Rows before which samples were lost: the earliest stamp after it, by the even clock, is later than the earliest before it. */
function lossesIn(stampsMs: Float64Array, { periodMs, thresholdMs }: { periodMs: number; thresholdMs: number }): number[] {
  const rows = Math.ceil((gatheredS * 1000) / periodMs);
  const earliest = (from: number, to: number): number => {
    let least = Infinity;
    for (let i = Math.max(0, from); i < Math.min(stampsMs.length, to); i++) least = Math.min(least, stampsMs[i] - i * periodMs);
    return least;
  };
  const losses: number[] = [];
  let from = 0;
  for (let i = 1; i < stampsMs.length; i++) {
    if (stampsMs[i] - stampsMs[i - 1] <= thresholdMs || earliest(i, i + rows) - earliest(Math.max(from, i - rows), i) <= thresholdMs) continue;
    losses.push(i);
    from = i;
  }
  return losses;
}

/** Least squares of stamp over row, one slope for all runs. */
function slopeOf(stampsMs: Float64Array, runs: readonly Pick<EvenRun, 'from' | 'to'>[], nominalMs: number): number {
  let above = 0;
  let below = 0;
  for (const { from, to } of runs) {
    const middle = (from + to - 1) / 2;
    for (let i = from; i < to; i++) {
      above += (i - middle) * stampsMs[i];
      below += (i - middle) ** 2;
    }
  }
  return below === 0 || isShort(stampsMs, nominalMs) ? nominalMs : above / below;
}

function meanStart(stampsMs: Float64Array, { from, to }: { from: number; to: number }, periodMs: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += stampsMs[i] - (i - from) * periodMs;
  return sum / (to - from);
}
