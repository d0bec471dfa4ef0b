import type { Exercise } from '../prescription/exercise.js';
import type { FeedbackCode } from '../repetition/repetition.js';
import { meaningOf, type FormCode, type FormDomain } from './code.js';

/**
 * What the patient is told, one thing at a time (clinical D5 [P]): a fault when it was clear in two of the last three
 * repetitions that could be judged and is so now, the gravest first, never two cues within ten seconds; praise after three clean
 * ones. Nobody needs perfect form. Plain JSON.
 */
export interface FeedbackState {
  /** Clear faults of the last two repetitions that could be judged, oldest first. */
  recent: FormCode[][];
  /** Repetitions without a clear fault since the last praise or fault. */
  clean: number;
  lastCueMs: number | null;
}

/** `code` null: praise. */
export interface Cue {
  code: FormCode | null;
  text: string;
  /** Session time, ms. */
  tMs: number;
}

export interface FeedbackInput {
  tMs: number;
  codes: readonly FeedbackCode[];
  /** There are signs of fatigue, and no rest was offered in this set yet. */
  tired: boolean;
  /** Nothing was wrong and nobody knows whether it was well done: the reference no longer holds, or it may as well have been a fault. */
  withoutPraise?: boolean;
  /** It hurts: nothing is said that asks for more, nor to go on just like that. */
  hurts?: boolean;
  exercise: Pick<Exercise, 'faults'>;
}

const lookBack = 3;
const neededOfLast = 2;
/** What has lasted for five minutes before it is a fault at all need not come twice (clinical C17). */
const lasting: readonly FormCode[] = ['SLOUCH'];
const quietMs = 10_000;
const cleanForPraise = 3;
const order: FormDomain[] = ['compensation', 'range', 'hold', 'tempo', 'steadiness', 'symmetry', 'regularity', 'smoothness', 'path'];
const praise = 'Well done, just like that';

export function startFeedback(): FeedbackState {
  return { recent: [], clean: 0, lastCueMs: null };
}

/** One repetition that could be judged. Writes into `state`; null: nothing is said. */
export function stepFeedback(state: FeedbackState, { tMs, codes, tired, withoutPraise = false, hurts = false, exercise }: FeedbackInput): Cue | null {
  const clear = [...new Set(codes.filter(({ severity }) => severity === 'clear').map(({ code }) => code))];
  const isSaid = (code: FormCode): boolean => lasting.includes(code) || 1 + state.recent.filter((each) => each.includes(code)).length >= neededOfLast;
  const again = clear.filter((code) => isSaid(code) && !(hurts && meaningOf(code).asksForMore === true));
  state.recent.push(clear);
  if (state.recent.length > lookBack - 1) state.recent.shift();
  state.clean = clear.length === 0 && !withoutPraise && !hurts ? state.clean + 1 : 0;
  if (state.lastCueMs !== null && tMs - state.lastCueMs < quietMs) return null;
  const cue = worthSaying(again, { tired, exercise });
  if (cue === null && state.clean < cleanForPraise) return null;
  state.lastCueMs = tMs;
  if (cue === null) state.clean = 0;
  return { code: cue, text: cue === null ? praise : textOf(cue, codes, exercise), tMs };
}

/** A danger, then a rest: whoever tires is not first asked to go further, or faster (clinical C18 [P]). */
function worthSaying(again: FormCode[], { tired, exercise }: Pick<FeedbackInput, 'tired' | 'exercise'>): FormCode | null {
  const isCritical = (code: FormCode): boolean => exercise.faults.some((fault) => fault.code === code && fault.safetyCritical) || code === 'EXCESS_RANGE';
  return gravest(again.filter(isCritical)) ?? (tired ? 'FATIGUE' : gravest(again));
}

function gravest(codes: FormCode[]): FormCode | null {
  const told = codes.filter((code) => meaningOf(code).cue !== null);
  const rank = (code: FormCode): number => order.indexOf(meaningOf(code).domain);
  return told.reduce<FormCode | null>((first, code) => (first === null || rank(code) < rank(first) ? code : first), null);
}

/** The patient's own tempo to count to, else the exercise's own words, else the fault's. */
function textOf(code: FormCode, codes: readonly FeedbackCode[], { faults }: Pick<Exercise, 'faults'>): string {
  const phase = codes.find((each) => each.code === code && (each.feature === 'outS' || each.feature === 'backS'));
  if (code === 'TOO_FAST' && phase !== undefined && phase.reference >= 1.5) return `Slow it down: count to ${Math.round(phase.reference)}`;
  return faults.find((fault) => fault.code === code)?.cue ?? (meaningOf(code).cue as string);
}
