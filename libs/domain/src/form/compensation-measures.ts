import type { BodySegment } from '../prescription/exercise.js';
import type { Result } from '../session/result.js';
import type { FormCode } from './code.js';
import type { RepetitionFeatures } from '../repetition/repetition.js';

/** How one body segment was held through a repetition; every array has a value a sample. */
export interface SegmentTrace {
  /** Lean of the segment's long axis to the patient's right, deg; what lies level leans neither way: to the right is right side down. */
  frontalDeg: readonly number[];
  /** Lean forwards, deg. */
  sagittalDeg: readonly number[];
  /** Turn about the long axis to the right, deg/s; null: not measured. */
  axialDegPerS: readonly number[] | null;
}

/** One repetition as the sensors saw it. A segment without a sensor is left out. */
export interface RepetitionTraces {
  stepMs: number;
  /** The primary angle, deg. */
  angleDeg: readonly number[];
  /** Which limb moves, or stands; null: both. */
  side: 'left' | 'right' | null;
  segments: { readonly [segment in BodySegment]?: SegmentTrace };
}

/** Clinical C12, but for MOMENTUM, which is no angle: the score tells it by speed and time. */
export type CompensationCode = keyof typeof compensationMeasures;

export interface CompensationMeasure {
  /** Where its value stands among a repetition's features. */
  feature: keyof RepetitionFeatures;
  /** From here on it is one where there is neither a reference nor a limit of the exercise, deg [P]. */
  defaultLimitDeg: number;
  /** What it means that the measure is positive or negative; null: that is no compensation. */
  directions: { positive: Direction; negative: Direction | null };
  /** A hint to the therapist: one sensor on soft tissue, or a projection that is only about right. */
  lowConfidence: boolean;
  /** Deg a sample; NaN where it is not defined. */
  trace: (repetition: RepetitionTraces) => Result<number[]>;
}

export type Direction = 'right' | 'left' | 'forwards' | 'backwards' | 'inwards';

const sideways = { positive: 'right', negative: 'left' } as const;

/** The frontal angle of a thigh that nears the horizontal is ill-defined (clinical C12). */
const kneeFlexionBelowDeg = 60;
/** How a lift is shared between hips and back is asked up to here (clinical C17 [P]). */
const liftJudgedToDeg = 45;

export const compensationMeasures = {
  TRUNK_LEAN_SIDE: { feature: 'trunkLeanSideDeg', defaultLimitDeg: 10, directions: sideways, lowConfidence: false, trace: (repetition) => frontal(trunkOf(repetition), 'trunk') },
  TRUNK_LEAN_FORWARD: {
    feature: 'trunkLeanForwardDeg', defaultLimitDeg: 15, directions: { positive: 'forwards', negative: null }, lowConfidence: false,
    trace: (repetition) => plain(trunkOf(repetition)?.sagittalDeg, 'trunk'),
  },
  TRUNK_ROTATION: { feature: 'trunkRotationDeg', defaultLimitDeg: 10, directions: sideways, lowConfidence: false, trace: rotation },
  LUMBAR_ARCH: { feature: 'lumbarArchDeg', defaultLimitDeg: 10, directions: { positive: 'forwards', negative: null }, lowConfidence: false, trace: arch },
  // At 45 deg of trunk the hips should give 60 % of it: the back bends by 40 % of 45 at most (clinical C17).
  BACK_DOMINANT_LIFT: { feature: 'backFlexionDeg', defaultLimitDeg: 18, directions: { positive: 'forwards', negative: null }, lowConfidence: false, trace: rounding },
  HIP_HIKE: { feature: 'hipHikeDeg', defaultLimitDeg: 5, directions: sideways, lowConfidence: false, trace: obliquity },
  PELVIC_DROP: { feature: 'pelvicDropDeg', defaultLimitDeg: 5, directions: sideways, lowConfidence: false, trace: obliquity },
  KNEE_VALGUS_PROXY: { feature: 'kneeValgusDeg', defaultLimitDeg: 8, directions: { positive: 'inwards', negative: null }, lowConfidence: true, trace: valgus },
  KNEE_BENT: { feature: 'kneeBendDeg', defaultLimitDeg: 10, directions: { positive: 'backwards', negative: null }, lowConfidence: false, trace: kneeBend },
  SHOULDER_SHRUG: { feature: 'shoulderShrugDeg', defaultLimitDeg: 8, directions: sideways, lowConfidence: true, trace: ({ segments }) => frontal(segments['upper-back'], 'upper back') },
} as const satisfies Record<string, CompensationMeasure>;

