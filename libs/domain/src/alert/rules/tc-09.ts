import { notInSyncMs, syncPoorMs } from '../../session/clocks.js';
import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';

const dwellMs = 5000;

/**
 * The two sensors of a joint are of two devices whose clocks are apart (SYNC_POOR): its angle is less exact, and beyond 100 ms form is not judged.
 * What is not known raises nothing.
 */
export const tc09: AlertRule<{ dwell: DwellState; isMedium: boolean }, null> = {
  id: 'TC-09',
  source: 'clinical C1 (SYNC_POOR) [P]',
  why: 'Clocks that are a tenth of a second apart put the two halves of a joint together wrongly; a little less makes its angle less exact (proposed).',
  start: () => ({ stream: { dwell: startDwell(), isMedium: false }, watch: null }),
  step: (state, event, _context, out) => {
    if (event.kind !== 'clocks-apart') return;
    const { tMs, apartMs: value, cause } = event;
    const raisedOrCleared = dwell(state.dwell, { tMs, above: value > syncPoorMs, below: value <= syncPoorMs, dwellMs, exitMs: dwellMs });
    const isWorse = state.dwell.active && !state.isMedium && value > notInSyncMs;
    const change = raisedOrCleared ?? (isWorse ? 'updated' : null);
    if (isWorse) state.isMedium = true;
    if (change === null) return;
    const priority = state.isMedium ? 'medium' : 'low';
    if (change === 'cleared') state.isMedium = false;
    out.push({ ruleId: 'TC-09', kind: 'technical', change, priority, subject: 'joint-clocks', tMs, value, limit: syncPoorMs, unit: 'ms', cause });
  },
};
