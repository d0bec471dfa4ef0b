import type { FollowUpMoment } from '../follow-up/history.js';

/** Signs for which exercise stops at once: absolute stop criteria (ACSM, ACC/AHA test termination) and those of a stroke. */
export type StopSymptom = 'chest-pain' | 'fainting' | 'severe-breathlessness' | 'palpitations' | 'confusion' | 'stroke-signs';

/** Signs that may come from the spinal cord or its lowest nerves: urgent, whatever the exercise. */
export type RedFlag = 'leg-weakness' | 'saddle-numbness' | 'bladder-bowel-change';

export type PainQuality = 'dull' | 'stiff' | 'sharp' | 'burning' | 'numb-tingling';

/** What a patient says of a session: a tap on their screen, or their therapist writes it down. Scales 0 to 10. */
export type PatientReport =
  | { report: 'sos' }
  | { report: 'symptom'; symptom: StopSymptom | RedFlag }
  | { report: 'pain'; pain: number; quality: PainQuality | null; moment: 'before' | 'during' | FollowUpMoment }
  | { report: 'dizziness'; dizziness: number }
  | { report: 'effort'; rpe: number }
  /** "I'm OK", in answer to a suspected fall. */
  | { report: 'fine' };

export const redFlags: readonly RedFlag[] = ['leg-weakness', 'saddle-numbness', 'bladder-bowel-change'];

/** Said of a session that is over: its own rules have nothing to do with it, those over the patient's history have. */
export function isFollowUp(report: PatientReport): boolean {
  return report.report === 'pain' && report.moment !== 'before' && report.moment !== 'during';
}
