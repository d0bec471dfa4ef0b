import type { AlertRule } from '../rule.js';

const fewestSessions = 3;

/** The heart rate falls little in the minute after work: a note on a trend, and low when the last three sessions all had it. */
export const hr05: AlertRule<{ told: boolean }, null> = {
  id: 'HR-05',
  source: 'clinical E2, B9 [V:cole99]',
  why: 'A heart that falls by 12 bpm or less in the first minute after work was found with higher mortality (Cole et al. 1999). One session says little, so it is a note until the third in a row.',
  start: () => ({ stream: { told: false }, watch: null }),
  step: (state, event, { prescription, isActive }, out) => {
    if (event.kind !== 'recovery' || state.told || !event.recovery.ok || isActive('TC-01')) return;
    const { isAbnormal, notInterpretable, dropBpm } = event.recovery.value;
    if (!isAbnormal || notInterpretable.length > 0) return;
    state.told = true;
    const priority = (prescription.earlier?.abnormalRecoveries ?? 0) + 1 >= fewestSessions ? 'low' : 'info';
    out.push({ ruleId: 'HR-05', kind: 'clinical', change: 'raised', priority, subject: 'recovery', tMs: event.tMs, value: dropBpm, limit: 12, unit: 'bpm', cause: event.cause });
  },
};
