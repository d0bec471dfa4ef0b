import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Placement } from '#libs/domain';
import { readText } from '../read-text.js';
import { RecordingError, type Calibration, type ImuSignal, type Recording, type RecordingLoader } from '../recording.js';

const degPerRad = 180 / Math.PI;
const headerRows = 3;
const movements: Record<string, string> = { SqDL: 'deep squat', SqSL: 'single-leg squat', Lunge: 'lunge', StepUpH: 'step-up', Walk: 'walk' };
const placements: [string, Placement][] = [
  ['Chest', { segment: 'chest', side: 'midline' }], ['Pelvis', { segment: 'pelvis', side: 'midline' }],
  ['RightThigh', { segment: 'thigh', side: 'right' }], ['LeftThigh', { segment: 'thigh', side: 'left' }],
  ['RightShank', { segment: 'shank', side: 'right' }], ['LeftShank', { segment: 'shank', side: 'left' }],
  ['RightFoot', { segment: 'foot', side: 'right' }], ['LeftFoot', { segment: 'foot', side: 'left' }],
  ['RightWrist', { segment: 'wrist', side: 'right' }], ['LeftWrist', { segment: 'wrist', side: 'left' }],
];

/** One person with ten units and optical markers: a file `parsed_h5_csv/<movement>/<movement>_01_repN.csv` of one repetition, without rest around it. */
export const cmu: RecordingLoader = {
  name: 'cmu',
  claims: (path) => /_rep\d+\.csv$/.test(path) && basename(dirname(dirname(resolve(path)))) === 'parsed_h5_csv',
  load: async (path) => {
    const file = resolve(path);
    const movement = basename(dirname(file));
    const signals = readRepetition(file);
    const known = movements[movement] ?? movement;
    return {
      id: `cmu/${basename(file, '.csv')}`,
      source: 'replayed',
      label: `cmu ${known}, ${basename(file, '.csv')}: healthy volunteer`,
      citation: 'Inertial units and optical motion capture of five movements, Carnegie Mellon University; title and authors as the set is published (README of the simulator)',
      exerciseId: movement === 'Walk' ? 'walking' : 'taught-movement',
      ageYears: null,
      signals,
      truth: movement === 'Walk' ? [] : [spanOf(signals, known)],
      calibration: movement === 'Walk' ? null : calibrationFor(file),
    } satisfies Recording;
  },
};

/** Another repetition of the same movement, as a whole. */
function calibrationFor(file: string): Calibration | null {
  const folder = dirname(file);
  const other = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== basename(file)).sort()[0] : undefined;
  if (other === undefined) return null;
  const signals = readRepetition(join(folder, other));
  const { startMs, endMs } = spanOf(signals, '');
  return { signals, approved: [{ startMs, endMs }], faults: [] };
}

function spanOf([signal]: ImuSignal[], type: string): Recording['truth'][number] {
  return { startMs: 0, endMs: (1000 * (signal.accelerationMPerS2.length / 3 - 1)) / signal.rateHz, type };
}

/** Three rows of headings: unit, channel, axis. Acceleration in m/s2, angular velocity in rad/s, time in s. */
function readRepetition(file: string): ImuSignal[] {
  const rows = readText(file).split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(','));
  const [unitNames, channels] = rows;
  const samples = rows.slice(headerRows);
  if (samples.length < 2) throw new RecordingError(`${file}: ${samples.length} rows`);
  return placements.map(([name, placement], sensor) => {
    const columns = (channel: string): number[] => unitNames.flatMap((unit, i) => (unit === name && channels[i] === channel ? [i] : []));
    const [time] = columns('Time');
    const at = (row: number): number => cell(file, samples, { row, column: time });
    return {
      kind: 'imu', sensor, placement,
      rateHz: Math.round((samples.length - 1) / (at(samples.length - 1) - at(0))),
      accelerationMPerS2: Float64Array.from(samples.flatMap((_, row) => columns('Accelerometer').map((column) => cell(file, samples, { row, column })))),
      angularVelocityDegPerS: Float64Array.from(samples.flatMap((_, row) => columns('Gyroscope').map((column) => cell(file, samples, { row, column }) * degPerRad))),
    };
  });
}

function cell(file: string, samples: string[][], { row, column }: { row: number; column: number }): number {
  const text = samples[row][column];
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value)) throw new RecordingError(`${file}: row ${row + headerRows + 1}, column ${column + 1}: "${text}"`);
  return value;
}
