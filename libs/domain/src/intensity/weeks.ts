import { hasLoadRisen, sessionLoad, weeklyLoad, type WeeklyLoad } from './effort.js';
import { weeklyDose, type WeeklyDose } from './weekly-dose.js';

/** One finished session, as far as the weeks need it. */
export interface SessionOfWeek {
  /** Epoch ms. */
  startedAtMs: number;
  durationMin: number;
  /** Whether it is one whose heart rate is the goal: others have no dose. */
  isAerobic: boolean;
  /** Of the work, min; null: not known. */
  doseMin: number | null;
  /** Work of which the dose is not known, min. */
  unmeasuredMin: number;
  /** As it was said after the session; null: nobody asked, or nobody answered. */
  rpe: number | null;
}

export interface Week {
  /** Monday 0:00 UTC, epoch ms. */
  startMs: number;
  /** Summed up, of whatever exercise. */
  sessions: number;
  dose: WeeklyDose;
  /** Monotony and strain are null as well while the week goes on, and where a session of it was not rated. */
  load: WeeklyLoad;
  /** Sessions without a rating: the load is at least this. */
  unrated: number;
  /** Load above 1.3 times the mean of the four weeks before (HR-11); null: too little is known. Weeks before the first known session are not known. */
  hasRisen: boolean | null;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** A week is compared with so many before it. */
const weeksCompared = 4;
/** 1970-01-01 was a Thursday. */
const firstMondayMs = 4 * dayMs;

/** The last `count` weeks up to now, oldest first. */
export function intensityWeeks(sessions: readonly SessionOfWeek[], { nowMs, count }: { nowMs: number; count: number }): Week[] {
  const thisMonday = mondayOf(nowMs);
  const weeks: Week[] = [];
  for (let startMs = thisMonday - (count - 1) * weekMs; startMs <= thisMonday; startMs += weekMs) {
    const inWeek = sessions.filter(({ startedAtMs }) => startedAtMs >= startMs && startedAtMs < startMs + weekMs);
    weeks.push({ ...weekOf(startMs, inWeek, startMs === thisMonday), hasRisen: null });
  }
  const firstMs = sessions.reduce((earliest, { startedAtMs }) => Math.min(earliest, startedAtMs), Infinity);
  const known = weeks.findIndex(({ startMs }) => startMs + weekMs > firstMs);
  return weeks.map((week, i) => ({ ...week, hasRisen: known === -1 || i < known + weeksCompared ? null : risenAt(weeks, i) }));
}

/** Monday 0:00 UTC after that time, epoch ms. */
export function mondayAfter(atMs: number): number {
  return mondayOf(atMs) + weekMs;
}

function mondayOf(atMs: number): number {
  return Math.floor((atMs - firstMondayMs) / weekMs) * weekMs + firstMondayMs;
}

function weekOf(startMs: number, sessions: readonly SessionOfWeek[], goesOn: boolean): Omit<Week, 'hasRisen'> {
  const daily = new Array<number>(7).fill(0);
  let unrated = 0;
  for (const { startedAtMs, rpe, durationMin } of sessions) {
    const load = sessionLoad(rpe, durationMin);
    if (load.ok) daily[Math.floor((startedAtMs - startMs) / dayMs)] += load.value;
    else unrated++;
  }
  const aerobic = sessions.filter(({ isAerobic }) => isAerobic).map(({ startedAtMs, doseMin, unmeasuredMin }) => ({ atMs: startedAtMs, doseMin, unmeasuredMin }));
  const load = weeklyLoad(daily);
  // Days that are to come, and sessions that nobody rated, are no days of rest.
  const isWhole = !goesOn && unrated === 0;
  return { startMs, sessions: sessions.length, dose: weeklyDose(aerobic), load: isWhole ? load : { load: load.load, monotony: null, strain: null }, unrated };
}

/** A week with sessions that nobody rated is no week to compare with; of itself it is known only that its load is no less. */
function risenAt(weeks: readonly Week[], i: number): boolean | null {
  const before = weeks.slice(Math.max(0, i - weeksCompared), i);
  if (before.some(({ unrated }) => unrated > 0)) return null;
  const hasRisen = hasLoadRisen(weeks[i].load.load, before.map(({ load }) => load.load));
  return hasRisen === false && weeks[i].unrated > 0 ? null : hasRisen;
}
