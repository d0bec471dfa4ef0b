import { intensityWeeks, mondayAfter } from '../../intensity/weeks.js';
import type { PatientHistory } from '../history.js';
import type { PatientFinding, PatientRule } from '../patient-rule.js';

/** The four weeks that a week is compared with, that week, and the one that goes on. */
const weeksNeeded = 6;

/** The load of a week, as effort was rated, is above 1.3 times the mean of the four before: a note when the week is over. It predicts no injury [G]. */
export const hr11: PatientRule = {
  id: 'HR-11',
  source: 'clinical E2, B13 [G]',
  why: '1.3 times the mean of the four weeks before is a large step (general practice, not verified). It is a note: it predicts no injury.',
  find: ({ load }, nowMs) => (load.length === 0 ? [] : intensityWeeks(load, { nowMs, count: weeksNeeded })).flatMap(({ startMs, hasRisen, load: { load: value } }): PatientFinding[] => {
    const tMs = mondayAfter(startMs);
    if (tMs > nowMs || hasRisen === null) return [];
    return [{ ruleId: 'HR-11', kind: 'clinical', change: hasRisen ? 'raised' : 'cleared', priority: 'info', subject: 'week-load', tMs, value, limit: null, unit: 'RPE min', cause: null }];
  }),
  nextMs: ({ load }, nowMs) => nextEndOfWeek(load, nowMs),
};

/** null: nothing was done since the last one ended. */
function nextEndOfWeek(load: PatientHistory['load'], nowMs: number): number | null {
  const endMs = mondayAfter(nowMs);
  return load.some(({ startedAtMs }) => mondayAfter(startedAtMs) === endMs) ? endMs : null;
}
