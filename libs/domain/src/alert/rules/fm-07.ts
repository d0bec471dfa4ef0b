import { median } from '../../signal/statistics.js';
import type { AlertRule } from '../rule.js';

interface TiringState {
  set: number;
  /** Scores of this set, oldest first. */
  scores: number[];
  active: boolean;
}

const compared = 3;
/** The last three of the set are so much worse than its first three [P]. */
const fallen = 5;

/** The patient tires, and the movement gets worse with it: end the set. A new set ends it. */
export const fm07: AlertRule<TiringState, null> = {
  id: 'FM-07',
  source: 'clinical E2, C18',
  why: 'Signs of fatigue, and the last three repetitions score 5 points less than the first three: more would train the wrong movement (proposed).',
  workOnly: true,
  byReference: true,
  start: () => ({ stream: { set: 1, scores: [], active: false }, watch: null }),
  step: (state, event, { prescription }, out) => {
    if (event.kind !== 'repetition' || event.repetition.standing === undefined) return;
    const { repetition, tMs, cause } = event;
    const { set } = event.repetition.standing;
    const { exercise, side } = prescription;
    const finding = { ruleId: 'FM-07', kind: 'clinical', priority: 'low', subject: `${exercise.id}/${side}`, tMs, limit: null, unit: '', cause } as const;
    if (set.number !== state.set) {
      if (state.active) out.push({ ...finding, change: 'cleared', value: null });
      Object.assign(state, { set: set.number, scores: [], active: false });
    }
    if (repetition.score.verdict === 'cannot-judge') return;
    state.scores.push(repetition.score.score);
    const tires = set.fatigue !== null && set.fatigue.length > 0;
    if (state.active || !tires || state.scores.length < 2 * compared) return;
    const value = median(state.scores.slice(-compared));
    if (value > median(state.scores.slice(0, compared)) - fallen) return;
    state.active = true;
    out.push({ ...finding, change: 'raised', value });
  },
};
