import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';
import type { DayPain } from './history.js';

/** A stretch of days that hurt more than the two weeks before it (clinical F7 [P], on the important change of Farrar 2001). */
export interface FlareUp {
  /** Median of the days before; pain 0 to 10. */
  baseline: number;
  onset: DayPain;
  /** The day on which it was over; null: it goes on. */
  end: DayPain | null;
  peak: number;
}

/** Days before today that make the baseline, and how many of them must be known. */
const baselineFrom = 15;
const baselineTo = 2;
const fewestDays = 7;
const rise = 2;
const severe = 8;
const severeRise = 3;
const calmRise = 1;

/** Onset: two days in a row 2 above the baseline, or one of 8 or more and 3 above it. End: two days in a row at most 1 above. */
export function flareUps(days: readonly DayPain[]): Result<FlareUp[]> {
  const found: FlareUp[] = [];
  let isKnown = false;
  for (const today of days) {
    const open = found.at(-1);
    if (open !== undefined && open.end === null) {
      follow(open, today, days);
      isKnown = true;
      continue;
    }
    const baseline = baselineOf(days, today.day);
    isKnown = baseline !== null;
    if (baseline !== null && isOnset(days, today, baseline)) found.push({ baseline, onset: today, end: null, peak: today.pain });
  }
  return isKnown || found.length > 0 ? { ok: true, value: found, flags: [] } : { ok: false, reason: 'INSUFFICIENT_DATA', detail: `fewer than ${fewestDays} of the two weeks before are known` };
}

function follow(open: FlareUp, today: DayPain, days: readonly DayPain[]): void {
  open.peak = Math.max(open.peak, today.pain);
  const isCalm = (pain: number): boolean => pain <= open.baseline + calmRise;
  const yesterday = dayBefore(days, today);
  if (isCalm(today.pain) && yesterday !== undefined && yesterday.day > open.onset.day && isCalm(yesterday.pain)) open.end = today;
}

function isOnset(days: readonly DayPain[], today: DayPain, baseline: number): boolean {
  if (today.pain >= severe && today.pain >= baseline + severeRise) return true;
  const yesterday = dayBefore(days, today);
  return today.pain >= baseline + rise && yesterday !== undefined && yesterday.pain >= baseline + rise;
}

function dayBefore(days: readonly DayPain[], { day }: DayPain): DayPain | undefined {
  return days.find((each) => each.day === day - 1);
}

function baselineOf(days: readonly DayPain[], day: number): number | null {
  const before = days.filter((each) => each.day >= day - baselineFrom && each.day <= day - baselineTo).map(({ pain }) => pain);
  return before.length < fewestDays ? null : median(before);
}
