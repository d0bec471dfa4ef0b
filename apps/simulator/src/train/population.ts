import { join } from 'node:path';
import { exerciseById, freeRepetitions, populationValuesOf, type Exercise, type ImuBlock } from '#libs/domain';
import { bindingsOf } from '../bench/approve.js';
import { matchSpans } from '../bench/matching.js';
import { blocksOf } from '../bench/stream-session.js';
import { pted as loader } from '../recordings/loaders/pted.js';
import { shareRight, trainDiscriminant, typeBy, type Example } from './discriminant.js';
import type { Trainer } from './trainer.js';

/** The people and exercises of pted that may be learned from; the others are the exam. */
const people = ['s1', 's2'];
const exercises = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8'];

export const population: Trainer = {
  name: 'population',
  constant: 'populationModel',
  type: { name: 'DiscriminantModel', file: 'discriminant' },
  train: async (recordings) => {
    const examples = await examplesIn(recordings, people);
    return { model: trainDiscriminant(examples, populationOptions), card: cardOf(examples) };
  },
};

/** Chosen by leaving out one person's exercise at a time, see the card. */
export const populationOptions = {
  values: ['ln width s', 'ln height deg', 'ln peak rate /s', 'ln travel', 'far growth', 'far spread'],
  types: ['correct', 'too-fast', 'low-amplitude'],
  offsetShare: 0.6,
  ridge: 0.2,
  farthest: 30,
};

export async function examplesIn(recordings: string, subjects: readonly string[]): Promise<Example[]> {
  const found: Example[] = [];
  for (const person of subjects) for (const exercise of exercises) found.push(...(await examplesOf(recordings, person, exercise)));
  return found;
}

async function examplesOf(recordings: string, person: string, name: string): Promise<Example[]> {
  const { exerciseId, signals, truth } = await loader.load(join(recordings, 'pted', person, name));
  const exercise = exerciseById(exerciseId) as Exercise;
  const blocks = blocksOf(signals).filter((block): block is ImuBlock => block.kind === 'imu');
  const found = freeRepetitions({ blocks, exercise, sensors: bindingsOf(signals) });
  return matchSpans(truth, found).flatMap((at, t) => (at === null ? [] : [{ person, exercise: `pted-${name}`, type: truth[t].type, values: populationValuesOf(found[at].features) }]));
}

function cardOf(examples: readonly Example[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const agnostic = { ...populationOptions, offsetShare: 0 };
  const cell = ({ person, exercise }: Example): string => `${person} ${exercise}`;
  return `# Model card: population

Made by \`npm run train:form\`; do not edit. No randomness: the same recordings give the same model.

**What it does.** Tells how a repetition was done - correct, too fast, too small - when nothing is known of the person, and leaves out
movements that are like nobody's repetition. As soon as the person has one approved repetition it is not used.

**What it is.** A linear discriminant (Fisher 1936) over ${populationOptions.values.length} numbers of a repetition: ${populationOptions.values.join(', ')}. Where the
exercise is one that it was made of, ${percent(populationOptions.offsetShare)} of that exercise's own mean is believed.

**Made of** ${examples.length} repetitions of pted (Yurtman & Barshan 2014), subjects ${people.join(' and ')}, exercises ${exercises[0]} to ${exercises.at(-1) ?? ''}: healthy volunteers who acted
the faults. The recordings are not part of this repository.

**How well**, share of found repetitions whose type is told rightly:

| left out while it was made | exercise known | exercise not known |
| --- | --- | --- |
| nothing (flatters it) | ${percent(shareRightWithin(examples, populationOptions))} | ${percent(shareRightWithin(examples, agnostic))} |
| one person's exercise at a time | ${percent(shareRight(examples, populationOptions, cell))} | ${percent(shareRight(examples, agnostic, cell))} |
| one person at a time | ${percent(shareRight(examples, populationOptions, ({ person }) => person))} | ${percent(shareRight(examples, agnostic, ({ person }) => person))} |

**What it is not good for.** Two people are no population: made of one of them it does poorly on the other, and how well it does on
patients nobody knows. Haste it tells well. How far is far enough it guesses, since people differ more than the faults do. It gives no form score and
raises no alert. No clinical claim.
`;
}

function shareRightWithin(examples: readonly Example[], options: typeof populationOptions): number {
  const model = trainDiscriminant(examples, options);
  return examples.filter((example) => typeBy(model, example) === example.type).length / examples.length;
}
