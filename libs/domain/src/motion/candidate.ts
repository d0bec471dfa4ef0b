import type { Manner, MannerView } from '../form/manner.js';
import { mannerFor } from '../form/manners.js';
import { ownView } from '../form/own-manner.js';
import { strangerView } from '../form/population-execution.js';
import type { Reference, TypeReference } from '../form/reference.js';
import type { BodySegment, Exercise, Side } from '../prescription/exercise.js';
import { bothSides, sensorsOfSides } from '../prescription/alternating.js';
import type { Prescription } from '../prescription/prescription.js';
import { breakSegmentation, restAgain, startSegmentation, stepSegmentation, type AngleFrame, type FoundRepetition, type ReachFrame, type SegmentationEvent, type SegmentationSettings, type SegmentationState } from '../repetition/segmentation.js';
import type { PostureState } from './posture.js';
import { emptyAngle, startPrimaryAngle, stepPrimaryAngle, type PrimaryAngle, type PrimaryAngleState } from './primary-angle.js';
import type { Vector } from './quaternion.js';
import { isContrary, isHomeward, reachAlong, reachFromRest, reachOfAngle, standAtHome, startReach, stayedMs, type Reach, type ReachState } from './reach.js';
import { directionsOf } from './sensor-calibration.js';
import type { TrackFrame } from './sensor-track.js';

/** One exercise that the patient may be doing, followed. Plain JSON. */
export interface CandidateState {
  angle: PrimaryAngleState;
  reach: ReachState;
  segmentation: SegmentationState;
}

/** What does not change in a session: worked out once a call, never stored. */
export interface Candidate {
  exerciseId: string;
  /** Of an exercise whose sides take turns, the one that it follows; null: of whichever. */
  side: Side | null;
  reference: Reference | null;
  /** Which of the followed sensors carry the primary angle, and where each value of the reference's posture stands in the session's. */
  carriersAt: number[];
  postureAt: number[];
  /** Which of the followed sensors it cannot do without. */
  needsAt: number[];
  settings: Omit<SegmentationSettings, 'stepMs'>;
  /** About which the angle is measured; null: how far the posture is from rest, whatever the direction. */
  axis: Vector | null;
  /** Of a joint: the same axis in the proximal sensor's frame; null: it is not known. */
  proximalAxis: Vector | null;
  /** The exercise's own faults; null: it has none, or there is no reference to tell them from. */
  manner: Manner | null;
  /** What sees the manner of the exercise, or else what tells haste of everybody; null where a sensor for the manner is not worn. */
  view: MannerView | null;
  /** It sees the whole repetition, to be compared with the faults of their own names that the patient has shown. */
  isOwnView?: boolean;
}

/** Peak over mean speed of a minimum-jerk movement is 1.875 (Flash & Hogan 1985); it is beyond half of its way for half of its time. */
const halfOfWay = 0.5;
/** A sensor with less than this share of the movement may fail without spoiling it [P]. */
const neededShare = 0.02;
/** Without any reference: a movement of this much is an onset at 0.15 of the range (measured on pted: the least acted repetition turns 8.5 deg) [P]. */
const freeRangeDeg = 50;
/** And may be held for twice this: a repetition of whomever may take 15 s (clinical C8), and a template knows nobody's pace. */
const freeWidthS = 6;

type Followable = Pick<Prescription, 'exercise' | 'reference' | 'alternatives' | 'sensors'> & { side?: Prescription['side'] };

/** The prescribed exercise first (where its sides take turns, the left and then the right), then what else the patient has references of. */
export function candidatesOf(prescription: Followable, sensors: number[]): Candidate[] {
  const { exercise, reference, alternatives } = prescription;
  const sides = sidesFollowed(prescription);
  const others = alternatives.map((each) => withReference(each.reference, { exercise: { id: each.exerciseId }, countFromShare: exercise.countFromShare, worn: prescription.sensors, sensors }));
  if (sides !== null) return [...bothSides.flatMap((side) => candidateOfSide(side, { sides, prescription, sensors })), ...others];
  if (reference !== null) return [withReference(reference, { exercise, countFromShare: exercise.countFromShare, worn: prescription.sensors, sensors }), ...others];
  return others.length > 0 ? others : withoutReference(prescription, sensors);
}

