import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exerciseById, type Exercise, type Reference } from '#libs/domain';
import { readGenericMeta } from '../../recordings/generic-meta.js';
import { generic as loader } from '../../recordings/loaders/generic.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { tryApprove } from '../approve.js';
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
    const known = referenceOf(session.path, recording, { exercise, options });
    return {
      subject, exerciseName: session.exercise, exercise, signals: recording.signals as ImuSignal[], truth: recording.truth, taught: [],
      note: [recording.label, ...known.said].join('; '), reference: known.reference,
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

/** Where no reference can be made of what is there, the session is measured without one, as it would be live, and that is said. */
function referenceOf(path: string, { calibration }: Recording, { exercise, options }: { exercise: Exercise; options: CaseOptions }): { reference: Reference | null; said: string[] } {
  if (options.reference === 'none') return { reference: null, said: [] };
  const correct = calibration?.approved.map((span) => ({ ...span, type: 'correct' })) ?? [];
  if (calibration === null || correct.length === 0) throw new RecordingError(`${join(path, 'reference')}: no correct-<k>.csv in it${otherNames(calibration)}; without one only --reference none can be measured`);
  const built = tryApprove({ id: path, exercise, signals: calibration.signals, marked: options.reference === 'one' ? correct.slice(0, 1) : [...correct, ...calibration.faults] });
  return built.ok ? { reference: built.value, said: [] } : { reference: null, said: [`no reference: ${built.detail} (${built.reason}); measured without one`] };
}

function otherNames(calibration: Recording['calibration']): string {
  const names = [...new Set(calibration?.faults.map(({ type }) => type) ?? [])];
  return names.length === 0 ? '' : ` but ${names.map((name) => `${name}-<k>.csv`).join(', ')}: what is done right is called "correct", or 0`;
}
