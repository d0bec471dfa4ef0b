import { cannotJudge, scoreRepetition } from '../form/score.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import { featuresOf } from '../repetition/features.js';
import type { Repetition } from '../repetition/repetition.js';
import { breakSegmentation, startSegmentation, stepSegmentation, type SegmentationEvent, type SegmentationSettings, type SegmentationState } from '../repetition/segmentation.js';
import type { GapBlock, ImuBlock } from '../session/block.js';
import { startPrimaryAngle, stepPrimaryAngle, type PrimaryAngleState } from './primary-angle.js';
import { startTrack, stepTrack, takeFrames, type SensorTrack, type TrackFrame, type TrackGrid } from './sensor-track.js';

/** From inertial samples to scored repetitions. Plain JSON, finite numbers. */
export interface MotionState {
  tracks: SensorTrack[];
  /** null before the first sample. */
  grid: TrackGrid | null;
  angle: PrimaryAngleState;
  segmentation: SegmentationState;
  repetitions: number;
}

/** The primary angle on the uniform grid, session time ms; null where it could not be measured. */
export interface AngleSample {
  tMs: number;
  angleDeg: number | null;
}

export interface MotionOutput {
  repetitions: Repetition[];
  angles: AngleSample[];
  /** Holes in the stream that were too long to bridge. */
  gaps: { tMs: number; gapMs: number }[];
  /** Movements too small to count. */
  attempts: number;
}

/** Clinical C1: slow sensors keep their rate, all others are brought to 50 Hz. */
const slowSensorHz = 40;

export function startMotion(prescription: Prescription): MotionState {
  return { tracks: carriers(prescription).map(startTrack), grid: null, angle: startPrimaryAngle(), segmentation: startSegmentation(), repetitions: 0 };
}

/** Folds one packet. Sensors that do not carry the primary angle are left alone. Writes into `state` and `out`. */
export function stepMotion(state: MotionState, block: ImuBlock | GapBlock, prescription: Prescription, out: MotionOutput): void {
  const track = state.tracks.find((each) => each.sensor === block.sensor);
  // What a device says of a gap shows in the times of the samples after it.
  if (track === undefined || block.kind === 'gap') return;
  state.grid ??= { originMs: block.startMs, stepMs: block.rateHz < slowSensorHz ? 40 : 20 };
  for (const gap of stepTrack(track, block, state.grid)) out.gaps.push(gap);
  const patience = (patienceS * 1000) / state.grid.stepMs;
  while (takeFrames(state.tracks, instant, patience)) stepFrame(state, instant, { prescription, out });
}

/** The session is over: what was well on its way is told. */
export function finishMotion(state: MotionState, prescription: Prescription, out: MotionOutput): void {
  if (state.grid === null) return;
  const event = breakSegmentation(state.segmentation, settingsOf(prescription, state.grid));
  if (event !== null) tell(state, event, { prescription, out });
}

/** Sensors that carry the primary angle: what the reference was made of, else where the exercise says. */
function carriers({ exercise, sensors, reference }: Prescription): number[] {
  if (reference !== null) return reference.sensors;
  const at = (segment: BodySegment): number[] => sensors.filter((each) => each.kind === 'imu' && each.placement.segment === segment).map((each) => each.sensor).slice(0, 1);
  switch (exercise.primary.kind) {
    case 'segment':
      return at(exercise.primary.segment);
    case 'joint': {
      const both = [...at(exercise.primary.proximal), ...at(exercise.primary.distal)];
      return both.length === 2 ? both : [];
    }
    case 'learned':
    case 'none':
      return [];
    default:
      return exercise.primary satisfies never;
  }
}

/** Sensors wait no longer for one that has fallen silent, s. */
const patienceS = 10;
/** The frames of one instant, written before they are read. */
const instant: TrackFrame[] = [];

interface Step {
  prescription: Prescription;
  out: MotionOutput;
}

function stepFrame(state: MotionState, frames: TrackFrame[], step: Step): void {
  const grid = state.grid as TrackGrid;
  const settings = settingsOf(step.prescription, grid);
  if (frames.some((frame) => frame.restarted)) {
    const broken = breakSegmentation(state.segmentation, settings);
    if (broken !== null) tell(state, broken, step, true);
    state.segmentation = startSegmentation();
  }
  const resting = state.segmentation.phase === 'rest';
  const frame = stepPrimaryAngle(state.angle, { frames, axis: step.prescription.reference?.axis ?? null, stepMs: grid.stepMs, resting });
  if (frame.rebased) state.segmentation.restAngleDeg = 0;
  step.out.angles.push({ tMs: grid.originMs + frame.index * grid.stepMs, angleDeg: frame.valid ? frame.angleDeg : null });
  const event = stepSegmentation(state.segmentation, frame, settings);
  if (event !== null) tell(state, event, step);
}

/** Thresholds: the patient's own, or the exercise's template (then it is counted, not judged). */
function settingsOf({ exercise, reference }: Prescription, { stepMs }: TrackGrid): SegmentationSettings {
  const { countFromShare, template } = exercise;
  if (reference !== null) {
    const { rangeOfMotionDeg: rangeDeg, peakVelocityDegPerS, durationS } = reference;
    return { stepMs, rangeDeg, peakVelocityDegPerS, durationS, countFromShare };
  }
  const peakVelocityDegPerS = (minimumJerkPeak * template.rangeOfMotionDeg) / template.outS;
  return { stepMs, rangeDeg: template.rangeOfMotionDeg, peakVelocityDegPerS, durationS: template.outS + template.holdS + template.backS, countFromShare };
}

/** Peak over mean speed of a minimum-jerk movement (Flash & Hogan 1985). */
const minimumJerkPeak = 1.875;

function tell(state: MotionState, event: SegmentationEvent, { prescription, out }: Step, broken = false): void {
  if (event.kind === 'attempt') out.attempts++;
  if (event.kind !== 'repetition') return;
  const { originMs, stepMs } = state.grid as TrackGrid;
  const { reference } = prescription;
  const timeOf = (at: number): number => originMs + (event.cut.from + at) * stepMs;
  const features = featuresOf(event, stepMs, reference);
  const whole = !broken && event.cut.valid.slice(event.startAt, event.endAt).every(Boolean);
  const score = reference === null ? cannotJudge('no-reference') : whole ? scoreRepetition(features, reference, prescription) : cannotJudge('signal-gap');
  state.repetitions++;
  out.repetitions.push({
    number: state.repetitions, startMs: timeOf(event.startAt), turnMs: timeOf(event.turnAt), backMs: timeOf(event.backAt), endMs: timeOf(event.endAt), features, score,
  });
}
