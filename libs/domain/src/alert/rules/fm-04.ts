import { repetitionRule } from './repetition-rule.js';

/** Angles are measured to within this (clinical C4), deg. */
const measurementErrorDeg = 5;

/** Beyond the angle that the plan forbids, by more than it can be measured; over once the patient stops before it. */
export const fm04 = repetitionRule({
  id: 'FM-04',
  source: 'clinical E2, C4',
  why: 'The plan forbids going beyond this angle. It is told from 5 deg on, since angles are measured to within that.',
  instruction: { act: 'adjust', from: 'medium', words: 'Not so far: stop earlier.' },
  unit: 'deg',
  judge: ({ features, score }, { limits }) => {
    // Of another exercise the plan's angle says nothing: an arm may go where this knee must not.
    if (limits?.hardAngleDeg === undefined || features.peakAngleDeg === null || (score.verdict === 'cannot-judge' && score.reason === 'other-exercise')) return null;
    return { isBad: features.peakAngleDeg > limits.hardAngleDeg + measurementErrorDeg, isStillOver: features.peakAngleDeg > limits.hardAngleDeg, value: features.peakAngleDeg, limit: limits.hardAngleDeg };
  },
  raise: { bad: 1, of: 1 },
  clean: 1,
  priority: ({ limits }) => (limits?.hardAngleIsHigh === true ? 'high' : 'medium'),
});
