import { isBeyondTuning } from './silence.js';

/** What was said of a rule's alerts, and how many there were. */
export interface RuleVerdicts {
  ruleId: string;
  alerts: number;
  useful: number;
  notUseful: number;
  false: number;
}

export interface RulePrecision extends RuleVerdicts {
  /** Useful of all that were judged, 0 to 1; null: too few were. */
  precision: number | null;
  /** What a therapist might do about it; null: nothing. It is proposed to a person, and never done by itself (clinical E4). */
  proposal: 'raise-its-limit' | 'wait-longer' | null;
}

/** Clinical E4: below this of useful ones the rule is worth a look; with fewer verdicts nothing can be said [P]. */
const leastPrecision = 0.6;
const fewestVerdicts = 5;
/** In less than a day of one patient there is nothing to divide by [P]. */
const fewestPatientDays = 1;

/** The rules that use the budget most come first. `budgetPerPatientDay`: how many alerts that need a person the therapist wants at most, for each patient and day. */
export function precisionOf(rules: readonly RuleVerdicts[], { patientDays, budgetPerPatientDay }: { patientDays: number; budgetPerPatientDay: number }): { perPatientDay: number | null; isOverBudget: boolean; rules: RulePrecision[] } {
  const alerts = rules.reduce((sum, rule) => sum + rule.alerts, 0);
  const perPatientDay = patientDays >= fewestPatientDays ? alerts / patientDays : null;
  const isOverBudget = perPatientDay !== null && perPatientDay > budgetPerPatientDay;
  return { perPatientDay, isOverBudget, rules: rules.map((rule) => judged(rule, isOverBudget)).sort((a, b) => b.alerts - a.alerts || (a.ruleId < b.ruleId ? -1 : 1)) };
}

/** What was false was measured wrongly: waiting helps. What was right and of no use is told too early. */
function judged(rule: RuleVerdicts, isOverBudget: boolean): RulePrecision {
  const said = rule.useful + rule.notUseful + rule.false;
  if (said < fewestVerdicts) return { ...rule, precision: null, proposal: null };
  const precision = rule.useful / said;
  const mayBeTuned = isOverBudget && precision < leastPrecision && !isBeyondTuning(rule.ruleId);
  return { ...rule, precision, proposal: !mayBeTuned ? null : rule.false > rule.notUseful ? 'wait-longer' : 'raise-its-limit' };
}
