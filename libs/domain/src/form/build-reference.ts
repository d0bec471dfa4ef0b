import { breakSegmentation, startSegmentation, stepSegmentation, type AngleFrame, type SegmentationEvent, type SegmentationSettings } from '../repetition/segmentation.js';
import { featuresOf, offAxisOf, profileOf } from '../repetition/features.js';
import type { RepetitionFeatures } from '../repetition/repetition.js';
import type { Exercise } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { median, medianAbsoluteDeviation } from '../signal/statistics.js';
import { featureRules, shrunkSpread, type Feature } from './deviation.js';
import { findAxis, trackFrames, type CandidateTracks, type Span } from './movement-axis.js';
import type { FeatureReference, Reference } from './reference.js';

export interface BuildReferenceInput {
  /** Every packet of the calibration session, in canonical order. */
  blocks: ImuBlock[];
  /** What the therapist approved, session time, half-open. */
  approved: Span[];
  exercise: Exercise;
  sensors: SensorBinding[];
}

type Found = Extract<SegmentationEvent, { kind: 'repetition' }>;

/** Fewer approved repetitions make a reference that is labelled so (clinical D1). */
const fullReference = 5;
const overlapNeeded = 0.5;
const smallestRangeDeg = 5;

/**
 * The patient's approved repetitions boiled down (clinical C4, C8, D1): which way they move, how far, how fast, and how much
 * that varies. They are cut out by the very state machine that runs live, so that like is compared with like.
 */
export function buildReference(input: BuildReferenceInput): Result<Reference> {
  if (input.approved.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no approved repetition' };
  const candidates = trackFrames(input);
  if (candidates.length === 0) return { ok: false, reason: 'MISSING_INPUT', detail: 'no movement sensor for this exercise in the recording' };
  const built = candidates.map((candidate) => fromCandidate(candidate, input)).filter((each) => each !== null);
  if (built.length === 0) return { ok: false, reason: 'LOW_QUALITY', detail: `no approved repetition turns any sensor by ${smallestRangeDeg} deg and comes back` };
  const best = built.reduce((a, b) => (b.clearness > a.clearness ? b : a));
  return { ok: true, value: best.reference, flags: best.reference.provisional ? ['PROVISIONAL'] : [] };
}

interface Built {
  reference: Reference;
  /** Range times share of the rotation that is about one axis: the sensor that tells most wins. */
  clearness: number;
}

function fromCandidate(tracks: CandidateTracks, { approved, exercise }: BuildReferenceInput): Built | null {
  const axis = findAxis(tracks, approved);
  if (axis === null || axis.rangeDeg < smallestRangeDeg) return null;
  const settings: SegmentationSettings = {
    stepMs: tracks.grid.stepMs, rangeDeg: axis.rangeDeg, peakVelocityDegPerS: axis.peakVelocityDegPerS, durationS: axis.durationS, countFromShare: exercise.countFromShare,
  };
  const found = axis.spans.flatMap(({ around }, i) => segment(around, settings).filter((each) => overlap(spanOf(each, tracks.grid), approved[i]) >= overlapNeeded).slice(0, 1));
  if (found.length === 0) return null;
  return { reference: toReference(found, { tracks, axis: axis.axis }), clearness: axis.rangeDeg * axis.explained * Math.min(1, found.length / approved.length) };
}

function segment(frames: AngleFrame[], settings: SegmentationSettings): Found[] {
  const state = startSegmentation();
  const events = frames.map((frame) => stepSegmentation(state, frame, settings));
  return [...events, breakSegmentation(state, settings)].filter((event): event is Found => event?.kind === 'repetition');
}

function spanOf({ cut, startAt, endAt }: Found, { originMs, stepMs }: CandidateTracks['grid']): Span {
  return { startMs: originMs + (cut.from + startAt) * stepMs, endMs: originMs + (cut.from + endAt) * stepMs };
}

/** Intersection over the shorter of the two: an approved span may hold the rest before and after. */
function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return Math.max(0, shared) / Math.min(a.endMs - a.startMs, b.endMs - b.startMs);
}

function toReference(found: Found[], { tracks, axis }: { tracks: CandidateTracks; axis: [number, number, number] }): Reference {
  const { stepMs } = tracks.grid;
  const bare: Reference = {
    repetitions: found.length,
    provisional: found.length < fullReference,
    sensors: tracks.sensors,
    axis,
    rangeOfMotionDeg: 0,
    peakVelocityDegPerS: 0,
    durationS: 0,
    profiles: found.map(profileOf),
    offAxisDeg: median(found.map(offAxisOf)),
    features: {},
  };
  // Each repetition's distance is to the others; a single one is at distance 0 from itself.
  const measured = found.map((each, i) => featuresOf(each, stepMs, { ...bare, profiles: found.length > 1 ? bare.profiles.filter((_, j) => j !== i) : bare.profiles }));
  const usual = (feature: Feature): number => median(measured.map((features) => features[feature] ?? 0));
  const peaks = measured.map((features) => Math.max(features.peakVelocityOutDegPerS ?? 0, features.peakVelocityBackDegPerS ?? 0));
  return { ...bare, rangeOfMotionDeg: usual('rangeOfMotionDeg'), peakVelocityDegPerS: median(peaks), durationS: usual('durationS'), features: referencesOf(measured) };
}

function referencesOf(measured: RepetitionFeatures[]): Reference['features'] {
  const references: Reference['features'] = {};
  for (const [name, rule] of Object.entries(featureRules)) {
    const feature = name as Feature;
    const values = measured.map((features) => features[feature]).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    // A single repetition is at no distance from itself: how far apart the patient's repetitions are is then the prior's word.
    const alone = feature === 'pathDistanceDeg' && values.length === 1;
    const middle = alone && 'fixed' in rule.prior ? rule.prior.fixed : median(values);
    const prior = 'share' in rule.prior ? rule.prior.share * Math.abs(middle) : rule.prior.fixed;
    references[feature] = spreadOf(values, { middle, prior, floor: rule.floor });
  }
  return references;
}

function spreadOf(values: number[], { middle, prior, floor }: { middle: number; prior: number; floor: number }): FeatureReference {
  const observed = values.length > 1 ? normalConsistent * medianAbsoluteDeviation(values) : 0;
  return { median: middle, spread: shrunkSpread({ n: values.length, observed, prior, floor }) };
}

/** Median absolute deviation to standard deviation of a normal distribution. */
const normalConsistent = 1.4826;
