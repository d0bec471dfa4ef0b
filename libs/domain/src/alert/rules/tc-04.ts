import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';

const aheadMs = 2000;
const behindMs = 500;
const dwellMs = 5000;

/**
 * A device's clock runs away from ours: what it says was measured in the future, or its packets age without having waited. Scoring goes by its clock all the
 * same. Ahead it is told from two seconds on only: the session's zero holds what its first request took on the way, and quicker packets then seem to come early.
 */
export const tc04: AlertRule<null, DwellState> = {
  id: 'TC-04',
  source: 'clinical E2 [P]',
  why: 'A clock that is half a second off puts heart rate and movement together wrongly (proposed).',
  start: () => ({ stream: null, watch: startDwell() }),
  watch: (state, { tMs, clockSkewMs, lagMs }, _context, out) => {
    if (clockSkewMs === null) return;
    const above = clockSkewMs < -aheadMs || (clockSkewMs > behindMs && lagMs < behindMs);
    const change = dwell(state, { tMs, above, below: !above, dwellMs, exitMs: dwellMs });
    if (change !== null) out.push({ ruleId: 'TC-04', kind: 'technical', change, priority: 'low', subject: 'clock', tMs, value: Math.abs(clockSkewMs) / 1000, limit: behindMs / 1000, unit: 's', cause: null });
  },
};
