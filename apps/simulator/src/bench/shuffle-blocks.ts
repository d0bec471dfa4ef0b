import type { ImuSignal, Recording } from '../recordings/recording.js';
import { seededRandom, type Random } from '../synthetic/random.js';

export type Truth = Recording['truth'][number];

export interface Session {
  signals: ImuSignal[];
  truth: Truth[];
}

/** A run of repetitions of one type with half of the idle time on either side. */
interface Run {
  startMs: number;
  endMs: number;
  truth: Truth[];
}

/** Around a join the posture goes over from the one to the other in this time. */
const joinMs = 1000;

/**
 * The session with its blocks of one type in another order, never the order in which they are. It is cut in the middle of
 * the idle time between two blocks; labels move with their samples. A session of one block stays as it is. What lies within
 * half a second of a join is replaced by a turn from the posture before it to that after it, with the turning rate and the
 * direction of gravity that belong together: the sensors' heading, which nothing here measures, jumps.
 */
export function shuffleBlocks(session: Session, seed: number): Session {
  const runs = runsOf(session);
  const order = shuffled(runs.length, seededRandom(seed));
  const moved = order.map((at) => runs[at]);
  let offsetMs = 0;
  const truth = moved.flatMap((run) => {
    const shiftMs = offsetMs - run.startMs;
    offsetMs += run.endMs - run.startMs;
    return run.truth.map((each) => ({ ...each, startMs: each.startMs + shiftMs, endMs: each.endMs + shiftMs }));
  });
  return { truth, signals: session.signals.map((signal) => reorder(signal, moved)) };
}

function runsOf({ signals, truth }: Session): Run[] {
  const [first] = signals;
  const broken = signals.find((signal) => signal.rateHz !== first.rateHz || (signal.startMs ?? 0) !== 0 || signal.accelerationMPerS2.length !== first.accelerationMPerS2.length);
  if (first === undefined || broken !== undefined) throw new RangeError('blocks can be shuffled where all sensors run from the first sample to the last at one rate');
  const sampleMs = 1000 / first.rateHz;
  const sorted = [...truth].sort((a, b) => a.startMs - b.startMs);
  const runs: Run[] = [];
  for (const each of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.truth[0].type === each.type) {
      run.truth.push(each);
      continue;
    }
    const before = run?.truth.at(-1);
    const cutMs = before === undefined ? 0 : Math.round((before.endMs + each.startMs) / 2 / sampleMs) * sampleMs;
    if (run !== undefined) run.endMs = cutMs;
    runs.push({ startMs: cutMs, endMs: 0, truth: [each] });
  }
  const last = runs.at(-1);
  if (last !== undefined) last.endMs = (first.accelerationMPerS2.length / 3) * sampleMs;
  return runs;
}

/** Fisher & Yates, again until something has moved. */
function shuffled(length: number, random: Random): number[] {
  const order = Array.from({ length }, (_, i) => i);
  if (length < 2) return order;
  do {
    for (let i = length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
  } while (order.every((at, i) => at === i));
  return order;
}

function reorder(signal: ImuSignal, runs: readonly Run[]): ImuSignal {
  const { rateHz } = signal;
  const at = (ms: number): number => 3 * Math.round((ms * rateHz) / 1000);
  const pick = (values: Float64Array): Float64Array => {
    const picked = new Float64Array(runs.reduce((sum, run) => sum + at(run.endMs) - at(run.startMs), 0));
    let to = 0;
    for (const run of runs) {
      picked.set(values.subarray(at(run.startMs), at(run.endMs)), to);
      to += at(run.endMs) - at(run.startMs);
    }
    return picked;
  };
  const joined: ImuSignal = { ...signal, accelerationMPerS2: pick(signal.accelerationMPerS2), angularVelocityDegPerS: pick(signal.angularVelocityDegPerS) };
  let cutMs = 0;
  for (const run of runs.slice(0, -1)) {
    cutMs += run.endMs - run.startMs;
    blend(joined, Math.round((cutMs * rateHz) / 1000));
  }
  return joined;
}

/** Turns from the posture before sample `cut` to the one after it. Writes into the signal's own samples. */
function blend({ accelerationMPerS2: acc, angularVelocityDegPerS: gyr, rateHz }: ImuSignal, cut: number): void {
  const half = Math.min(Math.round((joinMs * rateHz) / 2000), cut - 1, acc.length / 3 - cut - 1);
  if (half < 1) return;
  const before = vectorAt(acc, cut - half - 1 < 0 ? 0 : cut - half - 1);
  const after = vectorAt(acc, cut + half);
  const { axis, angleRad } = turnBetween(before, after);
  const steps = 2 * half + 1;
  const rateDegPerS = (((angleRad * 180) / Math.PI) * rateHz) / steps;
  for (let i = 1; i < steps; i++) {
    const share = i / steps;
    const direction = rotated(unit(before), axis, angleRad * share);
    const size = Math.hypot(...before) * (1 - share) + Math.hypot(...after) * share;
    const to = 3 * (cut - half - 1 + i);
    // What is fixed in the world turns backwards in the sensor's frame.
    for (let k = 0; k < 3; k++) {
      acc[to + k] = direction[k] * size;
      gyr[to + k] = -rateDegPerS * axis[k];
    }
  }
}

type Vector = [number, number, number];

function vectorAt(values: Float64Array, sample: number): Vector {
  return [values[3 * sample], values[3 * sample + 1], values[3 * sample + 2]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function turnBetween(from: Vector, to: Vector): { axis: Vector; angleRad: number } {
  const [a, b] = [unit(from), unit(to)];
  const normal = cross(a, b);
  const sine = Math.hypot(...normal);
  return { axis: unit(normal), angleRad: Math.atan2(sine, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) };
}

/** Rodrigues; `axis` is orthogonal to `v`. */
function rotated(v: Vector, axis: Vector, angleRad: number): Vector {
  const side = cross(axis, v);
  const [c, s] = [Math.cos(angleRad), Math.sin(angleRad)];
  return [c * v[0] + s * side[0], c * v[1] + s * side[1], c * v[2] + s * side[2]];
}
