import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exerciseById, type Exercise, type Reference } from '#libs/domain';
import { squatKr as loader } from '../../recordings/loaders/squat-kr.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { approve } from '../approve.js';
import type { BenchCase, CaseOptions, Dataset } from '../case.js';

const classes = ['class0', 'class1', 'class2', 'class3', 'class4'];
/** The first correct repetitions of a person's first correct set are the reference, and are not tested on. */
const taughtOf: Record<CaseOptions['reference'], number> = { own3: 3, one: 1, none: 0 };

/** Body-weight squats of five classes: `classC/subjectN_setM_windowK.csv`. */
export const squatKr: Dataset = {
  people: 'healthy volunteers who acted the faults',
  typeNames: { 'low-amplitude': 'partial depth', 'knee-valgus': 'knee valgus', 'butt-wink': 'butt wink', 'forward-lean': 'forward lean' },
  classes: true,
  subjectsIn: (folder) => {
    const subjects = [...new Set(classes.flatMap((name) => setsIn(join(folder, name)).map((set) => set.split('_')[0])))].sort();
    if (subjects.length === 0) throw new RecordingError(`${folder}: no class0 to class4 with subjectN_setM_windowK.csv in it`);
    return subjects;
  },
  casesOf: async (folder, subject, { reference }) => {
    const sets = classes.flatMap((name) => setsIn(join(folder, name)).filter((set) => set.startsWith(`${subject}_`)).map((set) => join(folder, name, set)));
    const recordings = await Promise.all(sets.map((set) => loader.load(set)));
    const teaching = recordings.find(({ id }) => id.includes('/class0/'));
    if (teaching === undefined) throw new RecordingError(`${join(folder, 'class0')}: no correct set of ${subject}`);
    const taught = teaching.truth.slice(0, taughtOf[reference]);
    const exercise = exerciseById('squat') as Exercise;
    const own = taught.length === 0 ? null : approve({ id: teaching.id, exercise, signals: teaching.signals, marked: taught });
    return recordings.map((recording) => caseOf(recording, { subject, exercise, reference: own, taught: recording === teaching ? taught : [] }));
  },
};

function caseOf({ signals, truth }: Recording, known: { subject: string; exercise: Exercise; reference: Reference | null; taught: Recording['truth'] }): BenchCase {
  return { ...known, exerciseName: 'squat', signals: signals as ImuSignal[], truth: truth.filter((each) => !known.taught.includes(each)) };
}

function setsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return [...new Set(readdirSync(folder).filter((name) => /^subject\d+_set\d+_window\d+\.csv$/.test(name)).map((name) => name.split('_window')[0]))].sort();
}