export function isCompensation(code: FormCode): code is CompensationCode {
  return code in compensationMeasures;
}

function trunkOf({ segments }: RepetitionTraces): SegmentTrace | undefined {
  return segments.chest ?? segments['upper-back'] ?? segments.lumbar;
}

function frontal(segment: SegmentTrace | undefined, name: string): Result<number[]> {
  return plain(segment?.frontalDeg, name);
}

/** The rate is summed within the repetition only: over more, the gyroscope's bias would be most of it. */
function rotation({ segments, stepMs }: RepetitionTraces): Result<number[]> {
  const rate = plain((segments.lumbar ?? segments.chest)?.axialDegPerS, 'turning trunk');
  if (!rate.ok) return rate;
  let angleDeg = 0;
  return { ...rate, value: rate.value.map((degPerS, i) => (i === 0 ? 0 : (angleDeg += (degPerS * stepMs) / 1000))) };
}

/** A back that arches tips the pelvis forwards under the chest. */
function arch({ segments }: RepetitionTraces): Result<number[]> {
  const lumbar = plain((segments.lumbar ?? segments.pelvis)?.sagittalDeg, 'lumbar spine');
  const chest = plain((segments.chest ?? segments['upper-back'])?.sagittalDeg, 'chest');
  return both(lumbar, chest, (a, b) => a - b);
}

/** How much more the upper back leans than the belt line, for as long as the trunk has not leaned beyond what the limit is of. */
function rounding({ segments }: RepetitionTraces): Result<number[]> {
  const upper = plain((segments['upper-back'] ?? segments.chest)?.sagittalDeg, 'upper back');
  const lower = plain((segments.lumbar ?? segments.pelvis)?.sagittalDeg, 'lumbar spine');
  return both(upper, lower, (trunkDeg, pelvisDeg) => (trunkDeg <= liftJudgedToDeg ? trunkDeg - pelvisDeg : Number.NaN));
}

/**
 * Which side of the pelvis is lower. That a hip is hiked and that the other one drops is the same tilt: the exercise says which it is,
 * by whether its side moves or stands.
 */
function obliquity({ segments }: RepetitionTraces): Result<number[]> {
  return frontal(segments.pelvis ?? segments.lumbar, 'pelvis');
}

/** The thigh leans outwards over a knee that goes inwards, and the shank inwards under it. */
function valgus({ segments: { thigh, shank }, side }: RepetitionTraces): Result<number[]> {
  if (side === null) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'which knee is not known' };
  const outwards = side === 'right' ? 1 : -1;
  const angle = both(frontal(thigh, 'thigh'), frontal(shank, 'shank'), (a, b) => outwards * (a - b));
  const flexion = both(plain(thigh?.sagittalDeg, 'thigh'), plain(shank?.sagittalDeg, 'shank'), (a, b) => Math.abs(a - b));
  return both(angle, flexion, (deg, flexionDeg) => (flexionDeg < kneeFlexionBelowDeg ? deg : Number.NaN));
}

/** The shank stays behind the thigh: how far the knee is bent, wherever the leg points (a straight leg raise keeps it straight, clinical C17). */
function kneeBend({ segments: { thigh, shank } }: RepetitionTraces): Result<number[]> {
  return both(plain(shank?.sagittalDeg, 'shank'), plain(thigh?.sagittalDeg, 'thigh'), (a, b) => a - b - 360 * Math.round((a - b) / 360));
}

function plain(values: readonly number[] | null | undefined, name: string): Result<number[]> {
  if (values === null || values === undefined) return { ok: false, reason: 'NOT_APPLICABLE', detail: `no sensor for the ${name}` };
  if (!values.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: `the ${name} has a hole` };
  return { ok: true, value: [...values], flags: [] };
}

function both(a: Result<number[]>, b: Result<number[]>, combine: (a: number, b: number) => number): Result<number[]> {
  if (!a.ok) return a;
  if (!b.ok) return b;
  if (a.value.length !== b.value.length) return { ok: false, reason: 'MISSING_INPUT', detail: `traces of ${a.value.length} and ${b.value.length} samples` };
  return { ok: true, value: a.value.map((each, i) => combine(each, b.value[i])), flags: [] };
}