/** Every sensor that is followed, in the order in which their postures are stacked. */
export function followedSensors({ exercise, sensors, reference, alternatives, side }: Followable): number[] {
  const sides = sidesFollowed({ exercise, sensors, reference, alternatives, side });
  const ofSides = sides === null ? [] : bothSides.flatMap((each) => (referenceOfSide(reference, each) === null ? carriersOf(exercise.primary, sides[each]) : []));
  const references = [reference, reference?.otherSide ?? null, ...alternatives.map((each) => each.reference)].filter((each) => each !== null);
  const worn = sensors.filter((each) => each.kind === 'imu').map((each) => each.sensor);
  if (references.length > 0 || ofSides.length > 0) return [...new Set([...ofSides, ...references.flatMap((each) => [...each.sensors, ...(each.posture?.sensors ?? []), ...(each.execution.own?.sensors ?? [])])])].sort((a, b) => a - b);
  return exercise.primary.kind === 'learned' ? worn.sort((a, b) => a - b) : carriersOf(exercise.primary, sensors);
}

/** null: the sides do not take turns, cannot be told apart, or the reference is of both together, as before there was one of each. */
function sidesFollowed(prescription: Followable): Record<Side, Prescription['sensors']> | null {
  if (prescription.reference !== null && prescription.reference.side === undefined) return null;
  return sensorsOfSides(prescription);
}

function referenceOfSide(reference: Reference | null, side: Side): Reference | null {
  if (reference === null || reference.side === side) return reference;
  return reference.otherSide ?? null;
}

/** Without a reference of that side its repetitions are counted all the same. */
function candidateOfSide(side: Side, { sides, prescription, sensors }: { sides: Record<Side, Prescription['sensors']>; prescription: Followable; sensors: number[] }): Candidate[] {
  const { exercise } = prescription;
  const reference = referenceOfSide(prescription.reference, side);
  const worn = sides[side];
  const own = reference === null ? withoutReference({ ...prescription, sensors: worn }, sensors) : [withReference(reference, { exercise, countFromShare: exercise.countFromShare, worn, sensors })];
  return own.map((candidate) => ({ ...candidate, side }));
}

function withReference(reference: Reference, { exercise, countFromShare, worn, sensors }: { exercise: Pick<Exercise, 'id' | 'versionOf'>; countFromShare: number; worn: Prescription['sensors']; sensors: number[] }): Candidate {
  const { posture, execution } = reference;
  const own = execution.own === undefined ? null : ownView(execution.own.sensors.map((sensor) => sensors.indexOf(sensor)));
  const manner = own === null ? mannerFor(exercise) : null;
  const postureAt = (posture?.sensors ?? []).flatMap((sensor) => [0, 1, 2].map((axis) => (sensors.includes(sensor) ? 3 * sensors.indexOf(sensor) + axis : -1)));
  return {
    exerciseId: exercise.id, side: null, reference, manner, carriersAt: placesOf(reference.sensors, sensors), postureAt, needsAt: placesOf([...reference.sensors, ...movingSensors(reference)], sensors),
    ...axesOf(reference.sensors, worn, reference),
    settings: { rangeDeg: posture?.rangeDeg ?? reference.rangeOfMotionDeg, widthS: execution.widthS, countFromShare: countedFrom(countFromShare, execution.types) },
    view: own ?? (manner === null ? strangerView : posture === null ? null : manner.viewOf({ reference: posture, worn, followed: sensors })),
    isOwnView: own !== null,
  };
}

/** Two standard deviations of a small repetition's range below what was shown (`execution.ts`): e to the power of -0.48. */
const ofShownShare = 0.62;

/** A small repetition that the patient has shown is one that counts, also where it is smaller than what counts for everybody. */
function countedFrom(countFromShare: number, types: readonly TypeReference[]): number {
  return Math.min(countFromShare, ...types.map(({ logReach }) => ofShownShare * Math.exp(logReach)));
}

/**
 * A joint whose two sensors know its hinge turns about that, the way out being the reference's; else about what the reference shows. Where there
 * is none, about what lies to the patient's right, as a guided calibration showed it.
 */
function axesOf(carriers: readonly number[], worn: Prescription['sensors'], reference: Reference | null): Pick<Candidate, 'axis' | 'proximalAxis'> {
  const bindings = carriers.map((sensor) => worn.find((each) => each.sensor === sensor));
  const [proximal, distal] = bindings.map((each) => each?.flexion ?? (reference === null ? rightOf(each) : undefined));
  if (proximal === undefined || distal === undefined) return { axis: reference?.axis ?? null, proximalAxis: reference?.proximalAxis ?? null };
  const [x, y, z] = reference?.axis ?? distal;
  const wayOut = x * distal[0] + y * distal[1] + z * distal[2] < 0 ? -1 : 1;
  return { axis: scaled(distal, wayOut), proximalAxis: scaled(proximal, wayOut) };
}

