import type { AlertOutcome, AlertView } from '#libs/contracts';
import { sayTime } from './words.js';

/** Rules (clinical E2), in the order of the sentence "patient: ...". */
const ruleWords: Record<string, string> = {
  'HR-01': 'Heart rate above the training zone',
  'HR-02': 'Heart rate over the ceiling',
  'HR-03': 'Heart rate too high: stop',
  'FM-01': 'Poor form in most repetitions',
  'TC-01': 'No heart rate from the strap',
  'TC-02': 'No movement data',
  'TC-05': 'Data arrive late',
  'HR-04': 'Heart too fast at rest: wait',
  'HR-05': 'Heart rate falls little after work',
  'HR-06': 'Heart rate falls though effort does not',
  'HR-07': 'Heart rate very low',
  'HR-08': 'Irregular heart-rate signal',
  'HR-09': 'Below the training zone',
  'HR-10': 'Too hard, says the patient',
  'SY-01': 'Patient needs help',
  'SY-02': 'Dizzy',
  'SY-03': 'Severe or sharp pain: stop the exercise',
  'SY-04': 'Red flag: urgent medical advice',
  'PN-01': 'Pain to watch',
  'PN-02': 'Too much pain: stop the exercise',
  'FM-02': 'Unsafe compensation',
  'FM-03': 'Uncontrolled: far too fast',
  'FM-04': 'Beyond the forbidden angle',
  'FM-05': 'Bouncing in the stretch',
  'FM-06': 'Sides differ',
  'FM-07': 'Tiring, form gets worse: end the set',
  'FM-08': 'Count of a set uncertain',
  'FL-01': 'Perhaps a fall',
  'BL-01': 'Lost balance three times in a minute',
  'TC-03': 'Sensor battery nearly empty',
  'TC-04': 'Device clock runs away',
  'TC-06': 'Nothing comes from the patient',
  'TC-07': 'Nobody watches this session',
};

const subjectWords: Record<string, string> = {
  sos: 'SOS button', 'chest-pain': 'chest pain', fainting: 'faint', 'severe-breathlessness': 'severe breathlessness', palpitations: 'palpitations', confusion: 'confused',
  'stroke-signs': 'face, arm or speech', 'leg-weakness': 'weak leg', 'saddle-numbness': 'numb saddle', 'bladder-bowel-change': 'bladder or bowel', 'sharp-pain': 'sharp pain', 'severe-pain': 'severe pain',
};

const outcomeWords: Record<AlertOutcome, string> = { 'spoke-to-patient': 'Spoke to patient', 'patient-stopped': 'Patient stopped', 'emergency-called': 'Emergency called', 'false-alarm': 'False alarm' };

/** What a person said is said with it: "Patient needs help: chest pain". */
export function sayRule({ ruleId, subject }: Pick<AlertView, 'ruleId' | 'subject'>): string {
  const words = ruleWords[ruleId] ?? ruleId;
  return subject in subjectWords ? `${words}: ${subjectWords[subject]}` : words;
}

export function sayOutcome(outcome: AlertOutcome): string {
  return outcomeWords[outcome];
}

/** Whom it was taken to, or until when nobody is to be told; null: neither. */
export function sayEscalation({ escalationStep, snoozedUntil, sounding, priority }: Pick<AlertView, 'escalationStep' | 'snoozedUntil' | 'sounding' | 'priority'>): string | null {
  if (snoozedUntil !== null && !sounding) return `Snoozed until ${sayTime(snoozedUntil)}`;
  if (!sounding || escalationStep === 0) return null;
  if (escalationStep === 1) return 'Nobody has answered: told to all of the care team again';
  return priority === 'high' ? 'Nobody has answered: taken to the clinic contact, where one is set' : 'Nobody has answered: told to the backup';
}
