import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exerciseById, type Exercise, type Reference } from '#libs/domain';
import { typeOf } from '../../recordings/generic-labels.js';
import { readGenericMeta } from '../../recordings/generic-meta.js';
import { generic as loader } from '../../recordings/loaders/generic.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { bindingsOf, tryApprove } from '../approve.js';
import type { BenchCase, CaseOptions, Dataset } from '../case.js';

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
  casesOf: async (folder, subject, options) => {
    const all = sessionsIn(folder);
    if (options.reference !== 'none') mustShowSomething(folder, all);
    const loaded = await Promise.all(all.filter((session) => session.subject === subject).map(async (session) => ({ session, recording: await loader.load(session.path) })));
    return loaded.map((each): BenchCase => {
      const { session, recording } = each;
      const exercise = exerciseById(recording.exerciseId) as Exercise;
      const known = options.reference === 'none' ? nothingKnown : knownOf(each, loaded, { exercise, options });
      return {
        subject, exerciseName: session.exercise, session: session.name, exercise, signals: recording.signals as ImuSignal[], truth: recording.truth, taught: [],
        note: [recording.label, ...known.said].join('; '), reference: known.reference,
      };
    });
  },
};

interface Session {
  path: string;
  /** Its folder, as seen from the one that is measured. */
  name: string;
  subject: string;
  exercise: string;
}

function sessionsIn(folder: string): Session[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|[\\/])meta\.json$/.test(path)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return files.map((file) => {
    const { subject, exercise } = readGenericMeta(join(folder, file));
    return { path: join(folder, dirname(file)), name: dirname(file), subject, exercise };
  });
}

/** Where no session shows what is right, nothing would be measured as it was asked. */
function mustShowSomething(folder: string, sessions: readonly Session[]): void {
  const names = sessions.flatMap(({ path }) => namesIn(join(path, 'reference')));
  if (names.some((name) => typeOf(name) === 'correct')) return;
  throw new RecordingError(`${folder}: no correct-<k>.csv in any reference/${otherNames(names)}; without one only --reference none can be measured`);
}

/** Of the references in a folder, what they are called without their number. */
function namesIn(reference: string): string[] {
  return existsSync(reference) ? readdirSync(reference).flatMap((file) => /^(.+)-\d+\.csv$/.exec(file)?.slice(1) ?? []) : [];
}

interface Loaded {
  session: Session;
  recording: Recording;
}

interface Known {
  reference: Reference | null;
  /** What must be said of it. */
  said: string[];
}

const nothingKnown: Known = { reference: null, said: [] };

/**
 * What the session's own references show; where it has none that can be used, those of another session of the person, in the same exercise and with the same
 * sensors; else nothing, and it is measured as it would be live. Whatever is not its own is said.
 */
function knownOf(own: Loaded, all: readonly Loaded[], context: { exercise: Exercise; options: CaseOptions }): Known {
  const first = builtOf(own, context);
  if (first.ok) return { reference: first.value, said: [] };
  for (const other of all.filter((each) => each !== own && isAlike(each, own))) {
    const built = builtOf(other, context);
    if (built.ok) return { reference: built.value, said: [`${own.session.name}: no reference of its own: ${first.why}; measured with that of ${other.session.name}`] };
  }
  return { reference: null, said: [`${own.session.name}: no reference: ${first.why}; measured without one`] };
}

function builtOf({ session, recording: { calibration } }: Loaded, { exercise, options }: { exercise: Exercise; options: CaseOptions }): { ok: true; value: Reference } | { ok: false; why: string } {
  const correct = calibration?.approved.map((span) => ({ ...span, type: 'correct' })) ?? [];
  if (calibration === null || correct.length === 0) return { ok: false, why: `no correct-<k>.csv in its reference/${otherNames(namesIn(join(session.path, 'reference')))}` };
  const built = tryApprove({ id: session.path, exercise, signals: calibration.signals, marked: options.reference === 'one' ? correct.slice(0, 1) : [...correct, ...calibration.faults] });
  return built.ok ? { ok: true, value: built.value } : { ok: false, why: `${built.detail} (${built.reason})` };
}

function isAlike(a: Loaded, b: Loaded): boolean {
  const worn = ({ recording }: Loaded): string => JSON.stringify(bindingsOf(recording.signals));
  return a.session.exercise === b.session.exercise && worn(a) === worn(b);
}

function otherNames(names: readonly string[]): string {
  return names.length === 0 ? '' : ` but ${[...new Set(names)].map((name) => `${name}-<k>.csv`).join(', ')}: what is done right is called "correct", or 0`;
}
