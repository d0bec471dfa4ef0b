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
  /** The newest answer to each question of the last twelve hours, where there is one; absent or null: there is none. */
  earlier?: Partial<GateAnswers> | null;
}

export type GateDecision = 'GO' | 'CAUTION' | 'NO_GO';

export type GateReason =
  | 'resting-heart-rate' | 'blood-pressure' | 'fever' | 'heart-symptoms' | 'neurological-signs' | 'pain' | 'dizziness' | 'unanswered';

export interface GateOutcome {
  decision: GateDecision;
  /** `fromBefore`: it is met by an earlier answer alone, which nobody has asked for again. */
  reasons: { reason: GateReason; weight: 'CAUTION' | 'NO_GO'; fromBefore?: true }[];
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

/**
 * Whether a session may start. Blood pressure is only looked at where it was taken; every other question wants an answer. What is not answered now
 * counts as it was answered before: chest pain of this morning, or a blood pressure of 190, is not over because nobody has asked again [P].
 */
export function preExerciseGate(answers: GateAnswers, context: GateContext): GateOutcome {
  const now = weightsOf(answers, context);
  const reasons = weightsOf(withEarlier(answers, context.earlier ?? null), context).map(({ reason, weight }): GateOutcome['reasons'][number] => (
    now.some((each) => each.reason === reason && each.weight === weight) ? { reason, weight } : { reason, weight, fromBefore: true }));
  if (isUnanswered(answers)) reasons.push({ reason: 'unanswered', weight: 'CAUTION' });
  const decision = reasons.some(({ weight }) => weight === 'NO_GO') ? 'NO_GO' : reasons.length > 0 ? 'CAUTION' : 'GO';
  return { decision, reasons, isUrgent: reasons.some(({ reason }) => reason === 'neurological-signs') };
}

function withEarlier(answers: GateAnswers, earlier: Partial<GateAnswers> | null): GateAnswers {
  const given = Object.entries(answers).filter(([, answer]) => isAnswer(answer));
  return { ...answers, ...earlier, ...Object.fromEntries(given) };
}

type Weighed = Pick<GateOutcome['reasons'][number], 'reason' | 'weight'>;

function weightsOf(answers: GateAnswers, context: GateContext): Weighed[] {
  const weights: [GateReason, 'CAUTION' | 'NO_GO' | null][] = [
    ['heart-symptoms', answers.heartSymptoms24h === true ? 'NO_GO' : null],
    ['neurological-signs', answers.newNeurologicalSigns === true ? 'NO_GO' : null],
    ['fever', answers.feverOrAcuteIllness === true ? 'NO_GO' : null],
    ['resting-heart-rate', above(answers.restingHeartRateBpm, heartRate)],
    ['blood-pressure', worse(above(answers.systolicMmHg, systolic), above(answers.diastolicMmHg, diastolic))],
    ['dizziness', dizzinessWeight(answers.dizziness, context)],
    ['pain', isMuchPain(answers.pain, context) ? 'CAUTION' : null],
  ];
  return weights.flatMap(([reason, weight]) => (weight === null ? [] : [{ reason, weight }]));
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
  return !Object.values(asked).every(isAnswer);
}

function isAnswer(answer: number | boolean | null): boolean {
  return answer !== null && (typeof answer === 'boolean' || Number.isFinite(answer));
}
