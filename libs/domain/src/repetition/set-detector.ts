import { correlationAtLag, firstPeak, type CorrelationPeak } from '../signal/autocorrelation.js';

/**
 * Finds where sets begin and end by how alike the movement is to itself a period earlier, and checks the count of repetitions against
 * it (Morris et al. 2014, RecoFit). It knows nothing of the exercise and cuts nothing: the state machine does. Plain JSON.
 */
export interface SetDetectorState {
  /** Time of the first sample: bins are counted from it. */
  originMs: number | null;
  /** The bin that is being filled, and of how many numbers its sum is. */
  bin: number;
  sum: number;
  count: number;
  /** Mean rate in each of the last bins, deg/s; null: nothing was measured. The last one is bin `bin - 1`. */
  bins: (number | null)[];
  /** End of the last movement. */
  movedUntilMs: number | null;
  /** Windows in a row that were periodic, the period of the last and when the movement of the first began. */
  periodicWindows: number;
  periodBins: number;
  beganMs: number;
  /** Ends of the last repetitions, for those before the set was noticed. */
  repetitionEndsMs: number[];
  set: OpenSet | null;
  /** End of the set before: the next one begins after it. */
  lastSetEndMs: number | null;
}

interface OpenSet {
  startMs: number;
  /** End of the last movement that was periodic. */
  endMs: number;
  repetitions: number;
  lastRepetitionMs: number;
  /** Sum of the periods found, in bins, and of how many windows. */
  periodSum: number;
  periodCount: number;
  aperiodicMs: number;
}

/** Half-open [startMs, endMs) in the time of the samples. */
export type SetEvent =
  | { kind: 'set-started'; startMs: number }
  /** `expectedRepetitions`: duration over period. COUNT_UNCERTAIN: the count is further than one from it, and a therapist should look. */
  | { kind: 'set-ended'; startMs: number; endMs: number; repetitions: number; expectedRepetitions: number; flags: 'COUNT_UNCERTAIN'[] };

export interface SetSettings {
  /** Of the reference, s; null: there is none. */
  durationS: number | null;
}

/** Movement of people is slow: its mean over a tenth of a second says all. */
const binMs = 100;
/**
 * Clinical C8: windows of 6 s, every second; periods from 0.8 s. Up to 10 s in place of 6: of the 48 sets of two volunteers of Yurtman & Barshan
 * 2014, 19 were missed with 6 s and 2 with 10 s, since a repetition takes some people 7 to 9 s.
 */
const windowBins = 60;
const hopBins = 10;
const shortestLag = 8;
const longestLag = 100;
/** And a second more, since a window begins so much after the one before. */
const keptBins = windowBins + longestLag + hopBins;
const startsFrom = 0.5;
const startsAfterWindows = 2;
/** Aimless movement seems periodic for a while; where nothing is counted it has to last so long, and for two periods, before the count is doubted [P]. */
const startsUncountedAfterWindows = 8;
const startsUncountedAfterPeriods = 2;
const endsBelow = 0.3;
const endsAfterMs = 5000;
const endsWithoutRepetitionMs = 10_000;
const endsWithoutReferences = 3;
/** Slower than this is no movement: breathing is periodic too [P]. */
const stillDegPerS = 5;
/** A patient's tempo stays within this share of the set's period from one repetition to the next [P]. */
const tempoShare = 0.25;

export function startSetDetector(): SetDetectorState {
  return { originMs: null, bin: 0, sum: 0, count: 0, bins: [], movedUntilMs: null, periodicWindows: 0, periodBins: 0, beganMs: 0, repetitionEndsMs: [], set: null, lastSetEndMs: null };
}

/** One sample of the primary rate; times must not go back. What is null or no number is missing, not still. Writes into `state`. */
export function stepSetDetector(state: SetDetectorState, { tMs, velocityDegPerS }: { tMs: number; velocityDegPerS: number | null }, settings: SetSettings): SetEvent | null {
  state.originMs ??= tMs;
  const bin = Math.floor((tMs - state.originMs) / binMs);
  let event: SetEvent | null = null;
  // Of a long silence only what still is in the window matters.
  if (bin - state.bin > keptBins + hopBins) skipTo(state, bin - keptBins - hopBins);
  while (state.bin < bin) event = closeBin(state, settings) ?? event;
  if (velocityDegPerS === null || !Number.isFinite(velocityDegPerS)) return event;
  state.sum += velocityDegPerS;
  state.count++;
  return event;
}

/** A repetition was counted. */
export function noteRepetition(state: SetDetectorState, endMs: number): void {
  state.repetitionEndsMs.push(endMs);
  const newestMs = state.repetitionEndsMs[state.repetitionEndsMs.length - 1];
  state.repetitionEndsMs = state.repetitionEndsMs.filter((each) => each >= newestMs - 2 * keptBins * binMs);
  if (state.set === null) return;
  state.set.repetitions++;
  state.set.lastRepetitionMs = endMs;
}

/** The stream ends, and with it the set. */
export function finishSetDetector(state: SetDetectorState): SetEvent | null {
  return state.set === null ? null : endSet(state, state.set);
}

function closeBin(state: SetDetectorState, settings: SetSettings): SetEvent | null {
  const mean = state.count === 0 ? null : state.sum / state.count;
  state.bins.push(mean);
  if (state.bins.length > keptBins) state.bins.shift();
  state.bin++;
  state.sum = 0;
  state.count = 0;
  if (mean !== null && Math.abs(mean) >= stillDegPerS) state.movedUntilMs = nowMs(state);
  return state.bin % hopBins === 0 && state.bins.length > windowBins ? look(state, settings) : null;
}

