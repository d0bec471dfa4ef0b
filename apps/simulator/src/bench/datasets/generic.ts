import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exerciseById, type Exercise, type Reference } from '#libs/domain';
import { readGenericMeta } from '../../recordings/generic-meta.js';
import { generic as loader } from '../../recordings/loaders/generic.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { approve } from '../approve.js';
import type { CaseOptions, Dataset } from '../case.js';

/** Folders with `meta.json`, at any depth; subject and exercise are what that file says. */
export const generic: Dataset = {
  people: 'another device; healthy volunteers who acted the faults, unless their maker says otherwise',
  typeNames: {},
  classes: false,
  subjectsIn: (folder) => {
    const subjects = [...new Set(sessionsIn(folder).map(({ subject }) => subject))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    if (subjects.length === 0) throw new RecordingError(`${folder}: no folder with meta.json in it, nor below it`);
    return subjects;
  },
  casesOf: async (folder, subject, options) => Promise.all(sessionsIn(folder).filter((session) => session.subject === subject).map(async (session) => {
    const recording = await loader.load(session.path);
    const exercise = exerciseById(recording.exerciseId) as Exercise;
    return {
      subject, exerciseName: session.exercise, exercise, signals: recording.signals as ImuSignal[], truth: recording.truth, taught: [], note: recording.label,
      reference: referenceOf(session.path, recording, { exercise, options }),
    };
  })),
};

function sessionsIn(folder: string): { path: string; subject: string; exercise: string }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|[\\/])meta\.json$/.test(path)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return files.map((file) => {
    const { subject, exercise } = readGenericMeta(join(folder, file));
    return { path: join(folder, dirname(file)), subject, exercise };
  });
}

function referenceOf(path: string, { calibration }: Recording, { exercise, options }: { exercise: Exercise; options: CaseOptions }): Reference | null {
  if (options.reference === 'none') return null;
  const correct = calibration?.approved.map((span) => ({ ...span, type: 'correct' })) ?? [];
  if (calibration === null || correct.length === 0) throw new RecordingError(`${join(path, 'reference')}: no correct-<k>.csv in it; without one only --reference none can be measured`);
  return approve({ id: path, exercise, signals: calibration.signals, marked: options.reference === 'one' ? correct.slice(0, 1) : [...correct, ...calibration.faults] });
}
