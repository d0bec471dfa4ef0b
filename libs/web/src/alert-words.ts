import type { AlertBudget, AlertOfRecord, AlertOutcome, AlertView } from '#libs/contracts';
import { outlastsSession, whyOf } from '#libs/domain';
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
  'PN-03': 'More pain two hours after the session',
  'PN-04': 'More pain the morning after',
  'PN-05': 'Flare-up',
  'PN-06': 'No answer about pain after sessions',
  'HR-11': 'Load of the week well above the month before',
  'PE-01': 'Not to exercise now',
  'FM-02': 'Unsafe compensation',
  'FM-03': 'Uncontrolled: far too fast',
  'FM-04': 'Beyond the forbidden angle',
  'FM-05': 'Bouncing in the stretch',
  'FM-06': 'Sides differ',
  'FM-07': 'Tiring, form gets worse: end the set',
  'FM-08': 'Count of a set uncertain',
  'FM-09': 'Perhaps guarding: slower and less far than usual, with pain',
  'FL-01': 'Perhaps a fall',
  'BL-01': 'Lost balance three times in a minute',
  'BL-02': 'Sways far more with closed eyes',
  'TC-03': 'Sensor battery nearly empty',
  'TC-04': 'Device clock runs away',
  'TC-06': 'Nothing comes from the patient',
  'TC-07': 'Nobody watches this session',
  'TC-08': 'A sensor sits otherwise than calibrated',
  'TC-09': 'Sensor clocks apart',
  'TC-10': 'Patient asked to check the strap',
};

const subjectWords: Record<string, string> = {
  sos: 'SOS button', 'chest-pain': 'chest pain', fainting: 'faint', 'severe-breathlessness': 'severe breathlessness', palpitations: 'palpitations', confusion: 'confused',
  'stroke-signs': 'face, arm or speech', 'leg-weakness': 'weak leg', 'saddle-numbness': 'numb saddle', 'bladder-bowel-change': 'bladder or bowel', 'sharp-pain': 'sharp pain', 'severe-pain': 'severe pain',
  'before-heart-symptoms': 'heart symptoms before exercise', 'before-neurological-signs': 'before exercise', 'before-resting-heart-rate': 'before exercise', 'before-dizziness': 'before exercise', 'before-fever': 'fever or acutely ill',
  'before-blood-pressure': 'blood pressure too high',
};

const outcomeWords: Record<AlertOutcome, string> = { 'spoke-to-patient': 'Spoke to patient', 'patient-stopped': 'Patient stopped', 'emergency-called': 'Emergency called', 'false-alarm': 'False alarm' };

/** What a person said is said with it: "Patient needs help: chest pain". A rule of their own has the name that it was given. */
export function sayRule({ ruleId, ruleName, subject }: Pick<AlertView, 'ruleId' | 'ruleName' | 'subject'>): string {
  if (ruleName !== null) return ruleName;
  const words = ruleWords[ruleId] ?? ruleId;
  return subject in subjectWords ? `${words}: ${subjectWords[subject]}` : words;
}

/** Why its limit is what it is. */
export function sayWhy({ ruleId, ruleName }: Pick<AlertView, 'ruleId' | 'ruleName'>): string {
  return whyOf(ruleId) ?? (ruleName === null ? 'This version of Tendon has no such rule any more.' : 'A therapist has set this limit for this patient.');
}

export function sayOutcome(outcome: AlertOutcome): string {
  return outcomeWords[outcome];
}

/** Whether what it tells of is still there. What somebody said is, until somebody has answered it: that it goes on is not known. */
export function sayState({ ruleId, state }: Pick<AlertView, 'ruleId' | 'state'>): string {
  if (state === 'cleared') return 'over';
  return outlastsSession(ruleId) ? 'not answered yet' : 'going on';
}

/** What became of it: who answered, or why nobody was told. */
export function sayFate(alert: AlertOfRecord): string {
  const { heldBackBy, retrospective, acknowledgement, priority, state } = alert;
  if (acknowledgement !== null) return `acknowledged by ${acknowledgement.practitionerName} at ${sayTime(acknowledgement.at)}${acknowledgement.outcome === null ? '' : `: ${sayOutcome(acknowledgement.outcome).toLowerCase()}`}`;
  if (retrospective) return 'found afterwards, rang nobody';
  if (heldBackBy !== null) return `told to nobody because of: ${ruleWords[heldBackBy] ?? heldBackBy}`;
  if (priority === 'info') return 'rang nobody';
  return state === 'open' ? 'waits for an answer' : 'over before anybody answered';
}

/** Whom it was taken to, or until when nobody is to be told; null: neither. */
export function sayEscalation({ escalationStep, snoozedUntil, sounding, priority, contactTold }: Pick<AlertView, 'escalationStep' | 'snoozedUntil' | 'sounding' | 'priority' | 'contactTold'>): string | null {
  if (snoozedUntil !== null && !sounding) return `Snoozed until ${sayTime(snoozedUntil)}`;
  if (!sounding) return contactTold.some(({ state }) => state === 'sent') ? `The ${sayContact(contactTold)}` : null;
  if (escalationStep === 0) return null;
  if (escalationStep === 1) return 'Nobody has answered: told to all of the care team again';
  return `Nobody has answered: ${priority === 'high' ? sayContact(contactTold) : 'told to the backup'}`;
}

const channelWords = { email: 'e-mail', webhook: 'webhook' } as const;

/** Whether the clinic's contact knows, for each way on which it was tried. */
function sayContact(told: AlertView['contactTold']): string {
  if (told.length === 0) return 'the clinic has set no contact to be told';
  return `clinic contact ${told.map((each) => `${sayDelivery(each)} by ${channelWords[each.channel]}`).join(', ')}`;
}

function sayDelivery({ state, sentAt }: AlertView['contactTold'][number]): string {
  switch (state) {
    case 'sent':
      return sentAt === null ? 'told' : `told at ${sayTime(sentAt)}`;
    case 'waiting':
      return 'is being told';
    case 'given-up':
      return 'could NOT be told';
    case 'needless':
      return 'need not be told';
    default:
      return state satisfies never;
  }
}

type Proposal = NonNullable<AlertBudget['rules'][number]['proposal']>;

const proposalWords: Record<Proposal, string> = {
  'raise-its-limit': 'It is mostly right and of no use: give the patients for whom it comes often a higher limit, or let it last longer before it is told',
  'wait-longer': 'It is mostly false: let it last longer before it is told, and look at strap and sensors of the patients for whom it comes often',
};

/** What a therapist might do about a rule; nothing does it for them. */
export function sayProposal(proposal: Proposal): string {
  return proposalWords[proposal];
}
