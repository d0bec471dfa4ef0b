import type { Priority } from '../finding.js';
import type { AlertRule } from '../rule.js';

interface LinkState {
  priority: Priority | null;
  goodSinceMs: number | null;
}

const lowMs = 5000;
const mediumMs = 30_000;
const goodMs = 5000;

/** Nothing comes from the patient's home any more. While something grave is open it is grave itself: lost contact during HIGH. */
export const tc06: AlertRule<null, LinkState> = {
  id: 'TC-06',
  source: 'clinical E2 [P]',
  why: 'For 5 s nothing has come from the patient at all, not even that a sensor is missing (proposed). While something grave is open, that is grave itself.',
  start: () => ({ stream: null, watch: { priority: null, goodSinceMs: null } }),
  watch: (state, { tMs, linkSilentMs, isMeasured }, { isHighOpen }, out) => {
    if (linkSilentMs === null) return;
    const finding = { ruleId: 'TC-06', kind: 'technical', subject: 'link', tMs, value: linkSilentMs / 1000, limit: lowMs / 1000, unit: 's', cause: null } as const;
    // Who says to be done has been heard: what was silent before is over, too.
    if (linkSilentMs >= lowMs && !isMeasured) {
      state.goodSinceMs = null;
      const priority = isHighOpen ? 'high' : linkSilentMs >= mediumMs ? 'medium' : 'low';
      if (state.priority === 'high' || state.priority === priority || (state.priority === 'medium' && priority === 'low')) return;
      out.push({ ...finding, change: state.priority === null ? 'raised' : 'updated', priority });
      state.priority = priority;
      return;
    }
    if (state.priority === null) return;
    state.goodSinceMs ??= tMs;
    if (tMs - state.goodSinceMs < goodMs) return;
    out.push({ ...finding, change: 'cleared', priority: state.priority });
    Object.assign(state, { priority: null, goodSinceMs: null });
  },
};
