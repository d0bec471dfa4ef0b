import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';

interface BelowState {
  dwell: DwellState;
  working: boolean;
}

const dwellMs = 300_000;

/** Five minutes below the zone in aerobic work: a word to the patient, in the record only. Nobody is sent faster by a zone that is a guess. */
export const hr09: AlertRule<BelowState, null> = {
  id: 'HR-09',
  source: 'clinical E2 [P], B1 HR_ADVISORY_ONLY',
  why: 'Five minutes below the zone do not count towards the aerobic dose (proposed). It is no danger, so that only the patient is told.',
  instruction: { act: 'adjust', from: 'info', words: 'If it feels easy, go a little faster.', asksForMore: true },
  start: () => ({ stream: { dwell: startDwell(), working: true }, watch: null }),
  step: (state, event, { prescription, isActive }, out) => {
    if (event.kind === 'phase') state.working = event.phase === 'work';
    if (event.kind !== 'heart-rate' || event.smoothedBpm === null || isActive('TC-01')) return;
    const { intensity, exercise } = prescription;
    // Under a beta-blocker a heart stays below a zone by age whatever the patient does: effort leads there (clinical B1).
    if (intensity === null || intensity.advisoryOnly || !exercise.aerobic) return;
    const { tMs, smoothedBpm: value } = event;
    const below = value < intensity.zoneLowBpm;
    const change = dwell(state.dwell, { tMs, above: below && state.working, below: !below, dwellMs, exitMs: 0 });
    if (change !== null) out.push({ ruleId: 'HR-09', kind: 'clinical', change, priority: 'info', subject: 'heart-rate', tMs, value, limit: intensity.zoneLowBpm, unit: 'bpm', cause: event.cause });
  },
};
