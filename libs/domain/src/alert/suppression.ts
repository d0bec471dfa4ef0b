import type { Alert } from './alert.js';
import { isOwnRule } from './own/own-alert-rule.js';

/** While one of these is open, the patient is to stop: what is said of form and zone would only distract (clinical E3). */
const holders: readonly string[] = ['SY-01', 'SY-02', 'SY-03', 'SY-04', 'HR-03', 'FL-01'];
const heldRules: readonly string[] = ['HR-01', 'HR-09'];

/** The rule that holds back an alert now; null: none does. `open`: what is open in the session. A rule of the therapist's own holds back nothing. */
export function suppressedBy(alert: Pick<Alert, 'ruleId' | 'priority'>, open: readonly Pick<Alert, 'ruleId' | 'retrospective'>[]): string | null {
  if (!mayBeHeld(alert)) return null;
  return holders.find((holder) => open.some((alert) => alert.ruleId === holder && !alert.retrospective)) ?? null;
}

function mayBeHeld({ ruleId, priority }: Pick<Alert, 'ruleId' | 'priority'>): boolean {
  if (isOwnRule(ruleId)) return priority !== 'high';
  return ruleId.startsWith('FM-') || heldRules.includes(ruleId);
}
