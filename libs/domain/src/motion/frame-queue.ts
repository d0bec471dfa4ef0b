import type { Quaternion, Vector } from './quaternion.js';

/** One sensor at one instant of the grid: orientation, angular velocity (deg/s, without bias) and specific force (m/s2), both in sensorFrame. */
export interface TrackFrame {
  index: number;
  q: Quaternion;
  w: Vector;
  acc: Vector;
  valid: boolean;
  /** The stream was broken before this frame: heading and rest posture are new. */
  restarted: boolean;
}

/**
 * Frames of one sensor that wait for the other sensors. A ring of flat numbers that grows to the longest wait and stays so:
 * what goes through it makes no garbage. Plain JSON; free places are 0.
 */
export interface FrameQueue {
  head: number;
  count: number;
  values: number[];
}

/** index; q; w; acc; valid (1) and restarted (2). */
const width = 12;
const flagsAt = 11;
const smallest = 16;

export function startQueue(): FrameQueue {
  return { head: 0, count: 0, values: new Array<number>(smallest * width).fill(0) };
}

export function emptyFrame(): TrackFrame {
  return { index: 0, q: [1, 0, 0, 0], w: [0, 0, 0], acc: [0, 0, 0], valid: false, restarted: false };
}

export function pushFrame(queue: FrameQueue, { index, q, w, acc, valid, restarted }: TrackFrame): void {
  if (queue.count * width === queue.values.length) grow(queue);
  const { values } = queue;
  const at = ((queue.head + queue.count) * width) % values.length;
  queue.count++;
  values[at] = index;
  for (let i = 0; i < 4; i++) values[at + 1 + i] = q[i];
  for (let i = 0; i < 3; i++) values[at + 5 + i] = w[i];
  for (let i = 0; i < 3; i++) values[at + 8 + i] = acc[i];
  values[at + flagsAt] = (valid ? 1 : 0) + (restarted ? 2 : 0);
}

/** Grid index of the oldest frame; -1: none waits. */
export function oldestIndex({ head, count, values }: FrameQueue): number {
  return count === 0 ? -1 : values[head * width];
}

/** Takes the oldest frame out, of a queue that has one. */
export function shiftFrame(queue: FrameQueue, into: TrackFrame): void {
  const { values } = queue;
  const at = queue.head * width;
  into.index = values[at];
  for (let i = 0; i < 4; i++) into.q[i] = values[at + 1 + i];
  for (let i = 0; i < 3; i++) into.w[i] = values[at + 5 + i];
  for (let i = 0; i < 3; i++) into.acc[i] = values[at + 8 + i];
  into.valid = values[at + flagsAt] % 2 === 1;
  into.restarted = values[at + flagsAt] >= 2;
  dropFrame(queue);
}

export function dropFrame(queue: FrameQueue): void {
  const { values } = queue;
  const at = queue.head * width;
  for (let i = at; i < at + width; i++) values[i] = 0;
  queue.count--;
  queue.head = queue.count === 0 || (queue.head + 1) * width === values.length ? 0 : queue.head + 1;
}

/** Twice as many places, the oldest frame in the first. */
function grow(queue: FrameQueue): void {
  const { values, head } = queue;
  const longer = new Array<number>(2 * values.length).fill(0);
  for (let i = 0; i < values.length; i++) longer[i] = values[(head * width + i) % values.length];
  queue.values = longer;
  queue.head = 0;
}
