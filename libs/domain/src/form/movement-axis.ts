import { restOf, startPrimaryAngle, stepPrimaryAngle } from '../motion/primary-angle.js';
import { drainFrames, startTrack, stepTrack, type TrackFrame, type TrackGrid } from '../motion/sensor-track.js';
import type { BodySegment, Exercise } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { AngleFrame } from '../repetition/segmentation.js';
import type { ImuBlock } from '../session/block.js';

/** Session time, ms, half-open. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** Orientation of the sensors that may carry the primary angle, through a whole recording. */
export interface CandidateTracks {
  sensors: number[];
  grid: TrackGrid;
  /** One entry an instant, one frame a sensor. */
  frames: TrackFrame[][];
}

export interface MovementAxis {
  /** Unit, in the (distal) sensor's frame; positive is the way out. */
  axis: [number, number, number];
  /** Share of the rotation that is about it (clinical C4 explained variance). */
  explained: number;
  rangeDeg: number;
  peakVelocityDegPerS: number;
  durationS: number;
  /** Each approved repetition about that axis. */
  spans: AngleSpan[];
}

export interface AngleSpan {
  inside: AngleFrame[];
  /** And a second before and after it. */
  around: AngleFrame[];
}

const slowSensorHz = 40;
const movingDegPerS = 20;

/** Which sensors could carry the angle of this exercise, each followed through the recording. */
export function trackFrames({ blocks, exercise, sensors }: { blocks: ImuBlock[]; exercise: Exercise; sensors: SensorBinding[] }): CandidateTracks[] {
  return candidatesOf(exercise, sensors).flatMap((candidate) => follow(blocks, candidate) ?? []);
}

function candidatesOf({ primary }: Exercise, sensors: SensorBinding[]): number[][] {
  const worn = sensors.filter((each) => each.kind === 'imu');
  const at = (segment: BodySegment): number[] => worn.filter((each) => each.placement.segment === segment).map((each) => each.sensor);
  switch (primary.kind) {
    case 'segment':
      return at(primary.segment).slice(0, 1).map((sensor) => [sensor]);
    case 'joint':
      return at(primary.proximal).slice(0, 1).flatMap((proximal) => at(primary.distal).slice(0, 1).map((distal) => [proximal, distal]));
    case 'learned':
      return worn.map((each) => [each.sensor]);
    case 'none':
      return [];
    default:
      return primary satisfies never;
  }
}

function follow(blocks: ImuBlock[], sensors: number[]): CandidateTracks | null {
  const own = blocks.filter((block) => sensors.includes(block.sensor));
  if (own.length === 0) return null;
  const grid: TrackGrid = { originMs: own[0].startMs, stepMs: own[0].rateHz < slowSensorHz ? 40 : 20 };
  const tracks = sensors.map(startTrack);
  const taken = tracks.map((): TrackFrame[] => []);
  for (const block of own) {
    const at = sensors.indexOf(block.sensor);
    stepTrack(tracks[at], block, grid);
    taken[at].push(...drainFrames(tracks[at]));
  }
  const others = taken.slice(1).map((each) => new Map(each.map((frame) => [frame.index, frame])));
  const frames = taken[0].map((frame) => [frame, ...others.map((byIndex) => byIndex.get(frame.index))]);
  return { sensors, grid, frames: frames.filter((each): each is TrackFrame[] => each.every((frame) => frame !== undefined)) };
}

/** The axis about which the approved repetitions turn most; null when nothing moves in them. */
export function findAxis(tracks: CandidateTracks, approved: Span[]): MovementAxis | null {
  const inSpans = approved.map((span) => framesIn(tracks, span, 0));
  const moving = inSpans.flat().map((frames) => frames[frames.length - 1].w).filter((w) => Math.hypot(...w) > movingDegPerS);
  if (moving.length === 0 || inSpans.some((frames) => frames.length === 0)) return null;
  const { vector, share } = principalAxis(moving);
  const forward = approved.map((span) => angleAbout(tracks, vector, span));
  const excursion = forward.flatMap((each) => each.inside).reduce((sum, { angleDeg }) => sum + angleDeg, 0);
  const axis: [number, number, number] = excursion >= 0 ? vector : [-vector[0], -vector[1], -vector[2]];
  const spans = excursion >= 0 ? forward : approved.map((span) => angleAbout(tracks, axis, span));
  const mean = (value: (each: AngleSpan) => number): number => spans.reduce((sum, each) => sum + value(each), 0) / spans.length;
  return {
    axis,
    explained: share,
    rangeDeg: mean(({ inside }) => Math.max(...inside.map(({ angleDeg }) => angleDeg)) - Math.min(...inside.map(({ angleDeg }) => angleDeg))),
    peakVelocityDegPerS: mean(({ inside }) => Math.max(...inside.map(({ velocityDegPerS }) => Math.abs(velocityDegPerS)))),
    durationS: mean(({ inside }) => (inside.length * tracks.grid.stepMs) / 1000),
    spans,
  };
}

function framesIn({ frames, grid }: CandidateTracks, { startMs, endMs }: Span, marginMs: number): TrackFrame[][] {
  return frames.filter(([{ index }]) => {
    const tMs = grid.originMs + index * grid.stepMs;
    return tMs >= startMs - marginMs && tMs < endMs + marginMs;
  });
}

/** An approved repetition begins at rest: its first posture is what the angle is counted from. */
function angleAbout(tracks: CandidateTracks, axis: [number, number, number], span: Span): AngleSpan {
  const [first] = framesIn(tracks, span, 0);
  const state = startPrimaryAngle(restOf(first));
  const around = framesIn(tracks, span, marginMs).map((frames) => stepPrimaryAngle(state, { frames, axis, stepMs: tracks.grid.stepMs, resting: false }));
  const startIndex = first[0].index;
  const length = framesIn(tracks, span, 0).length;
  return { around, inside: around.filter(({ index }) => index >= startIndex && index < startIndex + length) };
}

/** Around an approved repetition, so that the state machine sees it begin and end. */
const marginMs = 1000;

/** First eigenvector of the sum of w w', by power iteration, and its share of the trace (clinical C4). */
function principalAxis(rates: readonly (readonly [number, number, number])[]): { vector: [number, number, number]; share: number } {
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const w of rates) for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[i * 3 + j] += w[i] * w[j];
  const trace = m[0] + m[4] + m[8];
  const column = m[0] >= m[4] && m[0] >= m[8] ? 0 : m[4] >= m[8] ? 1 : 2;
  let vector: [number, number, number] = [m[column], m[3 + column], m[6 + column]];
  let length = 1;
  for (let round = 0; round < 100; round++) {
    const [x, y, z] = vector;
    vector = [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
    length = Math.hypot(...vector);
    vector = [vector[0] / length, vector[1] / length, vector[2] / length];
  }
  return { vector, share: length / trace };
}
