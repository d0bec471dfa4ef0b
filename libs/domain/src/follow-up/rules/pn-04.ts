import type { PatientRule } from '../patient-rule.js';
import { importantRise, painBefore, saidLater } from '../two-hour-rule.js';

/** The morning after a session the pain is 2 or more above that before it (pain-monitoring model, Silbernagel 2007). Over when somebody has reviewed it. */
export const pn04: PatientRule = {
  id: 'PN-04',
  source: 'clinical E2, F2 [V:pmm]',
  why: 'Pain that exercise brought should have gone by the next morning (pain-monitoring model, Silbernagel 2007); 2 points more are a difference that matters (Farrar 2001).',
  find: (history) => history.sessions.flatMap((session) => {
    const said = saidLater(history, session, 'next-morning');
    const before = painBefore(session, history);
    if (said === null || before === null || said.pain - before < importantRise) return [];
    return [{ ruleId: 'PN-04', kind: 'clinical', change: 'raised', priority: 'low', subject: 'pain', tMs: said.saidAtMs, value: said.pain, limit: before + importantRise, unit: 'of 10', cause: null }];
  }),
};
