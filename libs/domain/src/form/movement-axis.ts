import { emptyAngle, restOf, startPrimaryAngle, stepPrimaryAngle } from '../motion/primary-angle.js';
import { drainFrames, startTrack, stepTrack, type TrackFrame, type TrackGrid } from '../motion/sensor-track.js';
import type { BodySegment, Exercise } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { AngleFrame } from '../repetition/segmentation.js';
import type { ImuBlock } from '../session/block.js';
import type { Span } from '../signal/span.js';
import { axisOfJoint, axisOfSegment, seenFromProximal, withHeading } from './turning-axis.js';

/** Every sensor that is worn, followed through a whole recording. */
export interface Followed {
  /** In the order in which frames stand. */
  sensors: number[];
  grid: TrackGrid;
  /** One entry an instant, one frame a sensor. */
  frames: TrackFrame[][];
}

export interface MovementAxis {
  /** One for a segment, proximal then distal for a joint. */
  sensors: number[];
  /** Unit, in the (distal) sensor's frame; positive is the way out. */
  axis: [number, number, number];
  /** The same in the proximal sensor's frame; null for a segment. */
  proximalAxis: [number, number, number] | null;
  /** Share of the rotation that is about it (clinical C4 explained variance). */
  explained: number;
  rangeDeg: number;
  peakVelocityDegPerS: number;
  durationS: number;
  /** How long it is beyond half of its range, s. */
  widthS: number;
}

const slowSensorHz = 40;
const smallestRangeDeg = 5;

export function followSensors({ blocks, exercise, sensors }: { blocks: ImuBlock[]; exercise: Pick<Exercise, 'primary'>; sensors: SensorBinding[] }): Followed {
  const worn = sensors.filter((each) => each.kind === 'imu' && blocks.some((block) => block.sensor === each.sensor)).map((each) => each.sensor).sort((a, b) => a - b);
  const none = { sensors: [], grid: { originMs: 0, stepMs: 20 }, frames: [] };
  if (worn.length === 0 || carrierSets(exercise, sensors).length === 0) return none;
  const own = blocks.filter((block) => worn.includes(block.sensor));
  const grid: TrackGrid = { originMs: own[0].startMs, stepMs: own[0].rateHz < slowSensorHz ? 40 : 20 };
  const tracks = worn.map((sensor) => startTrack(sensor));
  const taken = tracks.map((): TrackFrame[] => []);
  for (const block of own) {
    const at = worn.indexOf(block.sensor);
    stepTrack(tracks[at], block, grid);
    taken[at].push(...drainFrames(tracks[at]));
  }
  const others = taken.slice(1).map((each) => new Map(each.map((frame) => [frame.index, frame])));
  const frames = taken[0].map((frame) => [frame, ...others.map((byIndex) => byIndex.get(frame.index))]);
  return { sensors: worn, grid, frames: frames.filter((each): each is TrackFrame[] => each.every((frame) => frame !== undefined)) };
}

/** Which sensors could carry the angle of this exercise. */
export function carrierSets({ primary }: Pick<Exercise, 'primary'>, sensors: SensorBinding[]): number[][] {
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

/** Orientation of the sensors of one such set. */
interface Tracks {
  sensors: number[];
  grid: TrackGrid;
  frames: TrackFrame[][];
}

/** The axis about which the approved repetitions turn most and most purely; null when nothing moves in them. */
export function findAxis(followed: Followed, { approved, exercise, sensors }: { approved: readonly Span[]; exercise: Exercise; sensors: SensorBinding[] }): MovementAxis | null {
  const found = carrierSets(exercise, sensors)
    .filter((set) => set.every((sensor) => followed.sensors.includes(sensor)))
    .map((set) => axisOf({ sensors: set, grid: followed.grid, frames: followed.frames.map((frames) => set.map((sensor) => frames[followed.sensors.indexOf(sensor)])) }, approved))
    .filter((axis) => axis !== null && axis.rangeDeg >= smallestRangeDeg);
  const clearness = (axis: MovementAxis): number => axis.rangeDeg * axis.explained;
  return found.reduce((a, b) => (a === null || (b !== null && clearness(b) > clearness(a)) ? b : a), null);
}

function axisOf(tracks: Tracks, approved: readonly Span[]): MovementAxis | null {
  const raw = approved.map((span) => framesIn(tracks, span));
  const about = tracks.sensors.length === 1 ? axisOfSegment(raw.flat()) : axisOfJoint(raw.flat(), tracks.grid.stepMs);
  if (about === null || raw.some((frames) => frames.length === 0)) return null;
  const { vector, share } = about;
  const inSpans = raw.map((span) => withHeading(span, about.headingDeg));
  const forward = inSpans.map((frames) => angleAbout(frames, vector, tracks.grid));
  const excursion = forward.flat().reduce((sum, { angleDeg }) => sum + angleDeg, 0);
  const axis: [number, number, number] = excursion >= 0 ? vector : [-vector[0], -vector[1], -vector[2]];
  const spans = excursion >= 0 ? forward : inSpans.map((frames) => angleAbout(frames, axis, tracks.grid));
  const mean = (value: (each: AngleFrame[]) => number): number => spans.reduce((sum, each) => sum + value(each), 0) / spans.length;
  const rangeOf = (each: AngleFrame[]): number => Math.max(...each.map(({ angleDeg }) => angleDeg)) - Math.min(...each.map(({ angleDeg }) => angleDeg));
  const { stepMs } = tracks.grid;
  return {
    sensors: tracks.sensors,
    axis,
    proximalAxis: tracks.sensors.length === 1 ? null : seenFromProximal(inSpans.flat(), axis),
    explained: share,
    rangeDeg: mean(rangeOf),
    peakVelocityDegPerS: mean((each) => Math.max(...each.map(({ velocityDegPerS }) => Math.abs(velocityDegPerS)))),
    durationS: mean((each) => (each.length * stepMs) / 1000),
    widthS: mean((each) => (each.filter(({ angleDeg }) => angleDeg > rangeOf(each) / 2).length * stepMs) / 1000),
  };
}

function framesIn({ frames, grid }: Tracks, { startMs, endMs }: Span): TrackFrame[][] {
  return frames.filter(([{ index }]) => {
    const tMs = grid.originMs + index * grid.stepMs;
    return tMs >= startMs && tMs < endMs;
  });
}

/** An approved repetition begins at rest: its first posture is what the angle is counted from. */
function angleAbout(span: TrackFrame[][], axis: [number, number, number], { stepMs }: TrackGrid): AngleFrame[] {
  const state = startPrimaryAngle(restOf(span[0]));
  return span.map((frames) => stepPrimaryAngle(state, { frames, axis, proximalAxis: null, stepMs, resting: false }, emptyAngle()));
}
