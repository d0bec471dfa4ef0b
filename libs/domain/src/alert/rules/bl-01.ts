import type { AlertRule } from '../rule.js';

interface StepOutState {
  /** Of the last minute, session time ms. */
  timesMs: number[];
  active: boolean;
}

const windowMs = 60_000;
const needed = 3;

/** The patient had to save themself three times within a minute. Over after a minute without. */
export const bl01: AlertRule<StepOutState, null> = {
  id: 'BL-01',
  source: 'clinical E2, C14 [P]',
  why: 'Who has to save themself three times within a minute stands at the edge of what they can do (proposed).',
  start: () => ({ stream: { timesMs: [], active: false }, watch: null }),
  step: (state, event, { prescription }, out) => {
    const isStepOut = event.kind === 'step-out';
    if (!isStepOut && event.kind !== 'motion-good' && event.kind !== 'phase') return;
    state.timesMs = event.kind === 'phase' ? [] : state.timesMs.filter((tMs) => event.tMs - tMs < windowMs);
    if (isStepOut) state.timesMs.push(event.tMs);
    const { exercise, side } = prescription;
    const finding = { ruleId: 'BL-01', kind: 'clinical', priority: 'low', subject: `${exercise.id}/${side}`, tMs: event.tMs, limit: needed, unit: 'in 60 s', cause: event.cause } as const;
    if (!state.active && state.timesMs.length >= needed) {
      state.active = true;
      out.push({ ...finding, change: 'raised', value: state.timesMs.length });
    } else if (state.active && isStepOut) {
      out.push({ ...finding, change: 'updated', value: state.timesMs.length });
    } else if (state.active && state.timesMs.length === 0) {
      state.active = false;
      out.push({ ...finding, change: 'cleared', value: 0 });
    }
  },
};
