import { z } from 'zod';
import { measured } from './intensity.js';

const Side = z.enum(['left', 'right']);

/** Which way the values of sessions go; `from` and `to` are the ends of the line through them. */
const Trend = z
  .discriminatedUnion('told', [
    z.object({ told: z.enum(['rises', 'falls', 'none']), sessions: z.int(), from: z.number(), to: z.number() }),
    z.object({ told: z.literal('cannot-tell'), sessions: z.int() }),
  ])
  .meta({ id: 'Trend' });
export type Trend = z.infer<typeof Trend>;

const SessionValue = z
  .object({
    sessionId: z.uuid(),
    startedAt: z.iso.datetime(),
    /** null: not measured, a gap. */
    value: z.number().nullable(),
    /** Shown, but not compared with the others, and why; null: compared. */
    leftOut: z.enum(['stale-reference', 'other-reference', 'other-scorer', 'not-interpretable']).nullable(),
  })
  .meta({ id: 'SessionValue' });
export type SessionValue = z.infer<typeof SessionValue>;

/** Oldest first. */
const TrendLine = z.object({ values: z.array(SessionValue), trend: Trend });

const MeasureTrend = TrendLine.extend({
  /** Median range of a session, deg; score of the session, 0 to 100; median length of a repetition, s. */
  measure: z.enum(['range', 'score', 'tempo']),
  /** Where the sides take turns. */
  side: Side.nullable(),
}).meta({ id: 'MeasureTrend' });
export type MeasureTrend = z.infer<typeof MeasureTrend>;

const ExerciseTrends = z
  .object({
    exerciseId: z.string(),
    exerciseName: z.string(),
    side: z.enum(['left', 'right', 'both']),
    /** The newest session's first. */
    scorerVersions: z.array(z.string()),
    measures: z.array(MeasureTrend),
  })
  .meta({ id: 'ExerciseTrends' });
export type ExerciseTrends = z.infer<typeof ExerciseTrends>;

/** How a patient's finished sessions of the last twelve weeks go. */
export const PatientTrends = z
  .object({
    /** Whether all of it was measured live, or some is simulated or replayed. */
    sources: z.array(z.enum(['live', 'simulated', 'replayed'])),
    /** The exercise done last comes first. */
    exercises: z.array(ExerciseTrends),
    /** At rest, ms; `usual`: in the seven days before the newest. */
    rmssd: TrendLine.extend({
      usual: measured(z.object({ typical: z.number(), low: z.number(), high: z.number(), values: z.int() })),
      newest: z.enum(['below', 'within', 'above']).nullable(),
    }),
    /** Fall of the heart rate in the minute after work, bpm. */
    recovery: TrendLine,
  })
  .meta({ id: 'PatientTrends' });
export type PatientTrends = z.infer<typeof PatientTrends>;
