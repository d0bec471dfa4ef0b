import { compensationMeasures, isCompensation } from '../../form/compensation-measures.js';
import { isDangerForAll } from '../../form/without-reference.js';
import type { Exercise } from '../../prescription/exercise.js';
import { isBelieved } from '../../repetition/believed.js';
import type { RepetitionFeatures } from '../../repetition/repetition.js';
import { repetitionRule } from './repetition-rule.js';

/**
 * A fault that matters for safety in this exercise is clear in two of the last three. By a reference that no longer holds, or that is not there yet, nobody is
 * judged: then it has to be beyond the limit that the exercise has for everybody. Where it was not measured it is neither there nor not.
 */
export const fm02 = repetitionRule({
  id: 'FM-02',
  source: 'clinical E2, C12',
  why: 'What the exercise marks as a danger is told when it is clear in two of the last three: once may be the sensor.',
  unit: '',
  judge: ({ score, features }, { exercise, referenceStanding }) => {
    if (score.verdict === 'cannot-judge' && !(isBelieved(score) && isEachMeasured(features, exercise))) return null;
    const byLimit = (score.verdict === 'cannot-judge' && score.reason === 'no-reference') || (referenceStanding?.stale ?? null) !== null;
    const critical = score.codes.find((each) => (byLimit ? isDangerForAll(each, exercise) : each.severity === 'clear' && exercise.faults.some(({ code, safetyCritical }) => safetyCritical && code === each.code)));
    return { isBad: critical !== undefined, value: critical?.value ?? null, limit: critical?.reference ?? null };
  },
  raise: { bad: 2, of: 3 },
  clean: 2,
  priority: () => 'medium',
});

/** Every danger of the exercise that an angle shows; false: it has none. */
function isEachMeasured(features: RepetitionFeatures, { faults }: Exercise): boolean {
  const shown = faults.flatMap(({ code, safetyCritical }) => (safetyCritical && isCompensation(code) ? compensationMeasures[code].feature : []));
  return shown.length > 0 && shown.every((feature) => typeof features[feature] === 'number');
}
