import { median } from '../signal/statistics.js';
import type { FollowUpMoment, PatientHistory, SessionPain } from './history.js';

/**
 * Pain two hours after a session against the pain before it (clinical F2, A-071): `unknown` counts as not safe. `safe-early`: an hour
 * after it was no more than before, and nobody need ask again.
 */
export type TwoHourState = 'waiting' | 'safe-early' | 'safe' | 'borderline' | 'exceeded' | 'unknown';

/** A change of pain that matters to people (Farrar 2001; Ostelo 2008). */
export const importantRise = 2;
/** The answer is waited for so long after the end; an answer of an hour at least is one [P]. */
export const answerWithinMs = 150 * 60_000;
const earliestAnswerMs = 60 * 60_000;
const baselineDays = 7;
const dayMs = 86_400_000;

export interface TwoHourAnswers {
  /** null: not known. */
  before: number | null;
  oneHour: number | null;
  twoHours: number | null;
  sinceEndMs: number;
}

export function twoHourRule({ before, oneHour, twoHours, sinceEndMs }: TwoHourAnswers): TwoHourState {
  if (before === null) return 'unknown';
  if (twoHours !== null) return twoHours <= before ? 'safe' : twoHours - before >= importantRise ? 'exceeded' : 'borderline';
  if (oneHour !== null && oneHour <= before) return 'safe-early';
  return sinceEndMs < answerWithinMs ? 'waiting' : 'unknown';
}

/** As it was said before the session; else the median of the last seven days of the diary; null: neither. */
export function painBefore({ before, startedAtMs }: SessionPain, { days }: PatientHistory): number | null {
  if (before !== null) return before;
  const today = Math.floor(startedAtMs / dayMs);
  const known = days.filter(({ day }) => day < today && day >= today - baselineDays).map(({ pain }) => pain);
  return known.length === 0 ? null : median(known);
}

/** What was said at that moment, the newest; what is said before another session within the time is an answer for the one before. */
export function saidLater(history: PatientHistory, session: SessionPain, moment: FollowUpMoment): { pain: number; saidAtMs: number } | null {
  const said = session.later.findLast((each) => each.moment === moment);
  if (said !== undefined || moment !== 'two-hours') return said ?? null;
  const next = history.sessions.find(({ startedAtMs }) => startedAtMs >= session.endedAtMs);
  if (next === undefined || next.before === null) return null;
  const sinceEndMs = next.startedAtMs - session.endedAtMs;
  return sinceEndMs >= earliestAnswerMs && sinceEndMs <= answerWithinMs ? { pain: next.before, saidAtMs: next.startedAtMs } : null;
}

/** Of one session of the history, at that time. */
export function twoHourStateOf(history: PatientHistory, session: SessionPain, nowMs: number): TwoHourState {
  return twoHourRule({
    before: painBefore(session, history), oneHour: saidLater(history, session, 'one-hour')?.pain ?? null, twoHours: saidLater(history, session, 'two-hours')?.pain ?? null,
    sinceEndMs: nowMs - session.endedAtMs,
  });
}
