/** Of one session: what it did for the aerobic dose, as far as it was measured. */
export interface SessionDose {
  atMs: number;
  /** At or above the zone's lower edge and not over the ceiling, min; null: nothing was measured, or nobody knows the zone. */
  doseMin: number | null;
  /** Work without a heart rate, or without a zone that is known, min: it may have been dose, or not. */
  unmeasuredMin: number;
}

export interface WeeklyDose {
  /** Sessions of enough minutes, as measured. */
  sessions: number;
  /** At least: what was not measured is not in it. */
  minutes: number;
  /** null: not known, since sessions that were not measured may have met it. */
  isMet: boolean | null;
  /** More than five: for the therapist to know, no warning. */
  isMoreThanAdvised: boolean;
  /** Sessions of which nobody knows whether they were enough: they count as none, and are said. */
  unmeasured: number;
}

/** Three to five times a week, 20 min at least (articles of the programme; clinical B7). */
const leastMin = 20;
const leastSessions = 3;
const mostSessions = 5;

/** The aerobic dose of one week. */
export function weeklyDose(sessions: readonly SessionDose[]): WeeklyDose {
  const enough = sessions.filter(({ doseMin }) => doseMin !== null && doseMin >= leastMin).length;
  const atMost = sessions.filter(({ doseMin, unmeasuredMin }) => (doseMin ?? 0) + unmeasuredMin >= leastMin).length;
  return {
    sessions: enough,
    minutes: sessions.reduce((sum, { doseMin }) => sum + (doseMin ?? 0), 0),
    isMet: enough >= leastSessions ? true : atMost >= leastSessions ? null : false,
    isMoreThanAdvised: enough > mostSessions,
    unmeasured: atMost - enough,
  };
}
