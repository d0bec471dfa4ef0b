import { isBelieved } from '../../repetition/believed.js';
import { repetitionRule } from './repetition-rule.js';

/** Twice as fast as the patient's own: uncontrolled. */
const timesReference = 2;

/** One repetition was far too fast. Without a reference there is nothing to compare with. */
export const fm03 = repetitionRule({
  id: 'FM-03',
  source: 'clinical E2 [P]',
  why: "Twice as fast as this patient's own approved repetitions is no longer under control (proposed).",
  byReference: true,
  unit: 'deg/s',
  judge: ({ features, score }, { reference }) => {
    if (!isBelieved(score)) return null;
    const peaks = [features.peakVelocityOutDegPerS, features.peakVelocityBackDegPerS].filter((each) => each !== null);
    if (reference === null || peaks.length === 0) return null;
    const limit = timesReference * reference.peakVelocityDegPerS;
    const value = Math.max(...peaks);
    return { isBad: value > limit, value, limit };
  },
  raise: { bad: 1, of: 1 },
  clean: 2,
  priority: () => 'low',
});
