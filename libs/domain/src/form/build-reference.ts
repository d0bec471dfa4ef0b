import { bodyPlan, heldRates, startBodyTrace, stepBodyTrace, tracesOf } from '../motion/body-trace.js';
import { candidatesOf } from '../motion/candidate.js';
import type { Exercise, Side } from '../prescription/exercise.js';
import { bothSides, sensorsOfSides } from '../prescription/alternating.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import { offAxisOf, profileOf, type PhasedRepetition } from '../repetition/features.js';
import { phasesOf } from '../repetition/phases.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { sharedOfShorter, type Span } from '../signal/span.js';
import { median } from '../signal/statistics.js';
import type { CompensationReference } from './compensation.js';
import { compensationMeasures, isCompensation } from './compensation-measures.js';
import { buildCompensationReference } from './compensation-reference.js';
import { cutAll, spanOf } from './cut-all.js';
import type { Feature } from './deviation.js';
import { executionFeaturesOf, isNamedFault, typeReferenceOf } from './execution.js';
import { mannerFor } from './manners.js';
import { findAxis, followSensors, type Followed, type MovementAxis } from './movement-axis.js';
import { observe, type Seen } from './observe.js';
import { postureReferenceOf } from './posture-reference.js';
import { meanOf, ownMannerOf, ownValuesOf } from './own-manner.js';
import type { ExecutionReference, Reference } from './reference.js';
import { spansOfSides } from './spans-of-sides.js';
import { residualsOf } from './unusual.js';
import { fullReference, usualFeatures } from './usual-features.js';

export interface BuildReferenceInput {
  /** Every packet of the calibration session, in canonical order. */
  blocks: ImuBlock[];
  /** What the therapist approved, session time, half-open. */
  approved: ApprovedSpan[];
  exercise: Exercise;
  /** `both`, of an exercise whose sides take turns: each side gets its own. Absent: there is one. */
  side?: Prescription['side'];
  sensors: SensorBinding[];
  /** Range of the approved repetitions as a person read it off a goniometer, deg; null or absent: nobody did. */
  goniometerDeg?: number | null;
}

/** `type` is "correct" unless the therapist had the patient show a fault: then it teaches what that fault looks like. */
export interface ApprovedSpan extends Span {
  type?: string;
}

const overlapNeeded = 0.5;
/** A repetition that shows a fault may be small: it counts from this share of the correct ones. */
const shownFromShare = 0.1;

/**
 * The patient's approved repetitions boiled down (clinical C4, C8, D1): how they are held at rest and at the far end, about
 * which axis they turn, how far, how fast, and how much that varies; and what each shown fault looks like. They are cut out by
 * the very state machine that runs live, so that like is compared with like.
 */
export function buildReference(input: BuildReferenceInput): Result<Reference> {
  const sides = sensorsOfSides(input);
  return sides === null ? buildOne(input) : buildOfSides(input, sides);
}

