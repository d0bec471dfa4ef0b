/** What ends an exercise. `absolute`: stop now. `relative`: the therapist weighs it. */
export interface StopCriterion {
  id: StopReason;
  weight: 'absolute' | 'relative';
  /** Who can know: the patient says it, or it is measured. Tendon measures no rhythm, no ST change and no blood pressure. */
  by: 'patient' | 'measured';
}

export type PatientFeels =
  | 'chest-pain' | 'dizziness-or-near-fainting' | 'confusion-or-loss-of-coordination' | 'pale-cold-clammy' | 'severe-breathlessness' | 'wants-to-stop'
  | 'increasing-chest-pain' | 'wheezing' | 'leg-cramps' | 'severe-fatigue';

export type StopReason = PatientFeels | 'not-monitored' | 'blood-pressure' | 'heart-rate-over-limit' | 'heart-rate-falls-with-effort';

const absolute: PatientFeels[] = ['chest-pain', 'dizziness-or-near-fainting', 'confusion-or-loss-of-coordination', 'pale-cold-clammy', 'severe-breathlessness', 'wants-to-stop'];
const relative: PatientFeels[] = ['increasing-chest-pain', 'wheezing', 'leg-cramps', 'severe-fatigue'];

/** Clinical B15, after the lists for ending an exercise test of ACSM and ACC/AHA, as far as they can be sensed or asked. */
export const stopCriteria: readonly StopCriterion[] = [
  ...absolute.map((id): StopCriterion => ({ id, weight: 'absolute', by: 'patient' })),
  { id: 'not-monitored', weight: 'absolute', by: 'measured' },
  ...relative.map((id): StopCriterion => ({ id, weight: 'relative', by: 'patient' })),
  { id: 'blood-pressure', weight: 'relative', by: 'patient' },
  { id: 'heart-rate-over-limit', weight: 'relative', by: 'measured' },
  { id: 'heart-rate-falls-with-effort', weight: 'relative', by: 'measured' },
];

/** ACC/AHA: a hypertensive response, mmHg. */
const highestSystolic = 250;
const highestDiastolic = 115;

export interface Observed {
  feels: readonly PatientFeels[];
  /** null: not taken. */
  systolicMmHg: number | null;
  diastolicMmHg: number | null;
  /** Smoothed; null: not known, which is no reason to go on. */
  heartRateBpm: number | null;
  hardLimitBpm: number | null;
  heartRateFallsWithEffort: boolean;
  /** The plan asks for a heart rate at all times. */
  monitoringRequired: boolean;
}

export interface SafetyOutcome {
  decision: 'STOP' | 'WEIGH' | 'GO_ON';
  reasons: StopReason[];
}

/** What of it is met now, the gravest decision of all. */
export function safetyCheck(observed: Observed): SafetyOutcome {
  const met = stopCriteria.filter(({ id }) => isMet(id, observed));
  const decision = met.some(({ weight }) => weight === 'absolute') ? 'STOP' : met.length > 0 ? 'WEIGH' : 'GO_ON';
  return { decision, reasons: met.map(({ id }) => id) };
}

function isMet(id: StopReason, observed: Observed): boolean {
  const { systolicMmHg, diastolicMmHg, heartRateBpm, hardLimitBpm, monitoringRequired } = observed;
  switch (id) {
    case 'not-monitored':
      return monitoringRequired && heartRateBpm === null;
    case 'blood-pressure':
      return (systolicMmHg !== null && systolicMmHg > highestSystolic) || (diastolicMmHg !== null && diastolicMmHg > highestDiastolic);
    case 'heart-rate-over-limit':
      return heartRateBpm !== null && hardLimitBpm !== null && heartRateBpm > hardLimitBpm;
    case 'heart-rate-falls-with-effort':
      return observed.heartRateFallsWithEffort;
    default:
      return observed.feels.includes(id);
  }
}
