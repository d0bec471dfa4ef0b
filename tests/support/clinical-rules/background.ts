import type { RuleRow } from './rule-row.js';

const intensity = 'libs/domain/src/intensity';
const rules = 'libs/domain/src/alert/rules';

/** Those of the 109 rules of the articles behind the project that are about intensity or alerts. */
export const backgroundRules: RuleRow[] = [
  {
    id: 'A-006', says: 'the therapist watches how you move', missing: 'annotations by the therapist',
    files: ['apps/console/src/pages/wall-page.tsx', 'apps/console/src/pages/session-page.tsx', 'apps/simulator/src/replay.ts'],
    tests: [{ file: 'tests/e2e/console.spec.ts', title: 'is never 3 s behind a patient whose sensors send, while new repetitions come with their scores' }],
  },
  {
    id: 'A-009', says: 'breathing drills: adherence, heart rate and RMSSD', missing: 'before and after a drill are not compared yet',
    files: [`${intensity}/session-respiration.ts`, `${intensity}/rmssd.ts`, `${intensity}/summary.ts`],
    tests: [{ file: `${intensity}/session-respiration.spec.ts`, title: 'keeps to 3-2-4 whichever way the sensor points' }, { file: `${intensity}/summary.spec.ts`, title: 'has resting heart rate and RMSSD of a rest that a sensor shows' }],
  },
  {
    id: 'A-020', says: 'pushing through sharp pain does not work', missing: null,
    files: [`${rules}/sy-03.ts`],
    tests: [{ file: `${rules}/said.spec.ts`, title: 'is severe from 8, or sharp' }],
  },
  {
    id: 'A-038', says: 'central sensitisation: a tighter ceiling', missing: 'no pacing mode',
    files: [`${rules}/hr-02.ts`],
    tests: [{ file: `${rules}/heart-rate-limit.spec.ts`, title: 'is raised after 15 s with %s' }],
  },
  {
    id: 'A-050', says: 'high intensity can make things worse: a ceiling', missing: null,
    files: [`${intensity}/plan-intensity.ts`, `${rules}/hr-02.ts`],
    tests: [{ file: `${intensity}/plan-intensity.spec.ts`, title: 'of a maximum of 166 bpm' }],
  },
  {
    id: 'A-051', says: 'moderate: you can talk but not sing', missing: 'asked by the therapist; the patient\'s page does not ask yet',
    files: [`${intensity}/intensity-class.ts`, 'apps/console/src/parts/effort-form.tsx'],
    tests: [{ file: `${intensity}/intensity-class.spec.ts`, title: 'forgets a vote after two minutes' }, { file: 'tests/medium/gateway/intensity.spec.ts', title: 'has the effort as it was said, and its load; no rating is none, not 0' }],
  },
  {
    id: 'A-052', says: '65 to 75 % of the maximum heart rate', missing: null,
    files: [`${intensity}/plan-intensity.ts`],
    tests: [{ file: `${intensity}/plan-intensity.spec.ts`, title: 'of a maximum of 166 bpm' }],
  },
  {
    id: 'A-053', says: '20 minutes, three to five times a week', missing: null,
    files: [`${intensity}/weekly-dose.ts`, `${intensity}/weeks.ts`, 'apps/console/src/pages/patient-page.tsx'],
    tests: [{ file: `${intensity}/weekly-dose.spec.ts`, title: 'needs three sessions of 20 min in zone' }, { file: `${intensity}/weeks.spec.ts`, title: 'have the dose of aerobic sessions and the load of all' }],
  },
  {
    id: 'A-068', says: 'breathe in 3, hold 2, out 4', missing: 'no guide on a screen of the patient yet',
    files: [`${intensity}/breaths.ts`, `${intensity}/breathing-adherence.ts`, 'libs/domain/src/prescription/catalogue/paced-breathing.ts'],
    tests: [{ file: `${intensity}/breathing-adherence.spec.ts`, title: '[9, 9.2, 8.8, 10, 7]: 4 of 5' }],
  },
  {
    id: 'A-073', says: 'over 80 % can increase pain in fibromyalgia', missing: null,
    files: [`${rules}/hr-02.ts`],
    tests: [{ file: `${rules}/heart-rate-limit.spec.ts`, title: 'is raised after 15 s with %s' }],
  },
  { id: 'A-074', says: 'why: intense exercise made more people worse than moderate', missing: null, files: ['libs/domain/src/alert/why.ts', 'apps/console/src/parts/alert-card.tsx'], tests: [{ file: 'libs/domain/src/alert/why.spec.ts', title: 'is said of intense exercise by whom it made worse (A-074)' }] },
  {
    id: 'A-090', says: 'form need not be perfect: alert on what lasts', missing: null,
    files: [`${rules}/fm-01.ts`],
    tests: [{ file: `${rules}/fm-01.spec.ts`, title: 'becomes medium when it goes on for five more' }],
  },
];
