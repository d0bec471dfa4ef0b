import { distanceFromWayDeg } from '../form/identity.js';
import { observe, type Observation } from '../form/observe.js';
import { cannotJudge, codesWithoutReference, scoreRepetition } from '../form/score.js';
import { isAlternating } from '../prescription/alternating.js';
import type { Prescription } from '../prescription/prescription.js';
import { followProgress, startProgress, type ProgressState } from '../repetition/open-end-progress.js';
import { phasesOf } from '../repetition/phases.js';
import type { FormScore, Repetition, UnnumberedRepetition } from '../repetition/repetition.js';
import { isBack, isFarOut, type FoundRepetition } from '../repetition/segmentation.js';
import type { GapBlock, ImuBlock } from '../session/block.js';
import { angleAgrees } from './angle-agreement.js';
import { bodyPlan, heldRates, startBodyTrace, stepBodyTrace, tracedSensors, tracesOf, type BodyPlan, type BodyTraceState } from './body-trace.js';
import { breakCandidate, candidatesOf, followedSensors, startCandidate, stepCandidate, type Candidate, type CandidateState } from './candidate.js';
import { executionOfFound } from './found-execution.js';
import { startPosture, stepPosture, type PostureState } from './posture.js';
import { startTrack, stepTrack, takeFrames, type SensorTrack, type TrackFrame, type TrackGrid } from './sensor-track.js';
import { isTrailed, startTrail, stepTrail, trailOf, type TrailState } from './trail.js';

/** From inertial samples to scored repetitions. Plain JSON, finite numbers. */
export interface MotionState {
  tracks: SensorTrack[];
  /** null before the first sample. */
  grid: TrackGrid | null;
  posture: PostureState;
  trail: TrailState;
  /** One; where the sides take turns, of each side its own. */
  bodies: BodyTraceState[];
  /** In the order of `candidatesOf`. */
  candidates: CandidateState[];
  /** Through the repetition that is going on, by the prescribed exercise's reference. */
  progress: ProgressState;
  /** End of the newest repetition, grid index. */
  toldTo: number;
}

/** The primary angle on the uniform grid, before the low-pass that repetitions are cut and measured with, session time ms; null where it could not be measured. */
export interface AngleSample {
  tMs: number;
  angleDeg: number | null;
  /** About the movement's axis; null where the angle is. */
  velocityDegPerS: number | null;
  /** How far through it the repetition is that is going on, 0 to 1; absent or null: none is, or there is no reference. */
  progress?: number | null;
  /** It has gone as far as counts as a repetition and has not come back by half: where a stretch is held. */
  isFarOut: boolean;
}

export interface MotionOutput {
  repetitions: UnnumberedRepetition[];
  angles: AngleSample[];
  /** Holes in the stream that were too long to bridge. */
  gaps: { tMs: number; gapMs: number }[];
  /** Movements too small to count. */
  attempts: number;
}

/** Clinical C1: slow sensors keep their rate, all others are brought to 50 Hz. */
const slowSensorHz = 40;

export function startMotion(prescription: Prescription): MotionState {
  const sensors = followedSensors(prescription);
  const candidates = candidatesOf(prescription, sensors);
  const bodies = bodiesOf(prescription, candidates);
  const traced = sensors.length === 0 ? [] : bodies.flatMap(tracedSensors);
  const others = [...new Set(traced)].filter((sensor) => !sensors.includes(sensor));
  const tracks = [...sensors, ...others].map((sensor) => startTrack(sensor, prescription.sensors.find((each) => each.sensor === sensor)?.calibration?.gyroscopeBiasDegPerS));
  return { tracks, grid: null, posture: startPosture(), trail: startTrail(), bodies: bodies.map(startBodyTrace), candidates: candidates.map(startCandidate), progress: startProgress(), toldTo: -1 };
}

/** Folds one packet. Sensors that no exercise is judged by are left alone. Writes into `state` and `out`. */
export function stepMotion(state: MotionState, block: ImuBlock | GapBlock, prescription: Prescription, out: MotionOutput): void {
  const track = state.tracks.find((each) => each.sensor === block.sensor);
  // What a device says of a gap shows in the times of the samples after it.
  if (track === undefined || block.kind === 'gap') return;
  state.grid ??= { originMs: block.startMs, stepMs: block.rateHz < slowSensorHz ? 40 : 20 };
  for (const gap of stepTrack(track, block, state.grid)) out.gaps.push(gap);
  const step = stepOf(state, prescription, out);
  while (takeFrames(state.tracks, instant, step)) stepFrame(state, instant, step);
}

/** The session is over: what was well on its way is told. */
export function finishMotion(state: MotionState, prescription: Prescription, out: MotionOutput): void {
  if (state.grid === null) return;
  const step = stepOf(state, prescription, out);
  for (let i = 0; i < step.candidates.length; i++) breakOne(state, i, { ...step, broken: false, ended: true });
}

/** The frames of one instant, written before they are read. */
const instant: TrackFrame[] = [];
/** Those of them that the movement is recognised by. */
const recognised: TrackFrame[] = [];

