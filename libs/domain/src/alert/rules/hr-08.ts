import type { AlertRule } from '../rule.js';

interface IrregularState {
  /** Since when contact has been good, and how many windows of 60 s since then were bad or clean in a row. */
  sinceMs: number | null;
  windows: number;
  bad: number;
  clean: number;
  active: boolean;
}

const windowMs = 60_000;
const rejectedShare = 0.1;
const needed = 2;

/** Many beats were rejected, two minutes in a row: an irregular signal. Which rhythm it is, nobody here can say. */
export const hr08: AlertRule<IrregularState, null> = {
  id: 'HR-08',
  source: 'clinical E2 [P]',
  why: "One beat of ten that cannot be believed for two minutes is more than a strap does by itself (proposed). It is an irregular signal, and says nothing of the heart's rhythm.",
  start: () => ({ stream: { sinceMs: null, windows: 0, bad: 0, clean: 0, active: false }, watch: null }),
  step: (state, event, { isActive }, out) => {
    if (event.kind !== 'heart-rate') return;
    if (event.contact !== 'ok' || isActive('TC-01')) {
      Object.assign(state, { sinceMs: null, windows: 0, bad: 0, clean: 0 });
      return;
    }
    state.sinceMs ??= event.tMs;
    const windows = Math.floor((event.tMs - state.sinceMs) / windowMs);
    if (windows === state.windows || event.artefactShare === null) return;
    state.windows = windows;
    const isBad = event.artefactShare >= rejectedShare;
    state.bad = isBad ? state.bad + 1 : 0;
    state.clean = isBad ? 0 : state.clean + 1;
    const change = state.active ? (state.clean >= needed ? 'cleared' : null) : state.bad >= needed ? 'raised' : null;
    if (change === null) return;
    state.active = change === 'raised';
    const value = Math.round(100 * event.artefactShare);
    out.push({ ruleId: 'HR-08', kind: 'clinical', change, priority: 'low', subject: 'heart-rate', tMs: event.tMs, value, limit: 100 * rejectedShare, unit: '%', cause: event.cause });
  },
};