function rightOf(worn: Prescription['sensors'][number] | undefined): Vector | undefined {
  return worn?.calibration === undefined ? undefined : directionsOf({ calibration: worn.calibration })?.right;
}

function scaled([x, y, z]: Vector, by: number): Vector {
  return [by * x, by * y, by * z];
}

/** Each once, in the order in which frames stand. */
function placesOf(own: readonly number[], followed: readonly number[]): number[] {
  return [...new Set(own)].map((sensor) => followed.indexOf(sensor)).filter((at) => at >= 0);
}

function movingSensors({ posture }: Reference): number[] {
  if (posture === null) return [];
  const squared = posture.direction.reduce((sum, value) => sum + value * value, 0);
  return posture.sensors.filter((_, i) => [0, 1, 2].reduce((sum, axis) => sum + posture.direction[3 * i + axis] ** 2, 0) > neededShare * squared);
}

/** Counted by the exercise's template, or as whatever moves away from rest and comes back. */
function withoutReference({ exercise, sensors }: Followable, followed: number[]): Candidate[] {
  const { primary, template, countFromShare, id: exerciseId } = exercise;
  if (primary.kind === 'none') return [];
  const widthS = Math.max(freeWidthS, halfOfWay * (template.outS + template.backS) + template.holdS);
  if (primary.kind === 'learned') {
    const needs = sensors.filter((each) => each.kind === 'imu').map((each) => each.sensor);
    return [{ exerciseId, side: null, reference: null, manner: null, carriersAt: [], postureAt: [], needsAt: placesOf(needs, followed), axis: null, proximalAxis: null, settings: { rangeDeg: freeRangeDeg, widthS: freeWidthS, countFromShare: 0 }, view: strangerView }];
  }
  const carriers = carriersOf(primary, sensors);
  return [{ exerciseId, side: null, reference: null, manner: null, carriersAt: placesOf(carriers, followed), postureAt: [], needsAt: placesOf(carriers, followed), ...axesOf(carriers, sensors, null), settings: { rangeDeg: template.rangeOfMotionDeg, widthS, countFromShare }, view: null }];
}

/** Of the prescribed exercise: one sensor for a segment, proximal and distal for a joint; none: it is learned, or a sensor is not worn. */
export function carriersOf(primary: Prescription['exercise']['primary'], sensors: Prescription['sensors']): number[] {
  const at = (segment: BodySegment): number[] => sensors.filter((each) => each.kind === 'imu' && each.placement.segment === segment).map((each) => each.sensor).slice(0, 1);
  if (primary.kind === 'segment') return at(primary.segment);
  if (primary.kind !== 'joint') return [];
  const both = [...at(primary.proximal), ...at(primary.distal)];
  return both.length === 2 ? both : [];
}

export function startCandidate(): CandidateState {
  return { angle: startPrimaryAngle(), reach: startReach(), segmentation: startSegmentation() };
}

export interface CandidateStep {
  candidate: Candidate;
  /** One frame for each followed sensor. */
  frames: TrackFrame[];
  posture: PostureState;
  stepMs: number;
}

const nothingSeen: readonly number[] = [];
/** Written anew at each instant, and kept by nobody: what every sample goes through makes no garbage. */
const carrying: TrackFrame[] = [];
const shown: ReachFrame = { index: 0, angleDeg: 0, velocityDegPerS: 0, offAxisDeg: 0, valid: false, reachDeg: 0, speedDegPerS: 0, manner: nothingSeen };
const angleNow = emptyAngle();
const told: CandidateInstant = { angleDeg: 0, velocityDegPerS: 0, valid: false, event: null };
const by: SegmentationSettings = { stepMs: 0, rangeDeg: 0, widthS: 0, countFromShare: 0 };

export interface CandidateInstant {
  /** Before the low-pass. */
  angleDeg: number;
  velocityDegPerS: number;
  valid: boolean;
  /** What ended with it. */
  event: SegmentationEvent | null;
}

