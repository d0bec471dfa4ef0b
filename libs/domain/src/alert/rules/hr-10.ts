import type { AlertRule } from '../rule.js';

interface EffortState {
  lastRpe: number | null;
  priority: 'low' | 'medium' | null;
}

/** Very hard once, or hard twice in a row (Borg CR10; Foster 2001). */
const veryHard = 7;
const hard = 5;

/** It is too hard, as the patient says it. Every plan of the catalogue is a moderate one. */
export const hr10: AlertRule<null, EffortState> = {
  id: 'HR-10',
  source: 'clinical E2, B13 [V:foster]',
  why: '7 of 10 is very hard, and 5 is hard (Borg CR10, Foster 2001): a moderate plan is not meant to feel so.',
  start: () => ({ stream: null, watch: { lastRpe: null, priority: null } }),
  hear: (state, { tMs, report }, _context, out) => {
    if (report.report !== 'effort') return;
    const { rpe } = report;
    // Less hard than before is not over while it is very hard still.
    const isLower = state.lastRpe !== null && rpe < state.lastRpe && rpe < veryHard;
    const priority = rpe >= veryHard ? 'medium' : rpe >= hard && state.lastRpe !== null && state.lastRpe >= hard ? 'low' : null;
    state.lastRpe = rpe;
    const finding = { ruleId: 'HR-10', kind: 'clinical', subject: 'effort', tMs, value: rpe, limit: priority === 'low' ? hard : veryHard, unit: 'of 10', cause: null } as const;
    if (state.priority !== null && isLower) {
      out.push({ ...finding, change: 'cleared', priority: state.priority });
      state.priority = null;
    } else if (priority !== null) {
      out.push({ ...finding, change: state.priority === null ? 'raised' : 'updated', priority });
      state.priority = priority;
    }
  },
};
