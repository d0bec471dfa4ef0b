import type { RuleRow } from './rule-row.js';

const rules = 'libs/domain/src/alert/rules';

/** E: the alert rules. Each new one adds its row. */
export const alertRuleRows: RuleRow[] = [
  { id: 'HR-01', says: 'above the training zone', missing: null, files: [`${rules}/hr-01.ts`], tests: [{ file: `${rules}/heart-rate-limit.spec.ts`, title: 'is raised at 60 s, not at 59 s' }] },
  { id: 'HR-02', says: 'over the ceiling', missing: null, files: [`${rules}/hr-02.ts`], tests: [{ file: `${rules}/heart-rate-limit.spec.ts`, title: 'is raised at 30 s, not at 29 s' }] },
  { id: 'HR-03', says: 'over the hard limit', missing: null, files: [`${rules}/hr-03.ts`], tests: [{ file: `${rules}/heart-rate-limit.spec.ts`, title: 'is raised at 10 s, not at 9 s, and high' }] },
  { id: 'FM-01', says: 'poor form in three of five', missing: null, files: [`${rules}/fm-01.ts`], tests: [{ file: `${rules}/fm-01.spec.ts`, title: 'becomes medium when it goes on for five more' }] },
  { id: 'TC-01', says: 'no heart rate', missing: null, files: [`${rules}/tc-01.ts`], tests: [{ file: `${rules}/tc-01.spec.ts`, title: 'is raised at 30 s, not at 29 s' }] },
  { id: 'TC-02', says: 'no movement data', missing: null, files: [`${rules}/tc-02.ts`], tests: [{ file: `${rules}/tc-02.spec.ts`, title: 'a hole of %d ms' }] },
  { id: 'TC-05', says: 'what is shown is old', missing: null, files: [`${rules}/tc-05.ts`], tests: [{ file: `${rules}/tc-05.spec.ts`, title: 'is raised when packets have waited for more than 5 s for 10 s' }] },
];