/** What does not change in a session. */
interface Followed {
  candidates: Candidate[];
  /** How many of the tracks, the first, the movement is recognised by. */
  recognising: number;
  /** As many as there are `bodies`. */
  plans: BodyPlan[];
  /** Of each track, whether an exercise cannot do without it. */
  needed: boolean[];
}

interface Step extends Followed {
  prescription: Prescription;
  stepMs: number;
  originMs: number;
  out: MotionOutput;
}

function stepOf(state: MotionState, prescription: Prescription, out: MotionOutput): Step {
  const { stepMs, originMs } = state.grid as TrackGrid;
  return { prescription, ...followedIn(prescription, state.tracks), stepMs, originMs, out };
}

/** Worked out once for a session, not with every packet: a prescription does not change. */
const known = new WeakMap<Prescription, Followed>();

function followedIn(prescription: Prescription, tracks: readonly SensorTrack[]): Followed {
  let followed = known.get(prescription);
  if (followed !== undefined) return followed;
  const order = tracks.map(({ sensor }) => sensor);
  const sensors = followedSensors(prescription);
  const candidates = candidatesOf(prescription, sensors);
  const needed = order.map((_, at) => candidates.some(({ needsAt }) => needsAt.includes(at)));
  followed = { candidates, recognising: sensors.length, plans: bodiesOf(prescription, candidates).map((body, i) => bodyPlan(body, order, candidates.at(i)?.carriersAt ?? [])), needed };
  known.set(prescription, followed);
  return followed;
}

/** Of what the rest of the body does: where each side is followed by itself, its own limb belongs to it. */
function bodiesOf({ exercise, sensors }: Prescription, candidates: readonly Candidate[]): Pick<Prescription, 'exercise' | 'sensors'>[] {
  const sides = candidates.flatMap(({ side }) => side ?? []);
  if (sides.length === 0) return [{ exercise, sensors }];
  return sides.map((side) => ({ exercise, sensors: sensors.filter(({ placement }) => placement.side === side || placement.side === 'midline') }));
}

function stepFrame(state: MotionState, frames: TrackFrame[], step: Step): void {
  const { candidates, recognising, plans, stepMs } = step;
  const { index } = frames[0];
  recognised.length = recognising;
  for (let i = 0; i < recognising; i++) recognised[i] = frames[i];
  for (let i = 0; i < candidates.length; i++) if (isBroken(frames, candidates[i].needsAt)) breakOne(state, i, { ...step, broken: true, ended: false });
  stepPosture(state.posture, recognised, stepMs);
  const neededFrom = beganAt(state);
  if (isTrailed(index, stepMs)) stepTrail(state.trail, { index, posture: state.posture.posture, neededFrom });
  for (let i = 0; i < plans.length; i++) stepBodyTrace(state.bodies[i], plans[i], frames, neededFrom);
  for (let i = 0; i < candidates.length; i++) {
    const { angleDeg, velocityDegPerS, valid, event } = stepCandidate(state.candidates[i], { candidate: candidates[i], frames: recognised, posture: state.posture, stepMs });
    if (i === 0 || (candidates[i].side !== null && Math.abs(angleDeg) > Math.abs(shown.angleDeg))) {
      shown.at = i;
      shown.angleDeg = angleDeg;
      shown.velocityDegPerS = velocityDegPerS;
      shown.valid = valid;
    }
    if (event?.kind === 'attempt' && (i === 0 || candidates[i].side !== null)) step.out.attempts++;
    if (event?.kind === 'repetition') tell(state, event, { ...step, chosen: i, broken: false, ended: false });
  }
  if (candidates.length > 0) show(state, index, step);
}

/** The prescribed exercise; where the sides take turns, the one that is further from its rest. Written anew at each instant. */
const shown = { at: 0, angleDeg: 0, velocityDegPerS: 0, valid: false };

function show(state: MotionState, index: number, { candidates, originMs, stepMs, out }: Step): void {
  const { at, angleDeg, velocityDegPerS, valid } = shown;
  const { segmentation } = state.candidates[at];
  followProgress(state.progress, segmentation, candidates[at].reference?.profiles.at(0) ?? noProfile);
  out.angles.push({
    tMs: originMs + index * stepMs, angleDeg: valid ? angleDeg : null, velocityDegPerS: valid ? velocityDegPerS : null, progress: valid ? state.progress.progress : null,
    isFarOut: isFarOut(segmentation, candidates[at].settings),
  });
}

const noProfile: readonly number[] = [];

function isBroken(frames: readonly TrackFrame[], needsAt: readonly number[]): boolean {
  for (let i = 0; i < needsAt.length; i++) if (frames[needsAt[i]].restarted) return true;
  return false;
}

/** Where the oldest repetition that is on its way began, or could have begun, grid index. */
function beganAt({ candidates }: MotionState): number {
  let began = Infinity;
  for (const { segmentation: { phase, cut, startAt, slowAt, stillAt } } of candidates) {
    began = Math.min(began, cut.from + (phase === 'rest' ? Math.min(slowAt, stillAt) : startAt));
  }
  return began;
}

