import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';

interface LagState {
  dwell: DwellState;
  medium: boolean;
}

const lowMs = 5000;
const mediumMs = 15_000;
const clearMs = 3000;
const dwellMs = 10_000;

/** What is shown is old: packets wait longer than they should before they are analysed. */
export const tc05: AlertRule<null, LagState> = {
  id: 'TC-05',
  source: 'clinical E2',
  why: 'What you see is more than 5 s old: too late to say a word about a repetition. From 15 s on it is not live.',
  start: () => ({ stream: null, watch: { dwell: startDwell(), medium: false } }),
  watch: (state, { tMs, lagMs }, _context, out) => {
    const change = dwell(state.dwell, { tMs, above: lagMs > lowMs, below: lagMs < clearMs, dwellMs, exitMs: 0 });
    const risen = state.dwell.active && !state.medium && lagMs > mediumMs;
    if (change === null && !risen) return;
    state.medium = change === 'cleared' ? false : state.medium || risen;
    out.push({
      ruleId: 'TC-05', kind: 'technical', change: change ?? 'updated', priority: state.medium ? 'medium' : 'low', subject: 'pipeline',
      tMs, value: lagMs / 1000, limit: lowMs / 1000, unit: 's', cause: null,
    });
  },
};
