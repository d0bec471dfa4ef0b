/** Of one session, min at or above the zone's lower edge and not over the ceiling; null: it has no heart rate to tell by. */
export interface SessionDose {
  atMs: number;
  doseMin: number | null;
}

export interface WeeklyDose {
  /** Sessions of enough minutes. */
  sessions: number;
  minutes: number;
  isMet: boolean;
  /** More than five: for the therapist to know, no warning. */
  isMoreThanAdvised: boolean;
  /** Sessions of which nobody knows: they count as none, and are said. */
  unmeasured: number;
}

/** Three to five times a week, 20 min at least (articles of the programme; clinical B7). */
const leastMin = 20;
const leastSessions = 3;
const mostSessions = 5;

/** The aerobic dose of one week. */
export function weeklyDose(sessions: readonly SessionDose[]): WeeklyDose {
  const measured = sessions.flatMap(({ doseMin }) => doseMin ?? []);
  const enough = measured.filter((min) => min >= leastMin).length;
  return {
    sessions: enough,
    minutes: measured.reduce((sum, min) => sum + min, 0),
    isMet: enough >= leastSessions,
    isMoreThanAdvised: enough > mostSessions,
    unmeasured: sessions.length - measured.length,
  };
}
