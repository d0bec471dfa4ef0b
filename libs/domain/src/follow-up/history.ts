import type { GateOutcome } from '../intensity/pre-exercise-gate.js';
import type { SessionOfWeek } from '../intensity/weeks.js';

/** When after a session pain was asked for (clinical F1). `next-morning`: from the session to a day after it. */
export type FollowUpMoment = 'after' | 'one-hour' | 'two-hours' | 'next-morning';

/** What is known of a patient beyond one session. All lists oldest first; times epoch ms, pain 0 to 10. */
export interface PatientHistory {
  /** Sessions of exercise that are over. */
  sessions: SessionPain[];
  days: DayPain[];
  load: SessionOfWeek[];
  checks: BeforeExercise[];
}

export interface SessionPain {
  startedAtMs: number;
  endedAtMs: number;
  /** Before exercise; null: nobody asked. */
  before: number | null;
  later: { moment: FollowUpMoment; pain: number; saidAtMs: number }[];
}

/** The average pain of a day, as it was said; each day once. */
export interface DayPain {
  /** Days since 1970-01-01. */
  day: number;
  pain: number;
  saidAtMs: number;
}

/** What the answers before exercise came to. */
export interface BeforeExercise {
  answeredAtMs: number;
  reasons: GateOutcome['reasons'];
}
