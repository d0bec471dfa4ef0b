/** One full cycle of the movement, half-open [startMs, endMs) in session time, with what was measured and judged. */
export interface Repetition {
  /** 1..n in order of start within the session. */
  number: number;
  startMs: number;
  /** First turn and start of the way back: [startMs, turnMs) out, [turnMs, backMs) hold, [backMs, endMs) back. */
  turnMs: number;
  backMs: number;
  endMs: number;
  features: RepetitionFeatures;
  score: FormScore;
}

/** Clinical C9, first form. A feature that could not be measured is null, never 0. */
export interface RepetitionFeatures {
  rangeOfMotionDeg: number | null;
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
  /** Distance to the nearest reference repetition after warping time, deg (C9 pathDist). */
  pathDistanceDeg: number | null;
  /** 95th percentile of the rotation that is not about the movement's axis, beyond the reference's, deg. */
  offAxisDeg: number | null;
}

export type FormBand = 'good' | 'fair' | 'poor';

/** `scored`: all of it; `partly`: some domains are missing; `cannot-judge`: no number, and why. */
export type FormScore =
  | { verdict: 'scored' | 'partly'; score: number; band: FormBand; domains: DomainScore[]; codes: FeedbackCode[]; scorer: ScorerVersion }
  | { verdict: 'cannot-judge'; reason: CannotJudgeReason; codes: FeedbackCode[]; scorer: ScorerVersion };

/** Clinical D2. `score` null: the domain could not be measured. */
export interface DomainScore {
  domain: 'range' | 'tempo' | 'path' | 'compensation' | 'smoothness' | 'hold' | 'steadiness';
  score: number | null;
  weight: number;
}

/** Clinical D5. `u` is the deviation in units of this patient's usual variation (D2). */
export interface FeedbackCode {
  code: string;
  severity: 'mild' | 'clear';
  feature: keyof RepetitionFeatures;
  value: number;
  reference: number;
  unit: string;
  u: number;
}

export type CannotJudgeReason = 'no-reference' | 'signal-gap' | 'too-few-features';

export interface ScorerVersion {
  id: string;
  version: string;
}