function breakOne(state: MotionState, chosen: number, broken: Step & Pick<Told, 'broken' | 'ended'>): void {
  const found = breakCandidate(state.candidates[chosen], broken.candidates[chosen], broken.stepMs);
  if (found !== null) tell(state, found, { ...broken, chosen });
}

interface Told extends Step {
  chosen: number;
  /** The stream broke in the middle of it, or the session ended. */
  broken: boolean;
  ended: boolean;
}

function tell(state: MotionState, found: FoundRepetition, told: Told): void {
  const { candidates, chosen, originMs, stepMs, out } = told;
  const { cut, startAt, endAt } = found;
  const candidate = candidates[chosen];
  if (cut.from + startAt + (endAt - startAt) / 2 < state.toldTo || !isTheOne(state, found, told)) return;
  const execution = executionOfFound(found, candidate, { trail: state.trail, exercise: told.prescription.exercise, stepMs });
  // Of a stranger whatever moves is looked at, and what is like nobody's repetition is left out.
  if (execution === null && candidate.carriersAt.length === 0) return;
  state.toldTo = cut.from + endAt;
  const { turnAt, backAt } = phasesOf(found, stepMs);
  const timeOf = (at: number): number => originMs + (cut.from + at) * stepMs;
  const bodyAt = Math.min(chosen, told.plans.length - 1);
  const [body, plan] = [state.bodies[bodyAt], told.plans[bodyAt]];
  const observed = observe({ ...found, turnAt, backAt }, {
    stepMs, exercise: told.prescription.exercise, reference: candidate.reference,
    traces: tracesOf(body, plan, { found, stepMs }), rates: heldRates(body, plan, found),
  });
  const score = judge(found, { ...observed, execution }, told);
  // Like none of the approved ones as a whole: it is not forced into a type.
  const isUnusual = score.codes.some(({ code }) => code === 'UNUSUAL_PATTERN');
  out.repetitions.push({
    startMs: timeOf(startAt), turnMs: timeOf(turnAt), backMs: timeOf(backAt), endMs: timeOf(endAt),
    exerciseId: candidate.exerciseId, ...(isAlternating(told.prescription) ? { side: candidate.side } : {}), features: observed.features, execution: isUnusual ? null : execution, score,
  });
}

function judge(found: FoundRepetition, { features, compensations, execution }: Observation & Pick<Repetition, 'execution'>, { candidates, chosen, broken, ended, prescription, stepMs }: Told): FormScore {
  const { cut, startAt, endAt } = found;
  const { reference, side } = candidates[chosen];
  if (reference !== null && prescription.reference !== null && chosen > 0 && side === null) return cannotJudge('other-exercise');
  for (let i = startAt; i < endAt; i++) if (!cut.valid[i]) return cannotJudge('signal-gap');
  if (broken) return cannotJudge('signal-gap');
  if (ended && !isBack(found)) return cannotJudge('unfinished');
  if (reference === null) return cannotJudge('no-reference', codesWithoutReference(features, { ...prescription, side: side ?? prescription.side, compensations }));
  const usualShare = reference.rangeOfMotionDeg / (reference.posture?.rangeDeg ?? reference.rangeOfMotionDeg);
  if (!angleAgrees(found, { stepMs, usualShare })) return cannotJudge('sensor-disagrees');
  return scoreRepetition(features, reference, { ...prescription, side: side ?? prescription.side, execution, compensations });
}

/** Less than this share of the distance to the next best is sure enough to be another exercise than the prescribed one [P]. */
const surelyOtherShare = 0.7;
/** Off the way by more than it went along it, and by this much, is another movement (clinical C8: not recognised, not scored). */
const strangerDeg = 30;

/** Whether, of all exercises that the patient has references of, this repetition is most like the one that found it. */
function isTheOne({ trail }: MotionState, found: FoundRepetition, { candidates, chosen, prescription }: Told): boolean {
  const postures = trailOf(trail, found.cut.from + found.startAt, found.cut.from + found.endAt);
  if (postures.length === 0) return chosen === 0;
  const own = candidates[chosen];
  // The other side at its rest is on its way too, at the beginning.
  const distances = candidates.map((candidate) => {
    const { reference, postureAt, side } = candidate;
    const way = side !== null && own.side !== null && candidate !== own ? null : (reference?.posture ?? null);
    return way === null ? Infinity : distanceFromWayDeg(postures, way, postureAt);
  });
  const ownDeg = distances[chosen];
  if (ownDeg === Infinity) return candidates.length === 1 || chosen === 0 || own.side !== null;
  if (ownDeg > Math.max(strangerDeg, found.peakDeg - found.baseDeg)) return false;
  const shareOf = (i: number): number => (prescription.reference !== null && (i === 0 || candidates[i].side !== null) ? surelyOtherShare : 1);
  return distances.every((distance, i) => i === chosen || ownDeg * shareOf(chosen) <= distance * shareOf(i));
}
