import type { BodyRegion, Exercise, Fault, Placement, PrimarySignal, SensorNeed } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { buildReference, type ApprovedSpan } from './build-reference.js';
import { meaningOf, type FormCode } from './code.js';
import { compensationMeasures, isCompensation, type CompensationCode } from './compensation-measures.js';
import type { Reference } from './reference.js';

/** What the therapist says of the exercise that is taught. */
export interface TaughtWords {
  id: string;
  name: string;
  region: BodyRegion;
  /** What the patient is told, by code; absent: the words of the exercise that it is based on, or everybody's. */
  cues: Partial<Record<FormCode, string>>;
  /** When to ask first; null: as the exercise that it is based on says. */
  askFirst: string | null;
}

export interface Lesson {
  /** Every packet of the recorded set, in canonical order. */
  blocks: ImuBlock[];
  /** What the therapist approved, session time, half-open. */
  approved: ApprovedSpan[];
  sensors: SensorBinding[];
  side: 'left' | 'right' | 'both';
  /** What it is a version of: an exercise of the catalogue, or the movement of which nothing is known. */
  basis: Exercise;
  words: TaughtWords;
}

export interface TaughtExercise {
  exercise: Exercise;
  reference: Reference;
}

/** Compensations that need no word of the therapist: which they are is seen by the sensors alone. A hip that hikes and one that drops are one tilt. */
const watched: CompensationCode[] = ['TRUNK_LEAN_SIDE', 'TRUNK_LEAN_FORWARD', 'TRUNK_ROTATION', 'LUMBAR_ARCH', 'KNEE_VALGUS_PROXY'];
/** What moves by intent is no compensation. */
const shownBy: Record<string, readonly CompensationCode[]> = {
  chest: ['TRUNK_LEAN_SIDE', 'TRUNK_LEAN_FORWARD', 'TRUNK_ROTATION', 'LUMBAR_ARCH'],
  'upper-back': ['TRUNK_LEAN_SIDE', 'TRUNK_LEAN_FORWARD', 'TRUNK_ROTATION', 'LUMBAR_ARCH'],
  lumbar: ['TRUNK_LEAN_SIDE', 'TRUNK_LEAN_FORWARD', 'TRUNK_ROTATION', 'LUMBAR_ARCH'],
  pelvis: ['LUMBAR_ARCH'],
};
/** Shorter is a turning point [P], s. */
const holdFromS = 2;

/**
 * An exercise from one recorded set (row C10): which sensors carry it, how far it goes and in which phases, what to look for and what to
 * say, with the reference of the patient who showed it. Scored like one of the catalogue. Refused for the reasons of `buildReference`,
 * and NOT_APPLICABLE for walking.
 */
export function teachExercise({ blocks, approved, sensors, side, basis, words }: Lesson): Result<TaughtExercise> {
  if (basis.scoring === 'gait') return { ok: false, reason: 'NOT_APPLICABLE', detail: `${basis.name.toLowerCase()} has no repetitions to teach from` };
  const draft = { ...basis, id: words.id, versionOf: basis.versionOf ?? basis.id, faults: withWatched(basis.faults) };
  const built = buildReference({ blocks, approved, exercise: draft, sensors });
  if (!built.ok) return built;
  const reference = built.value;
  const carriers = reference.sensors.flatMap((sensor) => sensors.filter((each) => each.sensor === sensor));
  const template = templateOf(reference);
  const exercise: Exercise = {
    ...draft, name: words.name, region: words.region, template,
    primary: primaryOf(basis.primary, carriers, sensors),
    sensors: basis.sensors.length > 0 ? basis.sensors : sensors.map((binding) => needOf(binding, reference.sensors)),
    phases: { ...basis.phases, hold: template.holdS >= holdFromS ? 'at-end' : basis.phases.hold },
    faults: withCues(draft.faults.filter((fault) => isKept(fault, { basis, reference, carriers })), words.cues),
    contraindications: words.askFirst === null ? basis.contraindications : [words.askFirst],
    laterality: side === 'both' ? basis.laterality : 'one-side',
  };
  return { ok: true, value: { exercise, reference }, flags: built.flags };
}

function withWatched(faults: readonly Fault[]): Fault[] {
  const others = watched.filter((code) => !faults.some((fault) => fault.code === code));
  return [...faults, ...others.map((code): Fault => ({ code, limit: null, unit: 'deg', safetyCritical: false, cue: meaningOf(code).cue ?? '' }))];
}

/** What the exercise came with stays; of the rest, what the recording has shown the usual of. */
function isKept({ code }: Fault, { basis, reference, carriers }: { basis: Exercise; reference: Reference; carriers: readonly SensorBinding[] }): boolean {
  if (!isCompensation(code) || basis.faults.some((fault) => fault.code === code)) return true;
  if (carriers.some(({ placement: { segment } }) => (shownBy[segment] ?? []).includes(code))) return false;
  return reference.features[compensationMeasures[code].feature] !== undefined;
}

/** A code that the exercise was not known for is looked for in every one: with words of its own it can be told in them. */
function withCues(faults: readonly Fault[], cues: TaughtWords['cues']): Fault[] {
  const own = Object.entries(cues) as [FormCode, string][];
  const others = own.filter(([code]) => !faults.some((fault) => fault.code === code) && !isCompensation(code));
  return [...faults.map((fault) => ({ ...fault, cue: cues[fault.code] ?? fault.cue })), ...others.map(([code, cue]): Fault => ({ code, limit: null, unit: '', safetyCritical: false, cue }))];
}

/** What another patient, who has no reference yet, is counted by. */
function templateOf({ rangeOfMotionDeg, durationS, features }: Reference): Exercise['template'] {
  const outS = features.outS?.median ?? durationS / 2;
  const backS = features.backS?.median ?? durationS - outS;
  const round = (value: number): number => Math.round(10 * value) / 10;
  return { rangeOfMotionDeg: Math.round(rangeOfMotionDeg), outS: round(outS), holdS: round(Math.max(0, durationS - outS - backS)), backS: round(backS) };
}

/** By body segment, where each carrier is the only sensor on a segment that is known; else it stays what the reference has learned. */
function primaryOf(basis: PrimarySignal, carriers: readonly SensorBinding[], sensors: readonly SensorBinding[]): PrimarySignal {
  if (basis.kind !== 'learned') return basis;
  const isAlone = ({ placement }: SensorBinding): boolean => placement.segment !== 'unknown' && sensors.filter((each) => each.kind === 'imu' && each.placement.segment === placement.segment).length === 1;
  const [only] = carriers;
  return carriers.length === 1 && isAlone(only) ? { kind: 'segment', segment: only.placement.segment } : basis;
}

function needOf({ sensor, kind, placement }: SensorBinding, carriers: readonly number[]): SensorNeed {
  return { segment: placement.segment, kind, need: carriers.includes(sensor) ? 'required' : 'helpful', placement: `${nameOf(placement)}, as in the recording` };
}

function nameOf({ segment, side }: Placement): string {
  return side === 'midline' ? segment.replace('-', ' ') : `${side} ${segment.replace('-', ' ')}`;
}

/** How much a reference of so many approved repetitions knows (clinical D1): it is usable from one, and says so. */
export type ReferenceGrade = 'rough' | 'provisional' | 'full';

export function referenceGrade(repetitions: number): ReferenceGrade {
  if (repetitions >= 5) return 'full';
  return repetitions >= 3 ? 'provisional' : 'rough';
}
