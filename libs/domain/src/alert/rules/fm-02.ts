import { repetitionRule } from './repetition-rule.js';

/** A fault that matters for safety in this exercise is clear in two of the last three. */
export const fm02 = repetitionRule({
  id: 'FM-02',
  source: 'clinical E2, C12',
  why: 'What the exercise marks as a danger is told when it is clear in two of the last three: once may be the sensor.',
  unit: '',
  judge: ({ score }, { exercise }) => {
    if (score.verdict === 'cannot-judge') return null;
    const critical = score.codes.find(({ code, severity }) => severity === 'clear' && exercise.faults.some((fault) => fault.code === code && fault.safetyCritical));
    return { isBad: critical !== undefined, value: critical?.value ?? null, limit: critical?.reference ?? null };
  },
  raise: { bad: 2, of: 3 },
  clean: 2,
  priority: () => 'medium',
});
