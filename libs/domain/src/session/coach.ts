import type { FormCode } from '../form/code.js';
import { startFeedback, stepFeedback, type Cue, type FeedbackState } from '../form/feedback.js';
import type { Romberg } from '../form/romberg.js';
import { standsWithoutReference } from '../form/without-reference.js';
import type { ScoringClass } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FeedbackCode, FormScore, Repetition } from '../repetition/repetition.js';
import { formOfSession, startSets, stepSets, type SetsState, type SetStanding } from '../repetition/set.js';
import { stepEyes, type EyesState } from './eyes.js';
import { startSides, stepSides, type ComparedSides, type SidesState } from './sides.js';

/** What the repetitions of a session add up to, and what the patient is told of them. Plain JSON. */
export interface CoachState {
  sets: SetsState;
  feedback: FeedbackState;
  /** Set in which a rest was offered; null: in none yet. */
  tiredInSet: number | null;
  judged: number;
  poor: number;
  /** How many repetitions had each fault clearly. */
  faults: Partial<Record<FormCode, number>>;
  sides: SidesState;
  eyes: EyesState;
  /** End of the newest repetition, session time, ms; null: none yet. */
  toldToMs: number | null;
}

/** How set and session stand after a repetition, and what the patient is to be told now. */
export interface Standing {
  set: SetStanding;
  /** `symmetry` null: there is no other side to compare with. `romberg` absent: these eyes are open, or nothing is known of open ones. `poorShare` null: nothing could be judged. `faults`: the three most common clear ones. */
  session: { score: number | null; poorShare: number | null; faults: { code: FormCode; repetitions: number }[]; symmetry: ComparedSides | null; romberg?: Romberg };
  cue: Cue | null;
}

export type CoachedRepetition = Repetition & { standing: Standing };

const shownFaults = 3;

export function startCoach(): CoachState {
  return { sets: startSets(), feedback: startFeedback(), tiredInSet: null, judged: 0, poor: 0, faults: {}, sides: startSides(), eyes: [], toldToMs: null };
}

/** Takes each repetition once, in order. `hurts`: so the patient has said. Writes into `state`. */
export function stepCoach(state: CoachState, repetition: Repetition, { prescription, hurts }: { prescription: Prescription; hurts: boolean }): CoachedRepetition {
  state.toldToMs = Math.max(state.toldToMs ?? repetition.endMs, repetition.endMs);
  const set = stepSets(state.sets, repetition, prescription);
  const isTired = set.fatigue !== null && set.fatigue.length > 0;
  const score = isTired ? withoutSlowness(repetition.score) : repetition.score;
  const tired = isTired && state.tiredInSet !== set.number;
  const isJudged = score.verdict !== 'cannot-judge';
  if (isJudged) count(state, score);
  const cue = isJudged || isWatched(score, prescription) || isUnknown(score) ? stepFeedback(state.feedback, { tMs: repetition.endMs, ...spokenOf({ ...repetition, score }, prescription), tired, hurts, exercise: prescription.exercise }) : null;
  if (cue?.code === 'FATIGUE') state.tiredInSet = set.number;
  const romberg = stepEyes(state.eyes, repetition, prescription);
  const session = { score: formOfSession(state.sets, prescription), poorShare: state.judged === 0 ? null : state.poor / state.judged, faults: commonFaults(state), symmetry: stepSides(state.sides, repetition, prescription), ...(romberg === null ? {} : { romberg }) };
  return { ...repetition, score, standing: { set, session, cue } };
}

/** By a reference that no longer holds, or before there is one, nobody is corrected, nor praised, but for what holds for everybody (clinical D1, C12); nor is anybody praised for what may as well have been a fault. */
function spokenOf({ score, execution }: Pick<Repetition, 'score' | 'execution'>, prescription: Prescription): { codes: FeedbackCode[]; withoutPraise: boolean } {
  const { exercise, referenceStanding } = prescription;
  const byLimits = (referenceStanding?.stale ?? null) !== null || (isUnknown(score) && !isWatched(score, prescription));
  return { codes: byLimits ? score.codes.filter((each) => standsWithoutReference(each, exercise)) : score.codes, withoutPraise: byLimits || isDoubtful(execution) };
}

/** Nothing of this patient is approved yet: what is a danger for everybody is one for them too. */
function isUnknown(score: FormScore): boolean {
  return score.verdict === 'cannot-judge' && score.reason === 'no-reference';
}

/** Likelier one of the faults than as this patient has shown it. What others do is no measure of it. */
function isDoubtful(execution: Repetition['execution']): boolean {
  return execution !== null && execution.basis !== 'population' && execution.type !== 'correct';
}

const withLimits: readonly ScoringClass[] = ['balance', 'gait', 'head-movement', 'posture', 'aerobic'];

/** Standing, walking, head turns and sitting have no score yet, but limits of their own: their faults are told all the same. */
function isWatched(score: FormScore, { exercise }: Prescription): boolean {
  return withLimits.includes(exercise.scoring) && score.verdict === 'cannot-judge' && score.reason !== 'signal-gap';
}

/** Who tires may be slow: then it is fatigue, not a fault (clinical D5). */
function withoutSlowness(score: FormScore): FormScore {
  return { ...score, codes: score.codes.filter(({ code }) => code !== 'TOO_SLOW') };
}

function count(state: CoachState, score: Exclude<FormScore, { verdict: 'cannot-judge' }>): void {
  state.judged++;
  if (score.band === 'poor') state.poor++;
  const clear = new Set(score.codes.filter(({ severity }) => severity === 'clear').map(({ code }) => code));
  for (const code of clear) state.faults[code] = (state.faults[code] ?? 0) + 1;
}

function commonFaults({ faults }: CoachState): Standing['session']['faults'] {
  return (Object.entries(faults) as [FormCode, number][])
    .map(([code, repetitions]) => ({ code, repetitions }))
    .sort((a, b) => b.repetitions - a.repetitions || (a.code < b.code ? -1 : 1))
    .slice(0, shownFaults);
}
