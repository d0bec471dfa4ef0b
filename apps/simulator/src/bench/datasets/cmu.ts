import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { calibrateJoint, exerciseById, type Exercise, type ImuBlock } from '#libs/domain';
import { cmu as loader } from '../../recordings/loaders/cmu.js';
import { readText } from '../../recordings/read-text.js';
import { RecordingError, type ImuSignal, type Recording } from '../../recordings/recording.js';
import { approvedOrNone, bindingsOf } from '../approve.js';
import type { BenchCase, CaseOptions, Dataset } from '../case.js';
import { blocksOf } from '../stream-session.js';

const measured = 'parsed_h5_csv';
const optical = 'parsed_joint_angles_all';
const headerRows = 3;
/** Files are called <movement>_<subject>_rep<k>.csv. */
const fileName = /^([A-Za-z]+)_(\d+)_rep(\d+)\.csv$/;
const sides = ['left', 'right'] as const;

/**
 * One person with markers: the angle of each knee, from the raw samples of thigh and shank of that side, against the optical knee
 * angle. A file is one repetition without rest around it. The reference is another repetition of the
 * same movement; a knee that hardly bends in it has none, and its angle is then counted from the first posture. The first repetition of
 * a movement was also measured once: its optical range is what a goniometer would have read, for all others of that knee.
 */
export const cmu: Dataset = {
  people: 'one healthy volunteer',
  typeNames: {},
  classes: false,
  subjectsIn: (folder) => {
    if (!existsSync(join(folder, measured)) || !existsSync(join(folder, optical))) throw new RecordingError(`${folder}: no ${measured} and ${optical} in it`);
    return [...new Set(filesOf(folder).map(({ subject }) => subject))].sort();
  },
  casesOf: async (folder, subject, options) => {
    const files = filesOf(folder).filter((file) => file.subject === subject);
    const recorded = await Promise.all(files.map(async (file) => ({ ...file, recording: await loader.load(join(folder, measured, file.movement, file.name)) })));
    return recorded.flatMap(({ movement, name, recording }) => sides.map((side) => {
      const others = recorded.filter((each) => each.name !== name);
      const shown = others.find((each) => each.movement === movement);
      const opticalFileOf = (file: string): string => join(folder, optical, movement, file);
      return caseOf(recording, {
        subject, movement, side, options, others: others.map((each) => ofLeg(each.recording.signals, side)), opticalFile: opticalFileOf(name),
        shown: shown === undefined ? null : { recording: shown.recording, measuredBy: shown.name < name ? opticalFileOf(shown.name) : null },
      });
    }));
  },
};

interface Knee {
  subject: string;
  movement: string;
  side: (typeof sides)[number];
  opticalFile: string;
  /** The same leg in all other recordings of the person: what the joint is calibrated with. */
  others: ImuSignal[][];
  /** What the reference is made of, and the optical angles that stand for a goniometer; `measuredBy` null: this repetition is itself the one that was measured. */
  shown: { recording: Recording; measuredBy: string | null } | null;
  options: CaseOptions;
}

function caseOf({ id, signals: all, truth }: Recording, { subject, movement, side, opticalFile, others, shown, options }: Knee): BenchCase {
  const exercise: Exercise = { ...(exerciseById('taught-movement') as Exercise), primary: { kind: 'joint', proximal: 'thigh', distal: 'shank' } };
  const signals = options.reference === 'none' ? ofLeg(all, side) : calibrated(ofLeg(all, side), exercise, others);
  const worn = new Map(signals.map((each) => [each.sensor, each.flexion]));
  const joint = `${side === 'left' ? 'Left' : 'Right'}KneeAngle`;
  return {
    subject, exerciseName: movement, exercise, signals,
    truth: truth.map((each) => ({ ...each, type: 'correct' })), taught: [],
    reference: options.reference === 'none' || shown === null ? null : approvedOrNone({
      id, exercise, signals: ofLeg(shown.recording.signals, side).map((each) => ({ ...each, flexion: worn.get(each.sensor) })),
      marked: shown.recording.truth.map((span) => ({ ...span, type: 'correct' })), goniometerDeg: shown.measuredBy === null ? null : opticalRangeDeg(shown.measuredBy, joint),
    }),
    opticalRangeDeg: opticalRangeDeg(opticalFile, joint),
  };
}

function ofLeg(all: Recording['signals'], side: Knee['side']): ImuSignal[] {
  return all.filter((signal): signal is ImuSignal => signal.kind === 'imu' && signal.placement.side === side && (signal.placement.segment === 'thigh' || signal.placement.segment === 'shank'));
}

/** With the knee's hinge, as the other recordings show it; as they are where those show none. */
function calibrated(signals: ImuSignal[], exercise: Exercise, others: ImuSignal[][]): ImuSignal[] {
  const recordings = others.map((each) => blocksOf(each).filter((block): block is ImuBlock => block.kind === 'imu'));
  const hinge = calibrateJoint({ recordings, exercise, sensors: bindingsOf(signals) });
  if (!hinge.ok) return signals;
  return signals.map((each) => ({ ...each, flexion: each.placement.segment === 'thigh' ? hinge.value.proximalAxis : hinge.value.distalAxis }));
}

function filesOf(folder: string): { movement: string; subject: string; name: string }[] {
  const names = readdirSync(join(folder, measured), { recursive: true, encoding: 'utf8' }).map((path) => path.split(/[\\/]/).at(-1) ?? '').sort();
  return names.flatMap((name) => {
    const [, movement, subject] = fileName.exec(name) ?? [];
    return movement === undefined ? [] : [{ movement, subject, name }];
  });
}

/** Largest minus smallest flexion (axis X), deg. */
function opticalRangeDeg(file: string, joint: string): number {
  if (!existsSync(file)) throw new RecordingError(`${file}: there is no optical angle for this repetition`);
  const rows = readText(file).split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(','));
  const column = rows[0].findIndex((name, i) => name === joint && rows[2]?.[i] === 'X');
  if (column < 0) throw new RecordingError(`${file}: no column "${joint}", X`);
  const values = rows.slice(headerRows).map((row) => Number(row[column])).filter((value) => Number.isFinite(value));
  if (values.length < 2) throw new RecordingError(`${file}: no angles in column "${joint}"`);
  return Math.max(...values) - Math.min(...values);
}
