import { join } from 'node:path';
import { exerciseById, freeRepetitions, type Exercise, type ImuBlock } from '#libs/domain';
import { approve, bindingsOf, prescriptionFor } from '../bench/approve.js';
import { matchSpans } from '../bench/matching.js';
import { blocksOf } from '../bench/stream-session.js';
import { templateRepetitions, type TypedSpan } from '../bench/template-repetitions.js';
import { pted as loader } from '../recordings/loaders/pted.js';
import type { Calibration, Signal } from '../recordings/recording.js';
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

/**
 * Chosen by leaving out one person, and one person's exercise, at a time, see the card. What lies between people is assumed [P]: two
 * of them cannot show it, and without it a model of one person takes that person's tempo and range for everybody's.
 */
export const populationOptions = {
  values: ['ln width s', 'ln height deg', 'ln peak rate /s', 'ln travel', 'far growth', 'far spread', 'ln duration s', 'ln unrest'],
  types: ['correct', 'too-fast', 'low-amplitude'],
  offsetShare: 0.6,
  betweenPeople: [0.2, 0.3, 0.3, 0.02, 0.015, 0.003, 0.15, 0.15],
  farthest: 30,
};

export async function examplesIn(recordings: string, subjects: readonly string[]): Promise<Example[]> {
  const found: Example[] = [];
  for (const person of subjects) for (const exercise of exercises) found.push(...(await examplesOf(recordings, person, exercise)));
  return found;
}

async function examplesOf(recordings: string, person: string, name: string): Promise<Example[]> {
  const { id, exerciseId, signals, truth, calibration } = await loader.load(join(recordings, 'pted', person, name));
  const exercise = exerciseById(exerciseId) as Exercise;
  const typed = (session: readonly Signal[], spans: readonly TypedSpan[]): Example[] => {
    const blocks = blocksOf(session).filter((block): block is ImuBlock => block.kind === 'imu');
    const found = freeRepetitions({ blocks, exercise, sensors: bindingsOf(session) });
    return matchSpans(spans, found).flatMap((at, t) => (at === null ? [] : [{ person, exercise: `pted-${name}`, type: spans[t].type, values: found[at].values }]));
  };
  const templates = calibration as Calibration;
  return [...typed(signals, truth), ...typed(templates.signals, spansOf(id, exercise, templates))];
}

/** Three repetitions of each type in a template session. */
function spansOf(id: string, exercise: Exercise, { signals, approved, faults }: Calibration): TypedSpan[] {
  const correct = approved.map((span) => ({ ...span, type: 'correct' }));
  const reference = approve({ id, exercise, signals, marked: correct });
  return templateRepetitions([...correct, ...faults], blocksOf(signals), prescriptionFor(exercise, signals, reference));
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
exercise is one that it was made of, ${percent(populationOptions.offsetShare)} of that exercise's own mean is believed. Unrest is how fast the sensors still turn while it
is far out, beside their fastest. What lies between people is assumed and added to what the two show (standard deviations, in the
order of the values: ${populationOptions.betweenPeople.join(', ')}).

**Made of** ${examples.length} repetitions of pted (Yurtman & Barshan 2014), subjects ${people.join(' and ')}, exercises ${exercises[0]} to ${exercises.at(-1) ?? ''}: healthy volunteers who acted
the faults; their test and their template sessions. The recordings are not part of this repository.

**How well**, share of found repetitions whose type is told rightly:

| left out while it was made | exercise known | exercise not known |
| --- | --- | --- |
| nothing (flatters it) | ${percent(shareRightWithin(examples, populationOptions))} | ${percent(shareRightWithin(examples, agnostic))} |
| one person's exercise at a time | ${percent(shareRight(examples, populationOptions, cell))} | ${percent(shareRight(examples, agnostic, cell))} |
| one person at a time | ${percent(shareRight(examples, populationOptions, ({ person }) => person))} | ${percent(shareRight(examples, agnostic, ({ person }) => person))} |

Made of one person it knows that person's tempo and range alone, so the last row is worse than what to expect of a third; the row
above it has seen the same person's other exercises, and is better. Duration and unrest brought the last two rows from 61 and 80 % to
these. Tried, and no better across people: time on the way, jerk and tremor, how much the other sensors take part, peak acceleration.

**What it is not good for.** Two people are no population: made of one of them it does poorly on the other, and how well it does on
patients nobody knows. Haste it tells well. How far is far enough it guesses, since people differ more than the faults do. It gives no form score and
raises no alert. No clinical claim.
`;
}

function shareRightWithin(examples: readonly Example[], options: typeof populationOptions): number {
  const model = trainDiscriminant(examples, options);
  return examples.filter((example) => typeBy(model, example) === example.type).length / examples.length;
}
