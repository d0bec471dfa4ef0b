import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Placement } from '#libs/domain';
import { RecordingError, type Calibration, type ImuSignal, type Recording, type RecordingLoader } from '../recording.js';
import { numbers, readTable } from '../table.js';

const degPerRad = 180 / Math.PI;
/**
 * Placements are not published; the movement tells them: unit 1 turns as far as a thigh, unit 2 as a shank, and unit 0 tilts back where
 * the back rounds. The thigh rolls as a left one whose knee fell in.
 */
const placements: Placement[] = [{ segment: 'pelvis', side: 'midline' }, { segment: 'thigh', side: 'left' }, { segment: 'shank', side: 'left' }];
const units = [0, 1, 2];
const classes = ['correct', 'knee valgus', 'butt wink', 'forward lean', 'partial depth'];
const setName = /^subject\d+_set\d+$/;

/**
 * Body-weight squats of `classC/subjectN_setM`: a set is published as windows of one repetition each, which overlap by a
 * sample or two; by `seq` they are one run again. A sample that was lost on the air stays lost.
 */
export const squatKr: RecordingLoader = {
  name: 'squat-kr',
  claims: (path) => setName.test(basename(path)) && /^class\d$/.test(basename(dirname(resolve(path)))) && windowsOf(resolve(path)).length > 0,
  load: async (path) => {
    const set = resolve(path);
    const folder = basename(dirname(set));
    const { signals, spans } = readSet(set);
    return {
      id: `squat-kr/${folder}/${basename(set)}`,
      source: 'replayed',
      label: `squat-kr ${folder} ${basename(set)}: healthy volunteer, ${classes[Number(folder.slice(5))] ?? 'fault'}${folder === 'class0' ? '' : ', acted'}`,
      citation: 'Body-weight squats with three inertial units, five classes; title and authors as the set is published (README of the simulator)',
      exerciseId: 'squat',
      ageYears: null,
      signals,
      truth: spans.map((span) => ({ ...span, type: classes[Number(folder.slice(5))] ?? folder })),
      calibration: calibrationFor(set),
    } satisfies Recording;
  },
};

interface Sample {
  atMs: number;
  values: Float64Array;
}

interface Set {
  signals: ImuSignal[];
  spans: { startMs: number; endMs: number }[];
}

/** The same person's first correct set that is not this one. */
function calibrationFor(set: string): Calibration | null {
  const person = basename(set).split('_')[0];
  const correct = join(dirname(dirname(set)), 'class0');
  const names = existsSync(correct) ? [...new Set(readdirSync(correct).filter((name) => name.startsWith(`${person}_`) && name.includes('_window')).map((name) => name.split('_window')[0]))].sort() : [];
  const other = names.map((name) => join(correct, name)).find((each) => each !== set);
  if (other === undefined) return null;
  const { signals, spans } = readSet(other);
  return { signals, approved: spans, faults: [] };
}

function windowsOf(set: string): string[] {
  const folder = dirname(set);
  if (!existsSync(folder)) return [];
  const number = (name: string): number => Number(/_window(\d+)\.csv$/.exec(name)?.[1]);
  return readdirSync(folder).filter((name) => name.startsWith(`${basename(set)}_window`)).sort((a, b) => number(a) - number(b)).map((name) => join(folder, name));
}

function readSet(set: string): Set {
  const samples = new Map<number, Sample>();
  const spans: { from: number; to: number }[] = [];
  for (const file of windowsOf(set)) {
    const sequences = readWindow(file, samples);
    spans.push({ from: sequences[0], to: sequences[sequences.length - 1] });
  }
  const runs = toRuns(samples);
  const { rateHz, atMs } = clockOf(set, samples);
  return {
    signals: units.flatMap((unit) => runs.map((run): ImuSignal => toSignal(run, { samples, unit, rateHz, atMs }))),
    spans: spans.map(({ from, to }) => ({ startMs: atMs(from), endMs: atMs(to) })),
  };
}

function readWindow(file: string, samples: Map<number, Sample>): number[] {
  const columns = units.flatMap((unit) => ['ax', 'ay', 'az', 'gx', 'gy', 'gz'].map((axis) => `s${unit}_${axis}`));
  const values = numbers(readTable(file, ','), ['seq', 'millis', ...columns]);
  const width = columns.length + 2;
  const sequences: number[] = [];
  for (let at = 0; at < values.length; at += width) {
    sequences.push(values[at]);
    samples.set(values[at], { atMs: values[at + 1], values: values.subarray(at + 2, at + width) });
  }
  return sequences;
}

/** Sequences without a hole in them. */
function toRuns(samples: Map<number, Sample>): number[][] {
  const runs: number[][] = [];
  for (const sequence of [...samples.keys()].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[run.length - 1] === sequence - 1) run.push(sequence);
    else runs.push([sequence]);
  }
  return runs;
}

/** `millis` is stamped when a radio bundle is written, 8 to 36 ms apart; the sensor itself is even. So the time is that of the sequence. */
function clockOf(set: string, samples: Map<number, Sample>): { rateHz: number; atMs: (sequence: number) => number } {
  const sequences = [...samples.keys()].sort((a, b) => a - b);
  const [first, last] = [sequences[0], sequences[sequences.length - 1]];
  const lastedMs = (samples.get(last)?.atMs ?? NaN) - (samples.get(first)?.atMs ?? NaN);
  const rateHz = (1000 * (last - first)) / lastedMs;
  if (!(rateHz > 20 && rateHz < 200)) throw new RecordingError(`${set}: ${last - first} samples in ${lastedMs} ms`);
  return { rateHz, atMs: (sequence) => (1000 * (sequence - first)) / rateHz };
}

interface Unit {
  samples: Map<number, Sample>;
  unit: number;
  rateHz: number;
  atMs: (sequence: number) => number;
}

function toSignal(run: number[], { samples, unit, rateHz, atMs }: Unit): ImuSignal {
  const pick = (from: number, scale: number): Float64Array =>
    Float64Array.from(run.flatMap((sequence) => [...(samples.get(sequence)?.values.subarray(6 * unit + from, 6 * unit + from + 3) ?? [])]), (value) => value * scale);
  return {
    kind: 'imu', sensor: unit, placement: placements[unit], rateHz, startMs: atMs(run[0]),
    accelerationMPerS2: pick(0, 1), angularVelocityDegPerS: pick(3, degPerRad),
  };
}