/** The left one with the right one in it; of a side of which nothing was approved there is none. */
function buildOfSides(input: BuildReferenceInput, sides: Record<Side, SensorBinding[]>): Result<Reference> {
  const spans = spansOfSides(input.approved, { ...input, sides });
  const built = bothSides.filter((side) => spans[side].some(isCorrect)).map((side) => ({ side, built: buildOne({ ...input, approved: spans[side], sensors: sides[side] }) }));
  if (built.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no approved repetition' };
  if (built.length > 1 && typeof input.goniometerDeg === 'number') return { ok: false, reason: 'NOT_APPLICABLE', detail: `one goniometer reading (${input.goniometerDeg} deg) cannot be of both sides: approve the repetitions of the side that was measured` };
  const references: Reference[] = [];
  for (const { side, built: one } of built) {
    if (!one.ok) return { ...one, detail: `of the ${side} side: ${one.detail}` };
    references.push({ ...one.value, side });
  }
  const [first, otherSide] = references;
  return { ok: true, value: otherSide === undefined ? first : { ...first, otherSide }, flags: references.some(({ provisional }) => provisional) ? ['PROVISIONAL'] : [] };
}

function buildOne(input: BuildReferenceInput): Result<Reference> {
  const correct = input.approved.filter(isCorrect);
  if (correct.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no approved repetition' };
  const followed = followSensors(input);
  if (followed.sensors.length === 0) return { ok: false, reason: 'MISSING_INPUT', detail: 'no movement sensor for this exercise in the recording' };
  const axis = findAxis(followed, { approved: correct, exercise: input.exercise, sensors: input.sensors });
  if (axis === null) return { ok: false, reason: 'LOW_QUALITY', detail: 'no approved repetition turns any sensor by 5 deg and comes back' };
  const draft = draftOf(followed, axis, input);
  const shown = cutOut(followed, draft, input);
  const found = shown.filter(({ span }) => isCorrect(span)).map((each) => each.found);
  if (found.length === 0) return { ok: false, reason: 'LOW_QUALITY', detail: 'no approved repetition leaves rest and comes back' };
  const measured = typeof input.goniometerDeg === 'number' ? { goniometerDeg: input.goniometerDeg } : {};
  const reference = { ...toReference(found, { draft, shown, seen: seenIn(followed, axis.sensors, input) }), ...(draft.execution.own === undefined ? mannerOf(found, input.exercise, followed.grid.stepMs) : {}), ...measured };
  return { ok: true, value: reference, flags: reference.provisional ? ['PROVISIONAL'] : [] };
}

/** What the exercise's manner shows on average, where it was seen. */
function mannerOf(found: readonly FoundRepetition[], exercise: Exercise, stepMs: number): Pick<Reference, 'manner'> {
  const manner = mannerFor(exercise);
  if (manner === null || found.some(({ cut }) => cut.manner.length === 0)) return {};
  const values = found.map((each) => manner.valuesOf(each, stepMs));
  return { manner: values[0].map((_, i) => values.reduce((sum, each) => sum + each[i], 0) / values.length) };
}

function isCorrect({ type }: ApprovedSpan): boolean {
  return type === undefined || type === 'correct';
}

/** Enough of a reference to cut repetitions out with. */
function draftOf(followed: Followed, axis: MovementAxis, { approved, exercise }: BuildReferenceInput): Reference {
  const correct = approved.filter(isCorrect);
  const posture = postureReferenceOf(followed, correct, axis.rangeDeg);
  const widthS = posture?.widthS ?? axis.widthS;
  return {
    repetitions: 0, provisional: true, sensors: axis.sensors, axis: axis.axis, ...(axis.proximalAxis === null ? {} : { proximalAxis: axis.proximalAxis }), rangeOfMotionDeg: axis.rangeDeg, peakVelocityDegPerS: axis.peakVelocityDegPerS, durationS: axis.durationS,
    profiles: [], offAxisDeg: 0, features: {}, posture: posture?.reference ?? null, execution: { widthS, heightDeg: 0, levelDeg: 0, types: [], ...(isSeenAsWhole(exercise, approved) ? { own: { sensors: followed.sensors, values: [], spreads: [] } } : {}) },
  };
}

/**
 * Where faults were shown, posture and turning of the whole body tell them from the correct ones, small ones better than range alone does (pted s1 and s2, own3:
 * 97.3 to 99.2 % told rightly). Usual faults alone need two correct ones: by one and its neighbours nobody knows how much the patient varies, and 9 % of the correct
 * ones were called small. Where other people's squats tell faults that nobody has shown, those stay, unless the patient has shown one with a name of its own.
 */
function isSeenAsWhole(exercise: Exercise, approved: readonly ApprovedSpan[]): boolean {
  const faults = approved.filter((each) => !isCorrect(each));
  if (faults.some(({ type }) => type !== undefined && isNamedFault(type))) return true;
  return faults.length > 0 && mannerFor(exercise) === null && approved.length - faults.length > 1;
}

interface Shown {
  span: ApprovedSpan;
  found: PhasedRepetition;
}

/** Of all that the state machine finds, what overlaps each approved span most. */
function cutOut(followed: Followed, draft: Reference, { exercise, sensors, approved }: BuildReferenceInput): Shown[] {
  const prescription = { exercise: { ...exercise, countFromShare: shownFromShare }, reference: draft, alternatives: [], sensors };
  const all = cutAll(followed, candidatesOf(prescription, followed.sensors)[0]);
  return approved.flatMap((span) => {
    const best = all.map((found) => ({ found, shared: sharedOfShorter(spanOf(found, followed.grid), span) })).reduce((a, b) => (b.shared > a.shared ? b : a), { found: null as FoundRepetition | null, shared: overlapNeeded });
    return best.found === null ? [] : [{ span, found: { ...best.found, ...phasesOf(best.found, followed.grid.stepMs) } }];
  });
}

type SeenOf = (found: PhasedRepetition) => Omit<Seen, 'reference'>;

/** What is there to look at of each repetition of the recording. */
function seenIn({ frames, sensors: order, grid: { stepMs } }: Followed, carriers: number[], { exercise, sensors }: BuildReferenceInput): SeenOf {
  const plan = bodyPlan({ exercise, sensors }, order, carriers.map((sensor) => order.indexOf(sensor)));
  const body = startBodyTrace();
  for (const each of frames) stepBodyTrace(body, plan, each, 0);
  return (found) => ({ stepMs, exercise, traces: tracesOf(body, plan, { found, stepMs }), rates: heldRates(body, plan, found) });
}

function toReference(found: PhasedRepetition[], { draft, shown, seen }: { draft: Reference; shown: Shown[]; seen: SeenOf }): Reference {
  const all = found.map(seen);
  const compensation = buildCompensationReference(all.map(({ traces }) => traces));
  const bare: Reference = {
    ...draft, repetitions: found.length, provisional: found.length < fullReference,
    profiles: found.map(profileOf), offAxisDeg: median(found.map(offAxisOf)), execution: executionReferenceOf(shown, all[0].stepMs, draft.execution.own?.sensors),
    compensation: compensation.ok ? compensation.value : null,
  };
  // Each repetition's distance is to the others; a single one is at distance 0 from itself.
  const measured = found.map((each, i) => observe(each, { ...all[i], reference: { ...bare, profiles: found.length > 1 ? bare.profiles.filter((_, j) => j !== i) : bare.profiles } }).features);
  const usual = (feature: Feature): number => median(measured.map((features) => features[feature] ?? 0));
  const peaks = measured.map((features) => Math.max(features.peakVelocityOutDegPerS ?? 0, features.peakVelocityBackDegPerS ?? 0));
  const features = { ...usualFeatures(measured), ...compensationReferences(all[0].exercise, bare.compensation ?? null) };
  const residuals = residualsOf(features, measured);
  return { ...bare, rangeOfMotionDeg: usual('rangeOfMotionDeg'), peakVelocityDegPerS: median(peaks), durationS: usual('durationS'), features, ...(residuals === undefined ? {} : { residuals }) };
}

/** Of the faults that the exercise is known for. */
function compensationReferences({ faults }: Seen['exercise'], reference: CompensationReference | null): Reference['features'] {
  const references: Reference['features'] = {};
  for (const { code } of faults) {
    const known = isCompensation(code) ? reference?.measures[code] : undefined;
    if (isCompensation(code) && known !== undefined) references[compensationMeasures[code].feature] = { median: known.median, spread: known.spread };
  }
  return references;
}

/** `ownSensors`: of all that were worn, where repetitions are compared as a whole. */
function executionReferenceOf(shown: readonly Shown[], stepMs: number, ownSensors: number[] | undefined): ExecutionReference {
  const foundOf = (type: string) => shown.filter(({ span }) => (span.type ?? 'correct') === type).map(({ found }) => found);
  const of = (type: string) => foundOf(type).map((found) => executionFeaturesOf(found, stepMs));
  const correct = of('correct');
  const geometricMean = (values: number[]): number => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
  const usual = {
    widthS: geometricMean(correct.map(({ widthS }) => widthS)), heightDeg: geometricMean(correct.map(({ heightDeg }) => heightDeg)), levelDeg: median(correct.map(({ levelDeg }) => levelDeg)),
  };
  const faults = [...new Set(shown.map(({ span }) => span.type ?? 'correct'))].filter((type) => type !== 'correct');
  const types = faults.map((type) => typeReferenceOf(type, of(type), usual));
  if (ownSensors === undefined) return { ...usual, types };
  const values = ['correct', ...faults].map((type) => foundOf(type).map((found) => ownValuesOf(found, stepMs)));
  return { ...usual, types: types.map((each, i) => ({ ...each, values: meanOf(values[i + 1]) })), own: ownMannerOf(ownSensors, values) };
}
