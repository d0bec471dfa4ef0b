import type { Side } from '../prescription/exercise.js';
import { trend, type Trend } from '../signal/trend.js';
import { median } from '../signal/statistics.js';

/** A finished session as a trend takes it. */
export interface TrendSession {
  sessionId: string;
  startedAtMs: number;
  exerciseId: string;
  exerciseName: string;
  /** As prescribed. */
  side: Side | 'both';
  /** Whose signal could be trusted, judged or not; `side` where the sides take turns. */
  repetitions: { side: Side | null; rangeDeg: number | null; durationS: number | null }[];
  /** Of the session; null: it could not be judged. */
  score: number | null;
  scorerVersion: string | null;
  /** The same where the scores were given against the same reference; null: there was none. */
  referenceKey: string | null;
  isReferenceStale: boolean;
}

/** `value` null: a gap. `leftOut`: shown, but not compared with the others. */
export interface SessionValue {
  sessionId: string;
  startedAtMs: number;
  value: number | null;
  leftOut: LeftOut | null;
}

export type LeftOut = 'stale-reference' | 'other-reference' | 'other-scorer' | 'not-interpretable';

export interface MeasureTrend {
  measure: 'range' | 'score' | 'tempo';
  /** Where the sides take turns. */
  side: Side | null;
  /** Oldest first. */
  values: SessionValue[];
  trend: Trend;
}

export interface ExerciseTrends {
  exerciseId: string;
  exerciseName: string;
  side: Side | 'both';
  /** Which versions of the scorer measured them, the newest session's first. */
  scorerVersions: string[];
  measures: MeasureTrend[];
}

/** Fewer are no median (as in C13). */
const leastRepetitions = 3;
/** Of a range of motion by an inertial sensor (clinical C4), deg. */
const measurementErrorDeg = 5;

/** Clinical D6: for each exercise and side, how range, score and tempo go from session to session. Sessions come oldest first; the exercise done last comes first. */
export function exerciseTrends(sessions: readonly TrendSession[]): ExerciseTrends[] {
  const groups = new Map<string, TrendSession[]>();
  for (const session of [...sessions].reverse()) {
    const key = `${session.exerciseId}/${session.side}`;
    groups.set(key, [session, ...(groups.get(key) ?? [])]);
  }
  return [...groups.values()].map(trendsOf);
}

function trendsOf(sessions: TrendSession[]): ExerciseTrends {
  const { exerciseId, exerciseName, side } = sessions[sessions.length - 1];
  const versions = sessions.map(({ scorerVersion }) => scorerVersion).filter((version) => version !== null);
  const sides: (Side | null)[] = sessions.some((session) => session.repetitions.some((each) => each.side !== null)) ? ['left', 'right'] : [null];
  const ranges = sides.map((each) => measureOf('range', each, sessions.map((session) => plain(session, usual(session, each, 'rangeDeg')))));
  const tempo = measureOf('tempo', null, sessions.map((session) => plain(session, usual(session, null, 'durationS'))));
  const measures = [...ranges, measureOf('score', null, scores(sessions)), tempo].filter(({ values }) => values.some(({ value }) => value !== null));
  return { exerciseId, exerciseName, side, scorerVersions: [...new Set(versions.reverse())], measures };
}

function measureOf(measure: MeasureTrend['measure'], side: Side | null, values: SessionValue[]): MeasureTrend {
  return { measure, side, values, trend: trendOfValues(values, measure === 'range' ? measurementErrorDeg : 0) };
}

/** Of what may be compared. `error` of measurement, in the values' unit. */
export function trendOfValues(values: readonly SessionValue[], error = 0): Trend {
  return trend(values.map(({ startedAtMs, value, leftOut }) => ({ tMs: startedAtMs, value: leftOut === null ? value : null })), error);
}

function plain({ sessionId, startedAtMs }: TrendSession, value: number | null): SessionValue {
  return { sessionId, startedAtMs, value, leftOut: null };
}

/** Median of the session's repetitions; null: too few were measured. */
function usual({ repetitions }: TrendSession, side: Side | null, what: 'rangeDeg' | 'durationS'): number | null {
  const values = repetitions.flatMap((each) => (each[what] !== null && each.rangeDeg !== null && (side === null || each.side === side) ? [each[what]] : []));
  return values.length < leastRepetitions ? null : median(values);
}

/** A score is against a reference and by a scorer: only those like the newest can be held against it. */
function scores(sessions: readonly TrendSession[]): SessionValue[] {
  const newest = sessions.findLast(({ score, isReferenceStale }) => score !== null && !isReferenceStale);
  return sessions.map((session) => ({ ...plain(session, session.score), leftOut: session.score === null ? null : leftOut(session, newest) }));
}

function leftOut({ isReferenceStale, scorerVersion, referenceKey }: TrendSession, newest: TrendSession | undefined): LeftOut | null {
  if (isReferenceStale) return 'stale-reference';
  if (newest === undefined) return null;
  if (scorerVersion !== newest.scorerVersion) return 'other-scorer';
  return referenceKey === newest.referenceKey ? null : 'other-reference';
}
