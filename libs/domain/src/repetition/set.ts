import { fatigueSigns, type FatigueFeatures, type FatigueSign } from '../form/fatigue.js';
import { sessionScore, setScore } from '../form/set-score.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from './repetition.js';

/** The sets of a session so far. Plain JSON. */
export interface SetsState {
  /** Sets that are over, with what each was prescribed to be. */
  done: { score: number | null; weight: number }[];
  repetitions: number;
  /** Of the repetitions of this set that could be judged, oldest first. */
  scores: number[];
  features: FatigueFeatures[];
  /** Session time, ms; null before the first repetition. */
  lastEndMs: number | null;
}

/** The set that a repetition belongs to, as it stands after it. */
export interface SetStanding {
  /** 1..n within the session. */
  number: number;
  /** How many repetitions were counted, and how many of them could be judged. */
  repetitions: number;
  scored: number;
  /** 0..100; null: too few could be judged. */
  score: number | null;
  /** null: too few to tell; empty: none. */
  fatigue: FatigueSign[] | null;
}

/** A rest this long ends a set: ten seconds, or three repetitions (clinical C8 [P]). */
const restMs = 10_000;
const restRepetitions = 3;
/** Sets are of 8 to 15; of one that does not end the newest are looked at, so that the state stays small. */
const longestSet = 50;

export function startSets(): SetsState {
  return { done: [], repetitions: 0, scores: [], features: [], lastEndMs: null };
}

/** One more repetition. Writes into `state`. */
export function stepSets(state: SetsState, { startMs, endMs, score, features }: Pick<Repetition, 'startMs' | 'endMs' | 'score' | 'features'>, prescription: Prescription): SetStanding {
  const rests = state.lastEndMs !== null && startMs - state.lastEndMs > Math.max(restMs, restRepetitions * usualMs(prescription));
  if (rests) endSet(state, prescription);
  state.lastEndMs = endMs;
  state.repetitions++;
  if (score.verdict !== 'cannot-judge') keep(state, score.score, features);
  const { scores } = state;
  return { number: state.done.length + 1, repetitions: state.repetitions, scored: scores.length, score: scoreOf(state, prescription), fatigue: fatigueSigns(state.features) };
}

/** Of all sets so far, the one that goes on included; null: none of them has a score. */
export function formOfSession(state: SetsState, prescription: Prescription): number | null {
  return sessionScore([...state.done, { score: scoreOf(state, prescription), weight: weightOf(prescription) }]);
}

function endSet(state: SetsState, prescription: Prescription): void {
  state.done.push({ score: scoreOf(state, prescription), weight: weightOf(prescription) });
  Object.assign(state, { repetitions: 0, scores: [], features: [] });
}

function keep(state: SetsState, score: number, features: FatigueFeatures): void {
  const { rangeOfMotionDeg, peakVelocityOutDegPerS, sparcOut, durationS, tremorDegPerS = null } = features;
  state.scores.push(score);
  state.features.push({ rangeOfMotionDeg, peakVelocityOutDegPerS, sparcOut, durationS, tremorDegPerS });
  if (state.scores.length <= longestSet) return;
  state.scores.shift();
  state.features.shift();
}

/** A bout of walking is up to a minute of strides, and enough by itself. */
function scoreOf({ scores, repetitions }: SetsState, { exercise }: Prescription): number | null {
  return setScore(scores, Math.min(repetitions, longestSet), exercise.scoring === 'gait' ? 1 : undefined);
}

/** What a set is prescribed to be: repetitions, or seconds of holding. */
function weightOf({ exercise: { dose } }: Prescription): number {
  return (dose.repetitions ?? 1) * (dose.holdS ?? 1);
}

function usualMs({ reference, exercise: { template } }: Prescription): number {
  return 1000 * (reference?.durationS ?? template.outS + template.holdS + template.backS);
}
