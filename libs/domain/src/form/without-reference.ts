import type { Exercise } from '../prescription/exercise.js';
import type { FeedbackCode } from '../repetition/repetition.js';

type Faults = Pick<Exercise, 'faults'>;

/** A fault that matters for safety, at or beyond the limit that the exercise has for everybody (clinical C12, D1). */
export function isDangerForAll({ code, severity, value }: FeedbackCode, { faults }: Faults): boolean {
  return severity === 'clear' && faults.some((fault) => fault.code === code && fault.safetyCritical && fault.limit !== null && value >= fault.limit);
}

/** Whether a fault is one also where the patient's reference no longer holds: dangers, the angle that the plan forbids, a hold against what is prescribed, bouncing, and what has a limit for everybody. */
export function standsWithoutReference(told: FeedbackCode, exercise: Faults): boolean {
  const { code, feature, isLimit } = told;
  return isLimit === true || code === 'BOUNCING' || feature === 'holdS' || feature === 'peakAngleDeg' || isDangerForAll(told, exercise);
}
