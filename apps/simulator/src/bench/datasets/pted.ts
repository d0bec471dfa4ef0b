import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exerciseById, type Exercise, type Reference } from '#libs/domain';
import { pted as loader } from '../../recordings/loaders/pted.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { approve, approveTemplates } from '../approve.js';
import type { CaseOptions, Dataset } from '../case.js';

/** Yurtman & Barshan 2014: folders `sX/eY`. */
export const pted: Dataset = {
  people: 'healthy volunteers who acted the faults',
  typeNames: {},
  classes: false,
  subjectsIn: (folder) => {
    const subjects = foldersIn(folder, /^s\d+$/);
    if (subjects.length === 0) throw new RecordingError(`${folder}: no folder s1, s2, ... of a pted subject in it`);
    return subjects;
  },
  casesOf: async (folder, subject, options) => {
    const exercises = foldersIn(join(folder, subject), /^e\d+$/);
    if (exercises.length === 0) throw new RecordingError(`${join(folder, subject)}: no folder e1, e2, ... of an exercise in it`);
    return Promise.all(exercises.map(async (name) => {
      const recording = await loader.load(join(folder, subject, name));
      // Known by its name to what was learned of other people's.
      const exercise = { ...(exerciseById(recording.exerciseId) as Exercise), id: `pted-${name}` };
      const signals = recording.signals as ImuSignal[];
      return { subject, exerciseName: name, exercise, signals, truth: recording.truth, taught: [], reference: referenceOf(recording, exercise, options) };
    }));
  },
};

function referenceOf({ id, calibration }: Recording, exercise: Exercise, { reference }: CaseOptions): Reference | null {
  if (reference === 'none' || calibration === null) return null;
  const correct = calibration.approved.map((span) => ({ ...span, type: 'correct' }));
  if (reference === 'one') return approve({ id, exercise, signals: calibration.signals, marked: correct });
  return approveTemplates({ id, exercise, signals: calibration.signals, marked: [...correct, ...calibration.faults] });
}

function foldersIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) throw new RecordingError(`${folder}: there is no such folder`);
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && name.test(entry.name)).map((entry) => entry.name).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
