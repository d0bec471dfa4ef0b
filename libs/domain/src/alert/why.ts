import { patientRules } from '../follow-up/rules/index.js';
import { alertRules } from './rules/index.js';

/** Why the limit of a built-in rule is what it is, in words; null: there is no such rule, as of one that a therapist has made. */
export function whyOf(ruleId: string): string | null {
  const known = alertRules.find(({ id }) => id === ruleId) ?? patientRules.find(({ id }) => id === ruleId);
  return known?.why ?? null;
}
