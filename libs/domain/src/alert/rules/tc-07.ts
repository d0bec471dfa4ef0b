import type { AlertRule } from '../rule.js';

const unwatchedMs = 20_000;

/** A session that a therapist is to watch, and no console of the care team is connected: the others of the team must know. */
export const tc07: AlertRule<null, { active: boolean }> = {
  id: 'TC-07',
  source: 'clinical E2 [P]',
  why: 'This plan is to be watched. 20 s are left to open a console or to change pages (proposed).',
  instruction: { act: 'stop', from: 'high', words: 'Pause for a moment: nobody is watching with you now.' },
  start: () => ({ stream: null, watch: { active: false } }),
  watch: (state, { tMs, unwatchedMs: value }, { prescription }, out) => {
    if (prescription.supervised !== true || value === null) return;
    const isUnwatched = value >= unwatchedMs;
    if (isUnwatched === state.active || (!isUnwatched && value > 0)) return;
    state.active = isUnwatched;
    const change = isUnwatched ? 'raised' : 'cleared';
    out.push({ ruleId: 'TC-07', kind: 'technical', change, priority: 'high', subject: 'console', tMs, value: value / 1000, limit: unwatchedMs / 1000, unit: 's', cause: null });
  },
};
