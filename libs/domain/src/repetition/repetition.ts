import type { FormCode, FormDomain } from '../form/code.js';
import type { BodyPart, Side } from '../prescription/exercise.js';

/** One full cycle of the movement, half-open [startMs, endMs) in session time, with what was measured and judged. */
export interface Repetition {
  /** 1..n within the session in the order in which they are told, whatever they are of: with the session, what a repetition is known by. */
  number: number;
  startMs: number;
  /** First turn and start of the way back: [startMs, turnMs) out, [turnMs, backMs) hold, [backMs, endMs) back. */
  turnMs: number;
  backMs: number;
  endMs: number;
  /** The exercise that it is: the prescribed one, or another that the patient has a reference of. */
  exerciseId: string;
  /** Which side did it, where the sides take turns; null: the sensors cannot tell. Absent where one side is prescribed, or both at once. */
  side?: Side | null;
  features: RepetitionFeatures;
  execution: Execution | null;
  score: FormScore;
}

/** As it was seen, before the session gives it its number. */
export type UnnumberedRepetition = Omit<Repetition, 'number'>;

/** How it was done: `correct`, `too-fast`, `low-amplitude`, or another fault that the patient has shown. */
export interface Execution {
  type: string;
  probability: number;
  /** What it was compared with: shown repetitions of each type, correct ones only, or other people. */
  basis: 'own-types' | 'own-correct' | 'population';
}

/** Clinical C9, first form. A feature that could not be measured is null, never 0. */
export interface RepetitionFeatures {
  rangeOfMotionDeg: number | null;
  /** The same by the scale of the goniometer with which the reference was measured (`form/goniometer.ts`). Absent where it was not, or is too far off. */
  rangeByGoniometerDeg?: number;
  peakAngleDeg: number | null;
  returnErrorDeg: number | null;
  outS: number | null;
  holdS: number | null;
  backS: number | null;
  durationS: number | null;
  peakVelocityOutDegPerS: number | null;
  peakVelocityBackDegPerS: number | null;
  /** Smoothness of the way out and back (SPARC, dimensionless, at most 0, nearer 0 is smoother). */
  sparcOut: number | null;
  sparcBack: number | null;
  /** The same by jerk (LDLJ-V, dimensionless): second to SPARC and not scored; null below 50 Hz. */
  ldljOut?: number | null;
  ldljBack?: number | null;
  /** Distance to the nearest reference repetition after warping time, deg (C9 pathDist). */
  pathDistanceDeg: number | null;
  /** 95th percentile of the rotation that is not about the movement's axis, beyond the reference's, deg. */
  offAxisDeg: number | null;
  /**
   * 95th percentile of what other parts of the body did beyond the reference at the same phase, deg: leaning, turning, arching,
   * bending the back, hiking, dropping, caving in, a knee that does not stay straight, shrugging. In walking the pelvis' tilt over a step, one side less the other. Absent where no sensor for it belongs to the exercise.
   */
  trunkLeanSideDeg?: number | null;
  trunkLeanForwardDeg?: number | null;
  trunkRotationDeg?: number | null;
  lumbarArchDeg?: number | null;
  backFlexionDeg?: number | null;
  hipHikeDeg?: number | null;
  pelvicDropDeg?: number | null;
  kneeValgusDeg?: number | null;
  kneeBendDeg?: number | null;
  shoulderShrugDeg?: number | null;
  /** Of the hold: shaking at 4 to 12 Hz, RMS, and how far it drifted. Absent where nothing is held. */
  tremorDegPerS?: number | null;
  holdDriftDeg?: number | null;
  /** Of a stretch in which the patient bounced: from turn to turn, deg. */
  bounceDeg?: number | null;
  /** Squared Mahalanobis distance from the approved repetitions as a whole. Absent where those are too few to tell what is unusual. */
  unusualDistance?: number | null;
  /** Of walking: steps a minute; likeness of neighbouring steps and strides, and the one over the other, up to 1. */
  cadencePerMin?: number | null;
  stepRegularity?: number | null;
  strideRegularity?: number | null;
  stepSymmetry?: number | null;
  /** Of walking that should go backwards: share of strides that swung that way, 0 to 1. */
  backwardShare?: number | null;
  /** Of sitting: how far the upper back is from how it was held at the beginning, deg. */
  slouchDeg?: number | null;
  /** Of turning the head: how often a second, how far to each side, and how many turns there were. */
  headTurnHz?: number | null;
  headTurnDeg?: number | null;
  headTurns?: number | null;
  /** Of standing: horizontal acceleration of the trunk, RMS, m/s2. Absent where nobody is to stand still. */
  swayRmsMPerS2?: number | null;
}

export type FormBand = 'good' | 'fair' | 'poor';

/** `scored`: all of it; `partly`: some domains are missing; `cannot-judge`: no number, and why. */
export type FormScore =
  | { verdict: 'scored' | 'partly'; score: number; band: FormBand; domains: DomainScore[]; codes: FeedbackCode[]; scorer: ScorerVersion }
  | { verdict: 'cannot-judge'; reason: CannotJudgeReason; codes: FeedbackCode[]; scorer: ScorerVersion };

/** Clinical D2. `score` null: the domain could not be measured. */
export interface DomainScore {
  domain: FormDomain;
  score: number | null;
  weight: number;
}

/**
 * One thing that was not as usual (clinical D5). `u` is the deviation in units of this patient's usual variation `spread`, on the
 * bad side. The words for it are whoever's shows it.
 */
export interface FeedbackCode {
  code: FormCode;
  severity: 'mild' | 'clear';
  bodyPart: BodyPart;
  side: 'left' | 'right' | 'both';
  feature: keyof RepetitionFeatures;
  value: number;
  reference: number;
  /** `reference` is a limit that holds for everybody, not what is usual for this patient. Absent: it is. */
  isLimit?: true;
  spread: number;
  unit: string;
  u: number;
}

/**
 * `no-form-score`: this kind of exercise has none; `safety-not-measured`: a fault that matters for safety could not be looked
 * for, so that a number would promise too much. `sensor-disagrees`: gyroscope and accelerometer of a sensor tell of different movements.
 * `clocks-apart`: the two sensors of the joint are of two devices whose clocks are. `unfinished`: the session ended in the middle of it.
 */
export type CannotJudgeReason = 'no-reference' | 'other-exercise' | 'signal-gap' | 'too-few-features' | 'no-form-score' | 'safety-not-measured' | 'sensor-disagrees' | 'sensor-moved' | 'clocks-apart' | 'unfinished';

export interface ScorerVersion {
  id: string;
  version: string;
}
