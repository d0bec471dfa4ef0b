import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RecordingError, type Calibration, type ImuSignal, type Recording, type RecordingLoader } from '../recording.js';
import { numbers, readTable } from '../table.js';

const rateHz = 25;
const sampleMs = 1000 / rateHz;
const degPerRad = 180 / Math.PI;
const units = [1, 2, 3, 4, 5];
const types = ['correct', 'too-fast', 'low-amplitude'];

/** Physical Therapy Exercises Dataset: a folder `sX/eY` with five Xsens units at 25 Hz. */
export const pted: RecordingLoader = {
  name: 'pted',
  claims: (path) => /s\d+[\\/]e\d+$/.test(resolve(path)) && existsSync(join(path, 'u1', 'test.txt')),
  load: async (path) => {
    const folder = resolve(path);
    const exercise = basename(folder);
    const subject = basename(dirname(folder));
    const annotations = join(dirname(dirname(folder)), 'annotations', `annotations_${subject}_${exercise}_annotations.csv`);
    return {
      id: `pted/${subject}/${exercise}`,
      source: 'replayed',
      label: `pted ${subject} ${exercise}: healthy volunteer, faults acted`,
      citation: 'A. Yurtman, B. Barshan: Automated evaluation of physical therapy exercises using multi-template dynamic time warping on wearable sensor signals. Comput Methods Programs Biomed 117(2):189-207, 2014. doi 10.1016/j.cmpb.2014.07.003',
      exerciseId: 'taught-movement',
      ageYears: null,
      signals: units.map((unit) => readUnit(join(folder, `u${unit}`, 'test.txt'), unit)),
      truth: readAnnotations(annotations),
      calibration: {
        signals: units.map((unit) => readUnit(join(folder, `u${unit}`, 'template_session.txt'), unit)),
        ...readTemplates(join(folder, 'template_times.txt')),
      },
    } satisfies Recording;
  },
};

/** Placements are published for the leg and the arm as a whole, not for each unit. */
function readUnit(path: string, unit: number): ImuSignal {
  const table = readTable(path, ';');
  return {
    kind: 'imu',
    sensor: unit - 1,
    placement: { segment: 'unknown', side: 'midline' },
    rateHz,
    accelerationMPerS2: numbers(table, ['acc_x', 'acc_y', 'acc_z']),
    angularVelocityDegPerS: numbers(table, ['gyr_x', 'gyr_y', 'gyr_z']).map((radPerS) => radPerS * degPerRad),
  };
}

/** Samples from 0, end exclusive. */
function readAnnotations(path: string): Recording['truth'] {
  const values = numbers(readTable(path, ','), ['start', 'end', 'type']);
  return Array.from({ length: values.length / 3 }, (_, i) => ({
    startMs: values[3 * i] * sampleMs,
    endMs: values[3 * i + 1] * sampleMs,
    type: types[values[3 * i + 2]] ?? `type ${values[3 * i + 2]}`,
  }));
}

/** One repetition of each type is marked; types from 1, samples from 1, in halves. */
function readTemplates(path: string): Omit<Calibration, 'signals'> {
  const values = numbers(readTable(path, ';'), ['execution type', 'start', 'end']);
  const marked = Array.from({ length: values.length / 3 }, (_, i) => ({
    startMs: (values[3 * i + 1] - 1) * sampleMs,
    endMs: (values[3 * i + 2] - 1) * sampleMs,
    type: types[values[3 * i] - 1] ?? `type ${values[3 * i]}`,
  }));
  const approved = marked.filter(({ type }) => type === 'correct').map(({ startMs, endMs }) => ({ startMs, endMs }));
  if (approved.length === 0) throw new RecordingError(`${path}: no correct template`);
  return { approved, faults: marked.filter(({ type }) => type !== 'correct'), marksOneOfThree: true };
}
