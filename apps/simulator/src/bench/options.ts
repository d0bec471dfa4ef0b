import { parseArgs } from 'node:util';

export const datasetNames = ['pted', 'squat-kr', 'cmu', 'generic'] as const;
export type DatasetName = (typeof datasetNames)[number];

/** What is known of the person: three repetitions of each type, one correct one, or nothing. */
export const referenceKinds = ['own3', 'one', 'none'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export interface BenchOptions {
  /** The set's folder, or the folder in which it lies. */
  data: string;
  dataset: DatasetName;
  /** null: all that are there. */
  subjects: string[] | null;
  reference: ReferenceKind;
  /** `unknown`: the scorer is given the references of all exercises of the person and must say which one it is. */
  exercise: 'known' | 'unknown';
  /** null: in order. */
  shuffleSeed: number | null;
  speedTest: boolean;
  json: boolean;
}

export const benchUsage = `npm run bench:form -- --data <dir> --dataset ${datasetNames.join('|')} [--subjects s1,s2] [--reference ${referenceKinds.join('|')}]
                       [--exercise known|unknown] [--shuffle-blocks <seed>] [--speed-test] [--json]

Without a choice: --reference own3, --exercise known, every subject that is in the folder. The layouts are in docs/recordings.md.`;

const flags = {
  data: { type: 'string' }, dataset: { type: 'string' }, subjects: { type: 'string' }, reference: { type: 'string', default: 'own3' },
  exercise: { type: 'string', default: 'known' }, 'shuffle-blocks': { type: 'string' },
  'speed-test': { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
} as const;

/** Throws a RangeError that names the option and the value. */
export function readBenchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({ args, options: flags });
  if (values.data === undefined) throw new RangeError('--data is missing: the folder of the recordings');
  const dataset = oneOf('--dataset', values.dataset, datasetNames);
  const exercise = oneOf('--exercise', values.exercise, ['known', 'unknown'] as const);
  if (exercise === 'unknown' && dataset === 'cmu') throw new RangeError('--exercise unknown: a case of cmu is one knee in one movement');
  const seed = values['shuffle-blocks'];
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) throw new RangeError(`--shuffle-blocks is a whole number, not "${seed}"`);
  if (seed !== undefined && (dataset === 'cmu' || dataset === 'squat-kr')) throw new RangeError(`--shuffle-blocks: a recording of ${dataset} is one block`);
  return {
    data: values.data,
    dataset,
    subjects: subjectsIn(values.subjects),
    reference: oneOf('--reference', values.reference, referenceKinds),
    exercise,
    shuffleSeed: seed === undefined ? null : Number(seed),
    speedTest: values['speed-test'],
    json: values.json,
  };
}

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new RangeError(`${name} is ${allowed.join(' or ')}, not "${value ?? ''}"`);
  return found;
}

function subjectsIn(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const subjects = text.split(',').map((each) => each.trim());
  if (subjects.some((each) => each === '')) throw new RangeError(`--subjects is a list like s1,s2, not "${text}"`);
  return [...new Set(subjects)];
}
