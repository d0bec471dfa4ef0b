import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';
import { raiseWithSymptom, startSymptom, type SymptomState } from './with-symptom.js';

const slowBpm = 40;
/** It clears this far above, bpm. */
const marginBpm = 5;
const dwellMs = 20_000;

/** A new lowest value is told when it is this much lower: a console needs no message for each second. */
const worthTellingBpm = 3;

interface SlowState {
  dwell: DwellState;
  lowestBpm: number | null;
}

/** The heart beats very slowly; high with a symptom. Athletes have a limit of their own. */
export const hr07: AlertRule<SlowState, SymptomState> = {
  id: 'HR-07',
  source: 'clinical E2 [P]',
  why: 'Below 40 bpm a heart that works is remarkable; the plan can say otherwise for whoever is used to it (proposed).',
  start: () => ({ stream: { dwell: startDwell(), lowestBpm: null }, watch: startSymptom() }),
  step: (state, event, { prescription, isActive }, out) => {
    if (event.kind !== 'heart-rate' || event.smoothedBpm === null || isActive('TC-01')) return;
    const limit = prescription.limits?.lowHeartRateBpm ?? slowBpm;
    const { tMs, smoothedBpm: value } = event;
    const changed = dwell(state.dwell, { tMs, above: value < limit, below: value > limit + marginBpm, dwellMs, exitMs: dwellMs });
    const isWorse = state.dwell.active && state.lowestBpm !== null && value <= state.lowestBpm - worthTellingBpm;
    const change = changed ?? (isWorse ? 'updated' : null);
    if (change === null) return;
    state.lowestBpm = change === 'cleared' ? null : value;
    out.push({ ruleId: 'HR-07', kind: 'clinical', change, priority: 'medium', subject: 'heart-rate', tMs, value, limit, unit: 'bpm', cause: event.cause });
  },
  watch: (state, event, context, out) => raiseWithSymptom(state, 'HR-07', { event, context, out }),
  hear: (state, event, context, out) => raiseWithSymptom(state, 'HR-07', { event, context, out }),
};
