import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exerciseById, type Placement } from '#libs/domain';
import type { EvenClock } from '../even-clock.js';
import { readLabels, typeOf } from '../generic-labels.js';
import { countOf, readGenericMeta, type GenericMeta } from '../generic-meta.js';
import { clockOf, readSamples } from '../generic-samples.js';
import { scalesOf, type Scales } from '../generic-scales.js';
import { turnPosture, vectorAt } from '../posture-turn.js';
import { RecordingError, type Calibration, type ImuSignal, type Recording, type RecordingLoader } from '../recording.js';
import { restRate, type RawSensor } from '../sensor-scale.js';
import { sensorFault } from '../sensor-fault.js';

/** Any other device: a folder with `meta.json`, `samples.csv`, `labels.csv` and `reference/` (docs/recordings.md). */
export const generic: RecordingLoader = {
  name: 'generic',
  claims: (path) => existsSync(join(path, 'meta.json')) && existsSync(join(path, 'samples.csv')),
  load: async (path) => {
    const folder = resolve(path);
    const meta = readGenericMeta(join(folder, 'meta.json'));
    const raw = readSamples(join(folder, 'samples.csv'), meta);
    const clock = clockOf(join(folder, 'samples.csv'), raw.stampsMs, meta.rateHz);
    const sensors = raw.sensors.map((sensor) => ({ ...sensor, rateHz: 1000 / clock.periodMs }));
    mustMeasure(join(folder, 'samples.csv'), sensors, meta);
    const scales = scalesOf(folder, sensors, meta);
    const signals = sensors.flatMap((sensor, s) => clock.runs.map((run): ImuSignal => ({
      ...worn(meta, s), rateHz: 1000 / clock.periodMs, startMs: run.startMs - clock.runs[0].startMs,
      accelerationMPerS2: scaled(sensor.acceleration.subarray(3 * run.from, 3 * run.to), scales.acceleration[s]),
      angularVelocityDegPerS: scaled(sensor.angularVelocity.subarray(3 * run.from, 3 * run.to), scales.angularVelocity[s]),
    })));
    return {
      id: `generic/${meta.subject}/${meta.exercise}`,
      source: 'replayed',
      label: [`${meta.subject} ${meta.exercise}: ${meta.people ?? 'healthy volunteer, faults acted, unless its maker says otherwise'}`, ...scales.said].join('; '),
      citation: '',
      exerciseId: exerciseIdOf(meta),
      ageYears: null,
      signals,
      truth: readLabels(join(folder, 'labels.csv'), { samples: raw.stampsMs.length, startMsOf: (sample) => timeOf(clock, sample), periodMs: clock.periodMs }),
      calibration: readReferences(join(folder, 'reference'), { meta, scales, rateHz: 1000 / clock.periodMs, rest: sensors.map(restRate) }),
    } satisfies Recording;
  },
};

function mustMeasure(path: string, sensors: readonly RawSensor[], meta: GenericMeta): void {
  for (const [u, sensor] of sensors.entries()) {
    const fault = sensorFault(sensor, countOf(meta.units[u].accelerometer ?? meta.accelerometer));
    if (fault !== null) throw new RecordingError(`${path}: unit ${u}: ${fault}`);
  }
}

function worn({ units }: GenericMeta, sensor: number): Pick<ImuSignal, 'kind' | 'sensor' | 'placement'> {
  const placement: Placement = units[sensor].placement ?? { segment: 'unknown', side: 'midline' };
  return { kind: 'imu', sensor, placement };
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** The catalogue's own exercise where every sensor that it must have is worn where it must be; else one that is taught. */
function exerciseIdOf({ exercise, units }: GenericMeta): string {
  const known = exerciseById(exercise);
  const needed = known?.sensors.filter(({ kind, need }) => kind === 'imu' && need === 'required') ?? [];
  return needed.length > 0 && needed.every(({ segment }) => units.some((unit) => unit.placement?.segment === segment)) ? exercise : 'taught-movement';
}

function timeOf({ runs, periodMs }: EvenClock, sample: number): number {
  const run = runs.find(({ from, to }) => sample >= from && sample < to) ?? runs[runs.length - 1];
  return run.startMs - runs[0].startMs + (sample - run.from) * periodMs;
}

/** Rest before, between and after the repetitions of a reference. */
const restS = 3;

interface ReferenceContext {
  meta: GenericMeta;
  scales: Scales;
  rateHz: number;
  /** What each unit's gyroscope shows at rest, counts. */
  rest: [number, number, number][];
}

/**
 * `<type>-<k>.csv`, one repetition each with the columns of `samples.csv`, one after the other as one calibration: between two the
 * sensor turns in three seconds from the last posture of the one to the first of the next. null: there are none.
 */
function readReferences(folder: string, context: ReferenceContext): Calibration | null {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })) : [];
  if (names.length === 0) return null;
  const shown = names.map((name) => {
    const [, type] = /^(.+)-\d+\.csv$/.exec(name) ?? [];
    if (type === undefined) throw new RecordingError(`${join(folder, name)}: a reference is called <type>-<k>.csv`);
    const samples = readSamples(join(folder, name), context.meta);
    clockOf(join(folder, name), samples.stampsMs, context.meta.rateHz);
    return { type: typeOf(type), samples };
  });
  const restSamples = Math.round(restS * context.rateHz);
  const spans: (Recording['truth'][number])[] = [];
  let at = restSamples;
  for (const { type, samples } of shown) {
    const length = samples.stampsMs.length;
    spans.push({ type, startMs: (1000 * at) / context.rateHz, endMs: (1000 * (at + length)) / context.rateHz });
    at += length + restSamples;
  }
  const ofType = (correct: boolean) => spans.filter(({ type }) => (type === 'correct') === correct);
  return {
    signals: context.meta.units.map((_, u) => joined(shown.map(({ samples }) => samples.sensors[u]), u, context)),
    approved: ofType(true).map(({ startMs, endMs }) => ({ startMs, endMs })),
    faults: ofType(false),
  };
}

function joined(repetitions: readonly RawSensor[], u: number, { meta, scales, rateHz, rest }: ReferenceContext): ImuSignal {
  const acc: number[] = [];
  const gyr: number[] = [];
  const rested = rest[u].map((count) => count * scales.angularVelocity[u]);
  const own = repetitions.map((each) => ({ acc: scaled(each.acceleration, scales.acceleration[u]), gyr: scaled(each.angularVelocity, scales.angularVelocity[u]) }));
  const first = vectorAt(own[0].acc, 0);
  const turnTo = (from: [number, number, number], to: [number, number, number]): void => {
    const turn = turnPosture(from, to, { samples: Math.round(restS * rateHz), rateHz });
    acc.push(...turn.accelerationMPerS2);
    gyr.push(...turn.angularVelocityDegPerS.map((value, i) => value + rested[i % 3]));
  };
  turnTo(first, first);
  own.forEach((each, i) => {
    acc.push(...each.acc);
    gyr.push(...each.gyr);
    const last = vectorAt(each.acc, each.acc.length / 3 - 1);
    turnTo(last, i + 1 < own.length ? vectorAt(own[i + 1].acc, 0) : last);
  });
  return { ...worn(meta, u), rateHz, accelerationMPerS2: Float64Array.from(acc), angularVelocityDegPerS: Float64Array.from(gyr) };
}
