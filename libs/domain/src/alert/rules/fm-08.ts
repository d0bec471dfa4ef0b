import type { AlertRule } from '../rule.js';

/**
 * The repetitions that were counted in a set and the set's length over its period are more than one apart: a note that the count is uncertain,
 * until a set ends in which they agree.
 */
export const fm08: AlertRule<{ active: boolean }, null> = {
  id: 'FM-08',
  source: 'clinical C8 (COUNT_UNCERTAIN); Morris et al. 2014, RecoFit',
  why: 'The length of a set over its period says how many repetitions it holds (Morris et al. 2014). When the count is more than one away, one of both is wrong.',
  start: () => ({ stream: { active: false }, watch: null }),
  step: (state, event, { prescription }, out) => {
    if (event.kind !== 'set-counted') return;
    if (!event.isUncertain && !state.active) return;
    const { exercise, side } = prescription;
    const change = !event.isUncertain ? 'cleared' : state.active ? 'updated' : 'raised';
    state.active = event.isUncertain;
    out.push({
      ruleId: 'FM-08', kind: 'technical', change, priority: 'info', subject: `${exercise.id}/${side}`, tMs: event.tMs,
      value: event.repetitions, limit: event.expectedRepetitions, unit: 'repetitions', cause: event.cause,
    });
  },
};
