import type { Priority } from '../../alert/finding.js';
import type { GateReason } from '../../intensity/pre-exercise-gate.js';
import type { BeforeExercise } from '../history.js';
import type { PatientFinding, PatientRule } from '../patient-rule.js';

type Weight = 'CAUTION' | 'NO_GO';

/** Which rule each answer before exercise is a matter of (clinical B15, E2), and how grave; what is only to be careful with is told by the check itself. */
const rulesOfReasons: Partial<Record<GateReason, { ruleId: string; priority: Partial<Record<Weight, Priority>> }>> = {
  'heart-symptoms': { ruleId: 'SY-01', priority: { NO_GO: 'high' } },
  'neurological-signs': { ruleId: 'SY-04', priority: { NO_GO: 'high' } },
  'resting-heart-rate': { ruleId: 'HR-04', priority: { NO_GO: 'high', CAUTION: 'medium' } },
  dizziness: { ruleId: 'SY-02', priority: { NO_GO: 'high' } },
  // E2 has no rule for these two; B15 has them keep the session from starting and notify [P].
  fever: { ruleId: 'PE-01', priority: { NO_GO: 'medium' } },
  'blood-pressure': { ruleId: 'PE-01', priority: { NO_GO: 'medium' } },
};

/** What was answered before exercise keeps it from beginning: somebody is told. Better answers end it, or a person does. */
export const beforeExercise: PatientRule = {
  id: 'PE-01',
  source: 'clinical B15, E2 [V:bacpr] [V:bmjopen-ci]',
  why: "Fever, or blood pressure above 180 over 110, keeps exercise from beginning (contraindications as in BMJ Open's table).",
  find: ({ checks }) => checks.flatMap((check, i) => [...(i === 0 ? [] : endedBy(check, checks[i - 1])), ...metBy(check)]),
};

function metBy({ reasons, answeredAtMs: tMs }: BeforeExercise): PatientFinding[] {
  return reasons.flatMap(({ reason, weight }): PatientFinding[] => {
    const rule = rulesOfReasons[reason];
    const priority = rule?.priority[weight];
    return rule === undefined || priority === undefined ? [] : [{ ruleId: rule.ruleId, kind: 'clinical', change: 'raised', priority, subject: `before-${reason}`, tMs, value: null, limit: null, unit: '', cause: null }];
  });
}

function endedBy(check: BeforeExercise, before: BeforeExercise): PatientFinding[] {
  const still = metBy(check);
  return metBy(before).filter(({ subject }) => !still.some((each) => each.subject === subject)).map((finding) => ({ ...finding, change: 'cleared', tMs: check.answeredAtMs }));
}
