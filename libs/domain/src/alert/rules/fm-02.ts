import { isDangerForAll } from '../../form/without-reference.js';
import { repetitionRule } from './repetition-rule.js';

/**
 * A fault that matters for safety in this exercise is clear in two of the last three. By a reference that no longer holds nobody is judged: then it has
 * to be beyond the limit that the exercise has for everybody.
 */
export const fm02 = repetitionRule({
  id: 'FM-02',
  source: 'clinical E2, C12',
  why: 'What the exercise marks as a danger is told when it is clear in two of the last three: once may be the sensor.',
  unit: '',
  judge: ({ score }, { exercise, referenceStanding }) => {
    if (score.verdict === 'cannot-judge') return null;
    const isStale = (referenceStanding?.stale ?? null) !== null;
    const critical = score.codes.find((each) => (isStale ? isDangerForAll(each, exercise) : each.severity === 'clear' && exercise.faults.some(({ code, safetyCritical }) => safetyCritical && code === each.code)));
    return { isBad: critical !== undefined, value: critical?.value ?? null, limit: critical?.reference ?? null };
  },
  raise: { bad: 2, of: 3 },
  clean: 2,
  priority: () => 'medium',
});