/** Nothing came for longer than is remembered. */
function skipTo(state: SetDetectorState, bin: number): void {
  state.bins = [];
  state.bin = bin;
  state.sum = 0;
  state.count = 0;
}

function nowMs({ originMs, bin }: SetDetectorState): number {
  return (originMs ?? 0) + bin * binMs;
}

/** Once a second. */
function look(state: SetDetectorState, settings: SetSettings): SetEvent | null {
  const rates = new Float64Array(state.bins.length);
  for (let i = 0; i < rates.length; i++) rates[i] = state.bins[i] ?? Number.NaN;
  const correlations = isStill(rates) ? new Float64Array(0) : correlate(rates);
  const peak = firstPeak(correlations, shortestLag - 1, startsFrom);
  if (state.set === null) return mayStart(state, peak, rates);
  return mayEnd(state, state.set, { peak, correlations, settings });
}

function isStill(rates: Float64Array): boolean {
  let sum = 0;
  for (let i = Math.max(0, rates.length - windowBins); i < rates.length; i++) if (!Number.isNaN(rates[i])) sum += rates[i] * rates[i];
  return sum < windowBins * stillDegPerS * stillDegPerS;
}

function correlate(rates: Float64Array): Float64Array {
  const correlations = new Float64Array(longestLag - shortestLag + 3);
  const to = rates.length;
  for (let k = 0; k < correlations.length; k++) correlations[k] = correlationAtLag(rates, { from: to - windowBins, to, lag: shortestLag - 1 + k });
  return correlations;
}

function mayStart(state: SetDetectorState, peak: CorrelationPeak | null, rates: Float64Array): SetEvent | null {
  if (peak === null) {
    state.periodicWindows = 0;
    return null;
  }
  const steady = state.periodicWindows === 0 || Math.abs(peak.lag - state.periodBins) <= tempoShare * state.periodBins;
  state.periodicWindows = steady ? state.periodicWindows + 1 : 1;
  state.periodBins = peak.lag;
  if (state.periodicWindows === 1) state.beganMs = beganMs(state, peak, rates);
  const startMs = Math.max(state.beganMs, state.lastSetEndMs ?? state.beganMs);
  const since = state.repetitionEndsMs.filter((endMs) => endMs > startMs);
  if (state.periodicWindows < (since.length > 0 ? startsAfterWindows : patienceWindows(peak))) return null;
  state.set = {
    startMs, endMs: state.movedUntilMs ?? startMs, repetitions: since.length, lastRepetitionMs: since[since.length - 1] ?? nowMs(state),
    periodSum: peak.lag, periodCount: 1, aperiodicMs: 0,
  };
  return { kind: 'set-started', startMs };
}

function patienceWindows({ lag }: CorrelationPeak): number {
  return Math.max(startsUncountedAfterWindows, (startsUncountedAfterPeriods * lag) / hopBins);
}

/** The first movement in what was found to be periodic; that may have been a second ago. */
function beganMs(state: SetDetectorState, { lag }: CorrelationPeak, rates: Float64Array): number {
  let first = Math.max(0, rates.length - windowBins - Math.round(lag) - hopBins);
  while (first < rates.length - 1 && !(Math.abs(rates[first]) >= stillDegPerS)) first++;
  return nowMs(state) - (rates.length - first) * binMs;
}

function mayEnd(state: SetDetectorState, set: OpenSet, { peak, correlations, settings }: { peak: CorrelationPeak | null; correlations: Float64Array; settings: SetSettings }): SetEvent | null {
  const periodBins = set.periodSum / set.periodCount;
  if (likeness(correlations, periodBins) >= endsBelow) {
    set.aperiodicMs = 0;
    set.endMs = state.movedUntilMs ?? set.endMs;
  } else {
    set.aperiodicMs += hopBins * binMs;
  }
  if (peak !== null && Math.abs(peak.lag - periodBins) <= tempoShare * periodBins) {
    set.periodSum += peak.lag;
    set.periodCount++;
  }
  const patienceMs = Math.max(endsWithoutRepetitionMs, endsWithoutReferences * 1000 * (settings.durationS ?? 0));
  const over = set.aperiodicMs >= endsAfterMs || nowMs(state) - set.lastRepetitionMs > patienceMs;
  return over ? endSet(state, set) : null;
}

/** The best correlation near the set's period: among all lags, chance finds one. */
function likeness(correlations: Float64Array, periodBins: number): number {
  let best = 0;
  for (let k = 0; k < correlations.length; k++) {
    if (Math.abs(k + shortestLag - 1 - periodBins) <= tempoShare * periodBins && correlations[k] > best) best = correlations[k];
  }
  return best;
}

function endSet(state: SetDetectorState, { startMs, endMs, repetitions, periodSum, periodCount }: OpenSet): SetEvent {
  state.set = null;
  state.lastSetEndMs = endMs;
  state.periodicWindows = 0;
  const expectedRepetitions = (endMs - startMs) / ((binMs * periodSum) / periodCount);
  const flags: 'COUNT_UNCERTAIN'[] = Math.abs(repetitions - expectedRepetitions) <= 1 ? [] : ['COUNT_UNCERTAIN'];
  return { kind: 'set-ended', startMs, endMs, repetitions, expectedRepetitions, flags };
}
