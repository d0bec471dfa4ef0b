import type { FormBand } from '../../repetition/repetition.js';
import type { AlertRule } from '../rule.js';

interface PoorFormState {
  /** Bands of the last five repetitions that could be judged, oldest first. */
  bands: FormBand[];
  active: boolean;
  medium: boolean;
  /** Repetitions that were judged since it was raised. */
  judgedSince: number;
}

const lookBack = 5;
const poorToRaise = 3;
const goodToClear = 3;
/** It goes on for so many more: medium. */
const continued = 5;

/** Poor form in 3 of the last 5 repetitions that could be judged. One that could not be is neither good nor poor. */
export const fm01: AlertRule<PoorFormState, null> = {
  id: 'FM-01',
  source: 'clinical E2',
  why: "One poor repetition happens to everybody, three of the last five do not: of a patient's usual repetitions about 1 in 2,500 is poor (computed).",
  start: () => ({ stream: { bands: [], active: false, medium: false, judgedSince: 0 }, watch: null }),
  workOnly: true,
  byReference: true,
  step: (state, event, context, out) => {
    if (event.kind !== 'repetition' || event.repetition.score.verdict === 'cannot-judge') return;
    state.bands.push(event.repetition.score.band);
    if (state.bands.length > lookBack) state.bands.shift();
    const change = changeOf(state);
    if (change === null) return;
    const { exercise, side } = context.prescription;
    const value = state.bands.filter((band) => band === 'poor').length;
    out.push({
      ruleId: 'FM-01', kind: 'clinical', change, priority: state.medium ? 'medium' : 'low', subject: `${exercise.id}/${side}`,
      tMs: event.tMs, value, limit: poorToRaise, unit: 'of 5 repetitions', cause: event.cause,
    });
  },
};

function changeOf(state: PoorFormState): 'raised' | 'updated' | 'cleared' | null {
  const poor = state.bands.filter((band) => band === 'poor').length;
  if (!state.active) {
    if (poor < poorToRaise) return null;
    Object.assign(state, { active: true, medium: false, judgedSince: 0 });
    return 'raised';
  }
  if (state.bands.length - poor >= goodToClear) {
    Object.assign(state, { active: false, medium: false });
    return 'cleared';
  }
  state.judgedSince++;
  const isPoor = state.bands.at(-1) === 'poor';
  if (state.medium || state.judgedSince < continued) return isPoor ? 'updated' : null;
  state.medium = true;
  return 'updated';
}
