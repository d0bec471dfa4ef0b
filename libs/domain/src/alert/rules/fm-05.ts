import type { Priority } from '../finding.js';
import type { AlertRule } from '../rule.js';

interface BouncingState {
  /** How often it has begun, each time with a word to the patient. */
  times: number;
  /** Last heard of, session time ms; null: it is still. */
  sinceMs: number | null;
  /** What is open; null: nothing. */
  active: Priority | null;
}

const stillMs = 10_000;
const cues = 2;

/** Bouncing in a stretch: first the patient hears of it while it happens, and when two words did not help the therapist does. */
export const fm05: AlertRule<BouncingState, null> = {
  id: 'FM-05',
  source: 'clinical E2, C11 [P]',
  why: 'Bouncing works against a stretch. The patient hears of it first; when two words did not help, you do (proposed).',
  instruction: { act: 'adjust', from: 'info', words: 'Ease in and stay still.' },
  workOnly: true,
  start: () => ({ stream: { times: 0, sinceMs: null, active: null }, watch: null }),
  step: (state, event, { prescription }, out) => {
    if (event.kind !== 'bouncing' && event.kind !== 'motion-good') return;
    const { exercise, side } = prescription;
    const finding = { ruleId: 'FM-05', kind: 'clinical', subject: `${exercise.id}/${side}`, tMs: event.tMs, value: null, limit: null, unit: '', cause: event.cause } as const;
    if (event.kind === 'bouncing') {
      if (state.sinceMs === null) state.times++;
      state.sinceMs = event.tMs;
      if (state.active !== null) return;
      state.active = state.times > cues ? 'low' : 'info';
      out.push({ ...finding, change: 'raised', priority: state.active });
      return;
    }
    if (state.sinceMs === null || event.tMs - state.sinceMs < stillMs) return;
    state.sinceMs = null;
    if (state.active === null) return;
    out.push({ ...finding, change: 'cleared', priority: state.active });
    state.active = null;
  },
};
