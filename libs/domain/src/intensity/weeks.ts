import { hasLoadRisen, sessionLoad, weeklyLoad, type WeeklyLoad } from './effort.js';
import { weeklyDose, type WeeklyDose } from './weekly-dose.js';

/** One finished session, as far as the weeks need it. */
export interface SessionOfWeek {
  /** Epoch ms. */
  startedAtMs: number;
  durationMin: number;
  /** Whether it is one whose heart rate is the goal: others have no dose. */
  isAerobic: boolean;
  /** Of the work, min; null: not measured. */
  doseMin: number | null;
  /** As it was said after the session; null: nobody asked, or nobody answered. */
  rpe: number | null;
}

export interface Week {
  /** Monday 0:00 UTC, epoch ms. */
  startMs: number;
  /** Summed up, of whatever exercise. */
  sessions: number;
  dose: WeeklyDose;
  load: WeeklyLoad;
  /** Sessions without a rating: the load is at least this. */
  unrated: number;
  /** Load above 1.3 times the mean of the four weeks before (HR-11); null: too little is known. */
  hasRisen: boolean | null;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 1970-01-01 was a Thursday. */
const firstMondayMs = 4 * dayMs;

/** The last `count` weeks up to now, oldest first. */
export function intensityWeeks(sessions: readonly SessionOfWeek[], { nowMs, count }: { nowMs: number; count: number }): Week[] {
  const thisMonday = mondayOf(nowMs);
  const weeks: Week[] = [];
  for (let startMs = thisMonday - (count - 1) * weekMs; startMs <= thisMonday; startMs += weekMs) {
    const inWeek = sessions.filter(({ startedAtMs }) => startedAtMs >= startMs && startedAtMs < startMs + weekMs);
    weeks.push({ ...weekOf(startMs, inWeek), hasRisen: null });
  }
  return weeks.map((week, i) => ({ ...week, hasRisen: risenAt(weeks, i) }));
}

/** Monday 0:00 UTC after that time, epoch ms. */
export function mondayAfter(atMs: number): number {
  return mondayOf(atMs) + weekMs;
}

function mondayOf(atMs: number): number {
  return Math.floor((atMs - firstMondayMs) / weekMs) * weekMs + firstMondayMs;
}

function weekOf(startMs: number, sessions: readonly SessionOfWeek[]): Omit<Week, 'hasRisen'> {
  const daily = new Array<number>(7).fill(0);
  let unrated = 0;
  for (const { startedAtMs, rpe, durationMin } of sessions) {
    const load = sessionLoad(rpe, durationMin);
    if (load.ok) daily[Math.floor((startedAtMs - startMs) / dayMs)] += load.value;
    else unrated++;
  }
  const aerobic = sessions.filter(({ isAerobic }) => isAerobic).map(({ startedAtMs, doseMin }) => ({ atMs: startedAtMs, doseMin }));
  return { startMs, sessions: sessions.length, dose: weeklyDose(aerobic), load: weeklyLoad(daily), unrated };
}

/** A week with sessions that nobody rated is no week to compare with. */
function risenAt(weeks: readonly Week[], i: number): boolean | null {
  const before = weeks.slice(Math.max(0, i - 4), i);
  if (before.some(({ unrated }) => unrated > 0)) return null;
  return hasLoadRisen(weeks[i].load.load, before.map(({ load }) => load.load));
}
