import { turnPosture, vectorAt } from '../recordings/posture-turn.js';
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
  const turn = turnPosture(vectorAt(acc, cut - half - 1), vectorAt(acc, cut + half), { samples: 2 * half, rateHz });
  acc.set(turn.accelerationMPerS2, 3 * (cut - half));
  gyr.set(turn.angularVelocityDegPerS, 3 * (cut - half));
}
