import { repetitionRule } from './repetition-rule.js';

const uneven: readonly string[] = ['ASYMMETRIC', 'GAIT_ASYMMETRIC'];

/** The sides differ clearly in a bout that compares them: a note for the record. */
export const fm06 = repetitionRule({
  id: 'FM-06',
  source: 'clinical E2, C13, C15',
  unit: '',
  judge: ({ score }) => {
    if (score.verdict === 'cannot-judge') return null;
    const found = score.codes.find(({ code, severity }) => severity === 'clear' && uneven.includes(code));
    return { isBad: found !== undefined, value: found?.value ?? null, limit: found?.reference ?? null };
  },
  raise: { bad: 1, of: 1 },
  clean: 1,
  priority: () => 'info',
});
