/** Asked before a session starts. null: not asked, or not answered. */
export interface GateAnswers {
  /** After 5 min of sitting, bpm. */
  restingHeartRateBpm: number | null;
  systolicMmHg: number | null;
  diastolicMmHg: number | null;
  /** Fever, or ill with more than 38 C. */
  feverOrAcuteIllness: boolean | null;
  /** Chest pain, fainting, new palpitations or breathlessness at rest, in the last 24 h. */
  heartSymptoms24h: boolean | null;
  /** New weakness, numb saddle, bladder or bowel change: ask for medical advice at once. */
  newNeurologicalSigns: boolean | null;
  /** Now, 0 to 10. */
  pain: number | null;
  dizziness: number | null;
}

export interface GateContext {
  /** Median pain of the last seven days; null: not known. */
  usualPain: number | null;
  /** Dizziness is what the plan is about. */
  isVestibularPlan: boolean;
}

export type GateDecision = 'GO' | 'CAUTION' | 'NO_GO';

export type GateReason =
  | 'resting-heart-rate' | 'blood-pressure' | 'fever' | 'heart-symptoms' | 'neurological-signs' | 'pain' | 'dizziness' | 'unanswered';

export interface GateOutcome {
  decision: GateDecision;
  reasons: { reason: GateReason; weight: 'CAUTION' | 'NO_GO' }[];
  /** Red flags of the spine (cauda equina): medical advice now. */
  isUrgent: boolean;
}

/** Clinical B15: BACPR for 100 bpm; 120 general knowledge. Blood pressure: BMJ Open contraindications 180/110, and 160/100 [P], mmHg. */
const heartRate = { caution: 100, noGo: 120 };
const systolic = { caution: 160, noGo: 180 };
const diastolic = { caution: 100, noGo: 110 };
/** [P] */
const pain = { caution: 8, rise: 3 };
const dizziness = { caution: 3, noGo: 5 };

/** Whether a session may start. Blood pressure is only looked at where it was taken; every other question wants an answer. */
export function preExerciseGate(answers: GateAnswers, context: GateContext): GateOutcome {
  const reasons: GateOutcome['reasons'] = [];
  const note = (reason: GateReason, weight: 'CAUTION' | 'NO_GO' | null): void => {
    if (weight !== null) reasons.push({ reason, weight });
  };
  note('heart-symptoms', answers.heartSymptoms24h === true ? 'NO_GO' : null);
  note('neurological-signs', answers.newNeurologicalSigns === true ? 'NO_GO' : null);
  note('fever', answers.feverOrAcuteIllness === true ? 'NO_GO' : null);
  note('resting-heart-rate', above(answers.restingHeartRateBpm, heartRate));
  note('blood-pressure', worse(above(answers.systolicMmHg, systolic), above(answers.diastolicMmHg, diastolic)));
  note('dizziness', dizzinessWeight(answers.dizziness, context));
  note('pain', isMuchPain(answers.pain, context) ? 'CAUTION' : null);
  note('unanswered', isUnanswered(answers) ? 'CAUTION' : null);
  const decision = reasons.some(({ weight }) => weight === 'NO_GO') ? 'NO_GO' : reasons.length > 0 ? 'CAUTION' : 'GO';
  return { decision, reasons, isUrgent: answers.newNeurologicalSigns === true };
}

function above(value: number | null, limits: { caution: number; noGo: number }): 'CAUTION' | 'NO_GO' | null {
  if (value === null || !(value > limits.caution)) return null;
  return value > limits.noGo ? 'NO_GO' : 'CAUTION';
}

function worse(a: 'CAUTION' | 'NO_GO' | null, b: 'CAUTION' | 'NO_GO' | null): 'CAUTION' | 'NO_GO' | null {
  return a === 'NO_GO' || b === 'NO_GO' ? 'NO_GO' : (a ?? b);
}

/** On a vestibular plan being dizzy is no reason to stay away, but one to be careful. */
function dizzinessWeight(value: number | null, { isVestibularPlan }: GateContext): 'CAUTION' | 'NO_GO' | null {
  if (value === null || !(value >= dizziness.caution)) return null;
  return value >= dizziness.noGo && !isVestibularPlan ? 'NO_GO' : 'CAUTION';
}

function isMuchPain(value: number | null, { usualPain }: GateContext): boolean {
  return value !== null && (value >= pain.caution || (usualPain !== null && value >= usualPain + pain.rise));
}

/** Nobody has to measure blood pressure. */
function isUnanswered({ systolicMmHg: _, diastolicMmHg: __, ...asked }: GateAnswers): boolean {
  return Object.values(asked).some((answer) => answer === null || (typeof answer === 'number' && !Number.isFinite(answer)));
}
