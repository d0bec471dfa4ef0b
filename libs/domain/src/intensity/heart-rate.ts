import type { Prescription } from '../prescription/prescription.js';
import type { HeartRateBlock, HeartRateReading } from '../session/block.js';
import { believeRate, startArtefacts, type ArtefactState } from './artefact.js';
import { largestChange } from './clean-rr.js';
import { hearReading, passTime, rejectedShareLimit, startContact, type Contact, type ContactState } from './contact.js';
import { fewestBeatsPerS, forgetBeats, hearBeats, passSecond, rejectedShare, startRhythm, type RhythmState } from './rhythm.js';
import { classOf, percentOfMax, percentOfReserve, positionOf, type IntensityClass, type ZonePosition } from './zone.js';

/** Plain JSON. */
export interface HeartRateState {
  contact: Contact;
  artefacts: ArtefactState;
  rhythm: RhythmState;
  /** Readings so far, and those of them that were not believed. */
  readings: number;
  rejected: number;
  /** Next whole second of session time that gets a tick, ms; null before the first reading. */
  nextTickMs: number | null;
  /** Newest believed reading since the last tick, bpm. */
  pendingBpm: number | null;
  /** What was held back since the last believed reading; null: nothing. */
  heldBack: HeldBack | null;
  /** The last five seconds, oldest first; null: nothing believed in that second. */
  window: (number | null)[];
  /** Exponential mean; null: it begins anew. */
  meanBpm: number | null;
}

/** Readings that were not believed, by the second of their tick, oldest first: should they turn out to be the heart's. */
interface HeldBack {
  seconds: { tMs: number; bpm: number; rrMs: readonly number[] }[];
  /** What smoothing goes on from then. */
  window: (number | null)[];
  meanBpm: number | null;
  /** Up to here a smoothed value has been told, which older readings still bore. */
  toldMs: number;
}

/** Once a second of session time. Everything is null or unknown while the strap cannot be believed: never the last number. */
export interface HeartRateTick {
  tMs: number;
  heartRateBpm: number | null;
  smoothedBpm: number | null;
  percentMax: number | null;
  percentReserve: number | null;
  intensityClass: IntensityClass | 'unknown';
  zone: ZonePosition | 'unknown';
  contact: ContactState;
  /** Rejected of all beats in the last minute, 0 to 1; null: too few intervals between beats to say. */
  artefactShare: number | null;
  /** The strap has lost contact, and nothing from here on was to be believed, session time ms; null: it has not. */
  staleFromMs: number | null;
  /** It is of a second that has passed: it was held back as a fault of the strap, and its level has gone on for so long that it was none. */
  isProven: boolean;
}

/** Clinical B6 [P]: 5 s median of 1 Hz values, valid with at least 3, then an exponential mean of 5 s. */
const windowS = 5;
const windowNeeds = 3;
const smoothing = 1 - Math.exp(-1 / 5);
/** Rejected beats of this time go into contact, those of a minute are told (clinical B4, E2 HR-08). */
const contactWindowS = 10;
const rhythmWindowS = 60;
/** A silence gets ticks until the strap counts as lost and its alert is due, and none beyond. */
const longestSilenceMs = 90_000;

export function startHeartRate(_prescription: Prescription): HeartRateState {
  return { contact: startContact(), artefacts: startArtefacts(), rhythm: startRhythm(), readings: 0, rejected: 0, nextTickMs: null, pendingBpm: null, heldBack: null, window: [], meanBpm: null };
}

/** Folds the readings of one packet; one tick for each second that has passed, and before it those that are proven by it. Writes into `state`. */
export function stepHeartRate(state: HeartRateState, block: HeartRateBlock, prescription: Prescription, out: HeartRateTick[]): void {
  for (const reading of block.readings) stepReading(state, reading, { prescription, out });
}

function stepReading(state: HeartRateState, reading: HeartRateReading, { prescription, out }: Told): void {
  state.nextTickMs ??= Math.ceil(reading.tMs / 1000) * 1000;
  const silentUntilMs = state.nextTickMs + longestSilenceMs;
  while (state.nextTickMs < reading.tMs && state.nextTickMs < silentUntilMs) tick(state, { prescription, out });
  state.nextTickMs = Math.max(state.nextTickMs, Math.ceil(reading.tMs / 1000) * 1000);
  passTime(state.contact, reading.tMs);
  believe(state, reading, { prescription, out });
  if (state.nextTickMs === reading.tMs) tick(state, { prescription, out });
}

interface Told {
  prescription: Prescription;
  out: HeartRateTick[];
}

function believe(state: HeartRateState, reading: HeartRateReading, told: Told): void {
  const { tMs, heartRateBpm: bpm } = reading;
  hearBeats(state.rhythm, reading);
  const touches = hearReading(state.contact, reading, rejectedShare(state.rhythm, contactWindowS));
  forgetLost(state);
  // What is said while contact is coming back is not believed yet, but tells the first faulty number after it from the heart's own.
  const isGood = touches || (state.contact.state === 'recovering' && state.contact.lastGoodMs === tMs);
  const belief = isGood ? believeRate(state.artefacts, { bpm, tMs }) : null;
  if (belief?.is === 'proven') tellHeldBack(state, belief.sinceMs, told);
  const isBelieved = touches && belief !== null && belief.is !== 'held-back';
  state.readings++;
  if (!isBelieved) state.rejected++;
  if (isBelieved) Object.assign(state, { pendingBpm: bpm, heldBack: null });
  else if (touches && belief !== null && state.pendingBpm === null) holdBack(state, reading);
}

