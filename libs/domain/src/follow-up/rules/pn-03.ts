import type { PatientRule } from '../patient-rule.js';
import { importantRise, painBefore, saidLater, twoHourStateOf } from '../two-hour-rule.js';

const lookBack = 3;
const often = 2;
/** So much is severe whatever it was before. */
const severe = 8;

/** Two hours after a session the pain is 2 or more above that before it; medium when that is so in two of the last three, or it is severe. Over when somebody has reviewed it. */
export const pn03: PatientRule = {
  id: 'PN-03',
  source: 'clinical E2, F2, A-071 [V:farrar][V:ostelo]',
  why: 'Pain may rise with exercise if it is back within two hours; 2 points more are a difference that matters to patients (Farrar 2001, Ostelo 2008).',
  find: (history, nowMs) => history.sessions.flatMap((session, i) => {
    if (twoHourStateOf(history, session, nowMs) !== 'exceeded') return [];
    const said = saidLater(history, session, 'two-hours');
    const before = painBefore(session, history);
    if (said === null || before === null) return [];
    const exceeded = history.sessions.slice(Math.max(0, i + 1 - lookBack), i + 1).filter((each) => twoHourStateOf(history, each, nowMs) === 'exceeded');
    const priority = exceeded.length >= often || said.pain >= severe ? 'medium' : 'low';
    return [{ ruleId: 'PN-03', kind: 'clinical', change: 'raised', priority, subject: 'pain', tMs: said.saidAtMs, value: said.pain, limit: before + importantRise, unit: 'of 10', cause: null }];
  }),
};
