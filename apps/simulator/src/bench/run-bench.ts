import { existsSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { scorerVersion } from '#libs/domain';
import { RecordingError } from '../recordings/recording.js';
import type { BenchCase, Dataset } from './case.js';
import { datasets } from './datasets/index.js';
import type { BenchOptions } from './options.js';
import { scoreCase } from './score-case.js';
import { shuffleBlocks } from './shuffle-blocks.js';
import { measureSpeed, type Speed } from './speed.js';
import { addTally, figuresOf, startTally, type Figures, type Tally } from './tally.js';

export interface BenchResult {
  dataset: string;
  people: string;
  reference: string;
  exercise: string;
  shuffleSeed: number | null;
  /** What must be said of single recordings. */
  notes: string[];
  /** Of a run with references: the recordings that have none, by name; they were measured without. */
  withoutReference: string[];
  scorer: string;
  machine: string;
  subjects: Record<string, Figures>;
  exercises: Record<string, Figures>;
  total: Figures;
  /** Of all sensors, while the whole bench ran, on one core. */
  samplesPerSecond: number;
  rangeOfMotion?: Figures['rangeOfMotion'];
  rangeOfMotionMeasuredOnce?: Figures['rangeOfMotionMeasuredOnce'];
  classes?: Figures['classes'];
  speedTest?: Speed;
}

/** Throws a `RecordingError` that names what is missing in the folder. */
export async function runBench(options: BenchOptions, progress: (step: string) => void): Promise<BenchResult> {
  const dataset = datasets[options.dataset];
  const folder = folderOf(options);
  const sums = { subjects: new Map<string, Tally>(), exercises: new Map<string, Tally>(), total: startTally() };
  const notes: string[] = [];
  const withoutReference: string[] = [];
  let samples = 0;
  let tookMs = 0;
  let speedTest: Speed | undefined;
  for (const { id, subject } of chosen(dataset, folder, options.subjects)) {
    const cases = await dataset.casesOf(folder, subject, options);
    if (options.speedTest) speedTest ??= measureSpeed(cases[0]);
    if (options.reference !== 'none') withoutReference.push(...cases.filter(({ reference }) => reference === null).map(({ exerciseName, session }) => [id, exerciseName, session].filter((each) => each !== undefined).join(' ')));
    const told = options.exercise === 'known' ? cases : untold(cases);
    for (const bench of told.map((each) => inOrder(each, options.shuffleSeed))) {
      if (bench.note !== undefined) notes.push(bench.note);
      const scored = scoreCase(bench, dataset.typeNames);
      samples += scored.samples;
      tookMs += scored.tookMs;
      for (const sum of [tallyOf(sums.subjects, id), tallyOf(sums.exercises, bench.exerciseName), sums.total]) addTally(sum, scored.tally);
      progress(`${id} ${bench.exerciseName}: ${scored.tally.found} of ${bench.truth.length} found, ${scored.tally.falseAlarms} false alarms, ${scored.tally.typedRight} typed right`);
    }
  }
  const figures = (of: Map<string, Tally>): Record<string, Figures> => Object.fromEntries([...of].map(([name, tally]) => [name, figuresOf(tally, dataset.classes)]));
  const total = figuresOf(sums.total, dataset.classes);
  return {
    dataset: options.dataset, people: dataset.people, reference: options.reference, exercise: options.exercise, shuffleSeed: options.shuffleSeed, notes, withoutReference,
    scorer: `${scorerVersion.id} ${scorerVersion.version}`, machine: `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
    subjects: figures(sums.subjects), exercises: figures(sums.exercises), total,
    samplesPerSecond: Math.round((1000 * samples) / tookMs),
    ...(total.rangeOfMotion === undefined ? {} : { rangeOfMotion: total.rangeOfMotion }),
    ...(total.rangeOfMotionMeasuredOnce === undefined ? {} : { rangeOfMotionMeasuredOnce: total.rangeOfMotionMeasuredOnce }),
    ...(total.classes === undefined ? {} : { classes: total.classes }),
    ...(speedTest === undefined ? {} : { speedTest }),
  };
}

/** The set's own folder, also when its parent was named. */
function folderOf({ data, dataset }: BenchOptions): string {
  const given = resolve(data);
  if (!(statSync(given, { throwIfNoEntry: false })?.isDirectory() ?? false)) throw new RecordingError(`${given}: there is no such folder`);
  const below = join(given, dataset);
  return basename(given) !== dataset && existsSync(below) ? below : given;
}

/** By the set's own names, or by their numbers: `s1` is also `subject1` and `01`. */
function chosen(dataset: Dataset, folder: string, wanted: string[] | null): { id: string; subject: string }[] {
  const there = dataset.subjectsIn(folder);
  const numberOf = (name: string): string => /^(?:subject|s)?0*(\d+)$/.exec(name)?.[1] ?? name;
  return (wanted ?? there).map((id) => {
    const subject = there.find((each) => each === id) ?? there.find((each) => numberOf(each) === numberOf(id));
    if (subject === undefined) throw new RecordingError(`${folder}: no subject "${id}"; there are ${there.join(', ')}`);
    return { id, subject };
  });
}

/** Nobody says which exercise it is: all that the person has references of may be. */
function untold(cases: readonly BenchCase[]): BenchCase[] {
  const known = new Map(cases.flatMap(({ exerciseName, reference }) => (reference === null ? [] : [[exerciseName, reference] as const])));
  const alternatives = [...known].map(([exerciseId, reference]) => ({ exerciseId, reference }));
  return cases.map((each) => ({ ...each, reference: null, alternatives }));
}

function inOrder(bench: BenchCase, seed: number | null): BenchCase {
  return seed === null ? bench : { ...bench, ...shuffleBlocks(bench, seed) };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? startTally();
  tallies.set(name, tally);
  return tally;
}