function holdBack(state: HeartRateState, { heartRateBpm: bpm, rrMs }: HeartRateReading): void {
  const tMs = state.nextTickMs ?? 0;
  state.heldBack ??= { seconds: [], window: [...state.window], meanBpm: state.meanBpm, toldMs: tMs - 1000 };
  const { seconds } = state.heldBack;
  if (seconds.at(-1)?.tMs === tMs) seconds.pop();
  seconds.push({ tMs, bpm, rrMs });
}

/**
 * A level that was taken for the strap's fault was the heart's: its seconds are told after all, smoothed as if they had been believed at once, so
 * that a limit which they passed has been passed since then and not only from now on. A level that its beats do not bear out counts from now on.
 */
function tellHeldBack(state: HeartRateState, sinceMs: number, { prescription, out }: Told): void {
  const { heldBack, nextTickMs } = state;
  state.heldBack = null;
  if (heldBack === null || !beatsBearOut(heldBack.seconds.filter(({ tMs }) => tMs >= sinceMs))) return;
  Object.assign(state, { window: heldBack.window, meanBpm: heldBack.meanBpm });
  const level = new Map(heldBack.seconds.filter(({ tMs }) => tMs >= sinceMs).map(({ tMs, bpm }) => [tMs, bpm]));
  for (let tMs = heldBack.seconds[0].tMs; tMs < (nextTickMs ?? 0); tMs += 1000) {
    const heartRateBpm = level.get(tMs) ?? null;
    const smoothed = smooth(state, heartRateBpm);
    const smoothedBpm = tMs > heldBack.toldMs ? smoothed : null;
    out.push({ tMs, heartRateBpm, smoothedBpm, ...judge(smoothedBpm, prescription), contact: 'ok', artefactShare: null, staleFromMs: null, isProven: true });
  }
}

/** The strap sends intervals between beats, and all but a fifth of them make the rate that it counts. */
function beatsBearOut(seconds: HeldBack['seconds']): boolean {
  const beats = seconds.flatMap(({ bpm, rrMs }) => rrMs.map((rr) => Math.abs((rr * bpm) / 60_000 - 1) <= largestChange));
  return beats.length >= fewestBeatsPerS * seconds.length && beats.filter((agrees) => !agrees).length <= rejectedShareLimit * beats.length;
}

/** Nothing links what a strap says after a loss of contact to what it said before. */
function forgetLost(state: HeartRateState): void {
  if (state.contact.state !== 'suspect' && state.contact.state !== 'lost') return;
  forgetBeats(state.rhythm);
  state.artefacts = startArtefacts();
  state.heldBack = null;
}

function tick(state: HeartRateState, { prescription, out }: Told): void {
  const tMs = state.nextTickMs ?? 0;
  passTime(state.contact, tMs);
  forgetLost(state);
  const { contact } = state;
  const heartRateBpm = contact.state === 'ok' ? state.pendingBpm : null;
  const smoothedBpm = smooth(state, heartRateBpm);
  if (state.heldBack !== null && smoothedBpm !== null) state.heldBack.toldMs = tMs;
  out.push({
    tMs, heartRateBpm, smoothedBpm, contact: contact.state, ...judge(smoothedBpm, prescription),
    artefactShare: contact.state === 'ok' ? rejectedShare(state.rhythm, rhythmWindowS) : null,
    staleFromMs: contact.state === 'lost' ? contact.staleFromMs : null, isProven: false,
  });
  passSecond(state.rhythm);
  state.pendingBpm = null;
  state.nextTickMs = tMs + 1000;
}

function smooth(state: HeartRateState, heartRateBpm: number | null): number | null {
  if (state.contact.state !== 'ok') {
    state.window = [];
    state.meanBpm = null;
    return null;
  }
  state.window.push(heartRateBpm);
  if (state.window.length > windowS) state.window.shift();
  const present = state.window.filter((bpm) => bpm !== null).sort((a, b) => a - b);
  if (present.length < windowNeeds) return null;
  const middle = present.length >> 1;
  const median = present.length % 2 === 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2;
  state.meanBpm = state.meanBpm === null ? median : state.meanBpm + smoothing * (median - state.meanBpm);
  return state.meanBpm;
}

function judge(smoothedBpm: number | null, { intensity }: Prescription): Pick<HeartRateTick, 'percentMax' | 'percentReserve' | 'intensityClass' | 'zone'> {
  if (smoothedBpm === null || intensity === null) return { percentMax: null, percentReserve: null, intensityClass: 'unknown', zone: 'unknown' };
  const { maxHeartRateBpm: maxBpm, restingHeartRateBpm: restingBpm } = intensity;
  const percentMax = percentOfMax(smoothedBpm, maxBpm);
  const percentReserve = restingBpm === null ? null : percentOfReserve(smoothedBpm, { restingBpm, maxBpm });
  const byReserve = intensity.scheme === 'percent-reserve' && percentReserve !== null;
  const intensityClass = byReserve ? classOf(percentReserve, 'percent-reserve') : classOf(percentMax, 'percent-max');
  return { percentMax, percentReserve, intensityClass, zone: positionOf(smoothedBpm, intensity) };
}
