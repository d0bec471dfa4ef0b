import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { heldReadings, type WrittenRate } from '../held-readings.js';
import { RecordingError, type Recording, type RecordingLoader } from '../recording.js';
import { numbers, readTable } from '../table.js';

/** Yo-Yo intermittent recovery test: a file `DNN-heart-rate.csv` beside `participants.csv`, one sample a breath. The strap writes 0 where it has no heart rate. */
export const yoyo: RecordingLoader = {
  name: 'yoyo',
  claims: (path) => /D\d+-heart-rate\.csv$/.test(path) && existsSync(join(dirname(resolve(path)), 'participants.csv')),
  load: async (path) => {
    const file = resolve(path);
    const person = basename(file).split('-')[0];
    return {
      id: `yoyo/${person}`,
      source: 'replayed',
      label: `yoyo ${person}: healthy volunteer, running to exhaustion`,
      citation: 'Yo-Yo intermittent recovery test level 1 with breath-by-breath gas exchange and a Polar H10 strap; title and authors as the set is published (README of the simulator)',
      exerciseId: 'walking',
      ageYears: ageOf(join(dirname(file), 'participants.csv'), person),
      signals: [{ kind: 'heart-rate', sensor: 0, readings: heldReadings(breathsOf(file)) }],
      truth: [],
      calibration: null,
    } satisfies Recording;
  },
};

/** `tS`, `hrBpm`: one a breath. */
export function breathsOf(file: string): WrittenRate[] {
  const values = numbers(readTable(file, ','), ['tS', 'hrBpm']);
  return Array.from({ length: values.length / 2 }, (_, i) => ({ tMs: values[2 * i] * 1000, heartRateBpm: values[2 * i + 1] }));
}

function ageOf(file: string, person: string): number {
  const table = readTable(file, ',');
  const row = table.rows.find((cells) => cells[table.header.indexOf('id')] === person);
  const ageYears = Number(row?.[table.header.indexOf('ageYears')]);
  if (!(ageYears > 0)) throw new RecordingError(`${file}: no age of ${person}`);
  return ageYears;
}