/** One instant; what it returns is written anew at the next. Writes into `state`. */
export function stepCandidate(state: CandidateState, step: CandidateStep): CandidateInstant {
  const { candidate, frames, stepMs } = step;
  const before = state.segmentation.phase;
  const { axis, proximalAxis, carriersAt } = candidate;
  carrying.length = carriersAt.length;
  for (let i = 0; i < carriersAt.length; i++) carrying[i] = frames[carriersAt[i]];
  const valid = areValid(frames, candidate.needsAt);
  const angle = carrying.length === 0 ? null : stepPrimaryAngle(state.angle, { frames: carrying, axis, proximalAxis, stepMs, resting: before === 'rest' }, angleNow);
  if (angle?.rebased === true && (candidate.reference?.posture ?? null) === null) state.segmentation.restDeg = 0;
  const reach = reachOf(state, step, angle);
  show(angle, reach);
  shown.index = frames[0].index;
  shown.valid = valid;
  shown.manner = candidate.view?.(step.posture.posture, frames) ?? nothingSeen;
  by.stepMs = stepMs;
  by.rangeDeg = candidate.settings.rangeDeg;
  by.widthS = candidate.settings.widthS;
  by.countFromShare = candidate.settings.countFromShare;
  told.angleDeg = angle?.unfilteredDeg ?? reach.reachDeg;
  told.velocityDegPerS = shown.velocityDegPerS;
  told.valid = valid;
  told.event = stepSegmentation(state.segmentation, shown, by);
  if (carrying.length === 0) followRest(state, step, before);
  return told;
}

/** Into `shown`; without carriers the way itself is the angle. */
function show(angle: AngleFrame | null, { reachDeg, speedDegPerS }: Reach): void {
  shown.angleDeg = angle?.angleDeg ?? reachDeg;
  shown.velocityDegPerS = angle?.velocityDegPerS ?? speedDegPerS;
  shown.offAxisDeg = angle?.offAxisDeg ?? 0;
  shown.reachDeg = reachDeg;
  shown.speedDegPerS = speedDegPerS;
}

function areValid(frames: readonly TrackFrame[], at: readonly number[]): boolean {
  for (let i = 0; i < at.length; i++) if (!frames[at[i]].valid) return false;
  return true;
}

/** The stream broke, or ended: what was well on its way is told; a new rest is looked for. */
export function breakCandidate(state: CandidateState, { settings }: Candidate, stepMs: number): FoundRepetition | null {
  const event = breakSegmentation(state.segmentation, { ...settings, stepMs });
  state.segmentation = startSegmentation();
  state.reach = startReach();
  return event?.kind === 'repetition' ? event : null;
}

function reachOf(state: CandidateState, { candidate, posture, stepMs }: CandidateStep, angle: PrimaryAngle | null): Reach {
  const reference = candidate.reference?.posture ?? null;
  if (reference !== null) return reachAlong(state.reach, posture, { reference, at: candidate.postureAt, stepMs });
  if (angle === null) return reachFromRest(state.reach, posture);
  // Without a reference nobody knows which way is out.
  return reachOfAngle(candidate.reference === null ? Math.abs(angle.angleDeg) : angle.angleDeg, angle.velocityDegPerS);
}

/** The running rest posture: follows while the patient rests, and is taken anew where a repetition ended. */
const restFollowsMs = 500;
/** Nothing is held for so long without moving (pted: 6.5 s): where the patient stands still longer is rest [P]. */
const homeMs = 8000;

function followRest(state: CandidateState, { posture: { posture }, stepMs }: CandidateStep, before: SegmentationState['phase']): void {
  const { reach, segmentation } = state;
  const { cut, lowAt, slowMs, peakDeg, phase } = segmentation;
  const now = cut.reachDeg.length - 1;
  const standing = stayedMs(reach, posture, stepMs) >= homeMs;
  if (standing) standAtHome(reach, posture);
  if (phase === 'out' && cut.reachDeg[now] === peakDeg) reach.far = posture.map((value, i) => value - reach.rest[i]);
  if (phase === 'out' && (standing || isHomeward(reach, posture) || isContrary(reach, posture))) restAgain(segmentation);
  if (phase === 'back' && lowAt === now) reach.low = [...posture];
  if (segmentation.phase !== 'rest') return;
  if (before === 'back' && reach.way !== null) reach.way = reach.far;
  if (before !== 'rest' || segmentation.cut.reachDeg.length === 1) {
    // The next one may have begun already: then rest was at the lowest point between the two.
    reach.rest = segmentation.cut.reachDeg.length > 1 && reach.low.length > 0 ? reach.low : [...posture];
    const fromDeg = segmentation.cut.reachDeg[0];
    for (let i = 0; i < segmentation.cut.reachDeg.length; i++) segmentation.cut.reachDeg[i] = Math.max(0, segmentation.cut.reachDeg[i] - fromDeg);
    segmentation.restDeg = 0;
    return;
  }
  if (slowMs === 0) return;
  for (let i = 0; i < posture.length; i++) reach.rest[i] += ((posture[i] - reach.rest[i]) * stepMs) / restFollowsMs;
}
