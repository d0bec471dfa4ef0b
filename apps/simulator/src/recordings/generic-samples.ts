import { evenClock, type EvenClock } from './even-clock.js';
import type { GenericMeta } from './generic-meta.js';
import { RecordingError } from './recording.js';
import type { RawSensor } from './sensor-scale.js';
import { numbers, readAnyTable } from './table.js';

export interface GenericSamples {
  stampsMs: Float64Array;
  sensors: RawSensor[];
}

/** `tMs`, then six or nine columns a unit: acceleration, angular velocity, and a magnetic field that is not used. */
export function readSamples(path: string, { units, rateHz }: Pick<GenericMeta, 'units' | 'rateHz'>): GenericSamples {
  const table = readAnyTable(path);
  const perUnit = (table.header.length - 1) / units.length;
  if (table.header[0]?.trim() !== 'tMs') throw new RecordingError(`${path}: the first column is "${table.header[0]}", not "tMs"`);
  if (perUnit === 3) throw new RecordingError(`${path}: 3 columns a unit: without a gyroscope, or with nothing else, no movement can be followed`);
  if (perUnit !== 6 && perUnit !== 9) throw new RecordingError(`${path}: ${table.header.length - 1} columns after tMs for ${units.length} units; each has 6, or 9 with a magnetometer`);
  const pick = (from: number): Float64Array => numbers(table, [from, from + 1, from + 2]);
  return {
    stampsMs: numbers(table, [0]),
    sensors: units.map((_, u) => ({ acceleration: pick(1 + u * perUnit), angularVelocity: pick(4 + u * perUnit), rateHz })),
  };
}

export function clockOf(path: string, stampsMs: Float64Array, rateHz: number): EvenClock {
  try {
    return evenClock(stampsMs, rateHz);
  } catch (error) {
    throw new RecordingError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
