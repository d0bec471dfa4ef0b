import type { AlertKind, Priority } from './finding.js';

/** How long an alert of that priority may be snoozed at most, min; and how often in one session (clinical E3). High: never. */
export const snoozeBounds = { medium: { minutes: 5, inSession: 2 }, low: { minutes: 15, inSession: Infinity } } as const;

/** Never silenced, at whatever priority. */
const never: readonly string[] = ['SY-01', 'SY-04', 'HR-03', 'TC-07'];

/** Said by a person (clinical E2: cleared by hand alone). */
const saidRules: readonly string[] = ['SY-01', 'SY-02', 'SY-03', 'SY-04'];
/** That, or perhaps a fall: a person ends it, and says how (clinical E2). */
const latchedRules: readonly string[] = [...saidRules, 'FL-01'];

/** No therapist changes when it is told: it is never silenced, or said by a person (clinical E3: such rules have no configuration). */
export function isBeyondTuning(ruleId: string): boolean {
  return never.includes(ruleId) || latchedRules.includes(ruleId);
}

/** "I have seen it" does not end such an alert; an outcome does. */
export function endsByOutcome(ruleId: string): boolean {
  return latchedRules.includes(ruleId);
}

/** It is not over with the session: what was said in it, or of it afterwards, waits for whoever reads it. */
export function outlastsSession(ruleId: string): boolean {
  return saidRules.includes(ruleId);
}

export function needsOutcome({ ruleId, priority }: { ruleId: string; priority: Priority }): boolean {
  return priority === 'high' || endsByOutcome(ruleId);
}

export interface SnoozeRequest {
  alert: { ruleId: string; priority: Priority; state: 'open' | 'cleared'; retrospective: boolean };
  minutes: number;
  /** How often something of this priority was snoozed in this session. */
  before: number;
  /** Of the patient: their plan says that they must be watched. */
  monitoringRequired: boolean;
}

/** Why it may not be snoozed, in words; null: it may. */
export function refuseSnooze({ alert, minutes, before, monitoringRequired }: SnoozeRequest): string | null {
  const { ruleId, priority } = alert;
  if (alert.state === 'cleared' || alert.retrospective) return 'it is over';
  if (priority === 'high') return 'high priority is never snoozed';
  if (never.includes(ruleId) || (ruleId === 'TC-01' && monitoringRequired)) return `${ruleId} is never snoozed`;
  const { minutes: longest, inSession } = snoozeBounds[priority === 'medium' ? 'medium' : 'low'];
  if (minutes > longest) return `${priority} priority is snoozed for ${longest} min at most`;
  return before >= inSession ? `${priority} priority is snoozed ${inSession} times in a session at most` : null;
}

/** A fall, severe pain, the hard limit or the ceiling, or a symptom that stops exercise: the plan waits until a clinician has looked (features E7). */
export function pausesPlan({ ruleId, kind, priority, worstValue }: { ruleId: string; kind: AlertKind; priority: Priority; worstValue: number | null }): boolean {
  if (kind !== 'clinical') return false;
  if (priority === 'high') return true;
  if (ruleId === 'FL-01') return true;
  if (ruleId === 'SY-03' || ruleId === 'PN-02') return worstValue !== null && worstValue >= severePain;
  return ruleId === 'HR-02' && priority === 'medium';
}

const severePain = 7;
