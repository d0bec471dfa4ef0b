import { postureDistanceDeg, startPosture, stepPosture } from '../motion/posture.js';
import type { Span } from '../signal/span.js';
import { quantile } from '../signal/statistics.js';
import type { Followed } from './movement-axis.js';
import type { PostureReference } from './reference.js';

/** The beginning and the end of an approved repetition are rest; what is farthest from it is the far end. */
const restFrames = 5;
const farQuantile = 0.85;
/** Less than this of the turn shows in gravity: the movement is about the vertical, or too small; then the angle tells. */
const leastShareOfTurn = 0.35;
const leastRangeDeg = 5;
const pathPoints = 16;

/** How the body is held at rest and at the far end of the approved repetitions; null where gravity does not show the movement. */
export function postureReferenceOf(followed: Followed, approved: readonly Span[], turnDeg: number): { reference: PostureReference; widthS: number } | null {
  const postures = posturesOf(followed);
  const spans = approved.map((span) => posturesIn(followed, postures, span)).filter((each) => each.length > 2 * restFrames);
  if (spans.length === 0) return null;
  const ends = spans.map(endsOf);
  const rest = meanOf(ends.map((each) => each.rest));
  const direction = meanOf(ends.map((each) => each.far.map((value, i) => value - each.rest[i])));
  const rangeDeg = postureDistanceDeg(direction, direction.map(() => 0));
  if (rangeDeg < Math.max(leastRangeDeg, leastShareOfTurn * turnDeg)) return null;
  const [first] = spans;
  const path = Array.from({ length: pathPoints }, (_, i) => first[Math.round((i * (first.length - 1)) / (pathPoints - 1))]);
  return { reference: { sensors: followed.sensors, rest, direction, rangeDeg, path }, widthS: (widthOf(first, ends[0], direction) * followed.grid.stepMs) / 1000 };
}

function posturesOf({ frames, grid }: Followed): number[][] {
  const state = startPosture();
  return frames.map((each) => {
    stepPosture(state, each, grid.stepMs);
    return [...state.posture];
  });
}

function posturesIn({ frames, grid }: Followed, postures: readonly number[][], { startMs, endMs }: Span): number[][] {
  return postures.filter((_, i) => {
    const tMs = grid.originMs + frames[i][0].index * grid.stepMs;
    return tMs >= startMs && tMs < endMs;
  });
}

interface Ends {
  rest: number[];
  far: number[];
}

function endsOf(postures: readonly number[][]): Ends {
  const rest = meanOf([...postures.slice(0, restFrames), ...postures.slice(-restFrames)]);
  const distances = postures.map((posture) => postureDistanceDeg(posture, rest));
  const farDeg = quantile(distances, farQuantile);
  return { rest, far: meanOf(postures.filter((_, i) => distances[i] >= farDeg)) };
}

/** Samples beyond half of the way. */
function widthOf(postures: readonly number[][], { rest }: Ends, direction: readonly number[]): number {
  const squared = direction.reduce((sum, value) => sum + value * value, 0);
  return postures.filter((posture) => posture.reduce((sum, value, i) => sum + (value - rest[i]) * direction[i], 0) > squared / 2).length;
}

function meanOf(postures: readonly (readonly number[])[]): number[] {
  return postures[0].map((_, i) => postures.reduce((sum, posture) => sum + posture[i], 0) / postures.length);
}
