import { aboutVertical, multiply, rotate, type Quaternion, type Vector } from '../motion/quaternion.js';
import type { TrackFrame } from '../motion/sensor-track.js';

/** Angular velocity and acceleration, rad/s and rad/s2, to what a point at r is accelerated beyond the sensor: (w' x) + (w x)(w x). */
type Matrix = readonly [Vector, Vector, Vector];

const radPerDeg = Math.PI / 180;
/** Where nothing turns, nothing tells where the centre is: it is then at the sensor. m2 of (rad/s2)2 an instant [P]. */
const ridge = 0.01;

/**
 * How far two segments disagree on the acceleration of their common joint centre when the distal heading is taken to be
 * `headingDeg` ahead, mean square of one axis, m2/s4, for the centre that suits them best (Seel, Schauer & Raisch 2012, IEEE CCA:
 * joint positions from kinematic constraints; linear here, since the orientations are known). One frame of each sensor an
 * instant. A hinge that lies level looks alike from two headings half a turn apart: this tells which it is, since the
 * centre would go the other way.
 */
export function apartAtJointCentre(frames: readonly TrackFrame[][], headingDeg: number, stepMs: number): number {
  const normal = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (__, j) => (i === j ? ridge * Math.max(1, frames.length) : 0)));
  const right = [0, 0, 0, 0, 0, 0];
  const back = aboutVertical(-headingDeg);
  let [squared, rows] = [0, 0];
  for (let at = 1; at < frames.length - 1; at++) {
    if (frames[at + 1][0].index - frames[at - 1][0].index !== 2) continue;
    const proximal = seenFrom(frames, { at, sensor: 0, stepMs }, frames[at][0].q);
    const distal = seenFrom(frames, { at, sensor: 1, stepMs }, multiply(back, frames[at][1].q));
    for (let axis = 0; axis < 3; axis++) {
      const row = [...proximal.lever.map((column) => column[axis]), ...distal.lever.map((column) => -column[axis])];
      const apart = distal.acceleration[axis] - proximal.acceleration[axis];
      squared += apart * apart;
      rows++;
      row.forEach((value, i) => {
        right[i] += value * apart;
        row.forEach((other, j) => (normal[i][j] += value * other));
      });
    }
  }
  if (rows === 0) return 0;
  const explained = solve(normal, right).reduce((sum, value, i) => sum + value * right[i], 0);
  return (squared - explained) / rows;
}

interface Seen {
  /** Of the sensor, m/s2, in earth's frame. */
  acceleration: Vector;
  /** What a metre along each of the sensor's axes adds, in earth's frame. */
  lever: Matrix;
}

function seenFrom(frames: readonly TrackFrame[][], { at, sensor, stepMs }: { at: number; sensor: number; stepMs: number }, q: Quaternion): Seen {
  const { w, acc } = frames[at][sensor];
  const [before, after] = [frames[at - 1][sensor].w, frames[at + 1][sensor].w];
  const [x, y, z] = w.map((value) => value * radPerDeg);
  const [a, b, c] = w.map((_, i) => ((after[i] - before[i]) * radPerDeg * 500) / stepMs);
  return {
    acceleration: rotate(q, acc),
    lever: [rotate(q, [-(y * y + z * z), x * y + c, x * z - b]), rotate(q, [x * y - c, -(x * x + z * z), y * z + a]), rotate(q, [x * z + b, y * z - a, -(x * x + y * y)])],
  };
}

/** By elimination; the matrix is symmetric and, by its ridge, positive definite. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const share = rows[j][i] / rows[i][i];
      for (let k = i; k <= n; k++) rows[j][k] -= share * rows[i][k];
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) found[i] = (rows[i][n] - rows[i].slice(i + 1, n).reduce((sum, value, k) => sum + value * found[i + 1 + k], 0)) / rows[i][i];
  return found;
}
