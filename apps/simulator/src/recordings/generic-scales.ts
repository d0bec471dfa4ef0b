import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clockOf, readSamples } from './generic-samples.js';
import { countOf, readGenericMeta, type GenericMeta } from './generic-meta.js';
import { gyroscopeEvidence, gyroscopeScale, type GyroscopeScale } from './gyroscope-scale.js';
import { RecordingError } from './recording.js';
import { accelerationScale, type RawSensor } from './sensor-scale.js';

export interface Scales {
  /** m/s2 and deg/s a count, one a unit. */
  acceleration: number[];
  angularVelocity: number[];
  /** What was estimated, in words. */
  said: string[];
}

/** What the device says of itself, and what is estimated where it says nothing. `folder`: the session's. */
export function scalesOf(folder: string, sensors: readonly RawSensor[], meta: GenericMeta): Scales {
  const said: string[] = [];
  const acceleration = sensors.map((sensor, u) => {
    const given = countOf(meta.units[u].accelerometer ?? meta.accelerometer);
    const estimated = given ?? accelerationScale(sensor);
    if (estimated === null) throw new RecordingError(`${folder}: the accelerometer scale of unit ${u} is unknown and it is never at rest`);
    if (given === null) said.push(`accelerometer scale of unit ${u} estimated from gravity at rest: ${estimated.toPrecision(4)} m/s2 a count`);
    return estimated;
  });
  const given = gyroscopesOf(meta);
  if (!given.includes(null)) return { acceleration, angularVelocity: given.filter((each) => each !== null), said };
  const { scale, beside } = estimatedScale(folder, sensors.filter((_, u) => given[u] === null));
  said.push(sayScale(scale, beside));
  return { acceleration, angularVelocity: given.map((each) => each ?? scale.degPerSPerUnit), said };
}

/** deg/s a count, one a unit; null: not said. */
function gyroscopesOf({ units, gyroscope }: GenericMeta): (number | null)[] {
  return units.map((unit) => countOf(unit.gyroscope ?? gyroscope));
}

function sayScale({ degPerSPerUnit, told }: GyroscopeScale, beside: number): string {
  const recordings = beside === 0 ? '' : ` of this recording and ${beside} beside it`;
  if (!told) return `gyroscope scale not told by gravity, which hardly turns: ${degPerSPerUnit.toPrecision(4)} deg/s a count is a unit in use that makes people as fast as they are`;
  return `gyroscope scale estimated from how gravity turns${recordings}: ${degPerSPerUnit.toPrecision(4)} deg/s a count, uncertain by 10 %${degPerSPerUnit < 0 ? '; axes of a left hand' : ''}`;
}

/** Where one recording does not tell it, the recordings beside it help, one after the other: they are of the same device. */
function estimatedScale(folder: string, sensors: readonly RawSensor[]): { scale: GyroscopeScale; beside: number } {
  const evidence = gyroscopeEvidence(sensors);
  let scale = gyroscopeScale(evidence);
  let beside = 0;
  for (const other of scale?.told === true ? [] : foldersBeside(folder)) {
    const more = gyroscopeEvidence(silentIn(other));
    evidence.swings.push(...more.swings);
    evidence.fast.push(...more.fast);
    beside++;
    scale = gyroscopeScale(evidence);
    if (scale?.told === true) break;
  }
  if (scale === null) throw new RecordingError(`${folder}: the gyroscope scale is unknown and nothing turns at all`);
  return { scale, beside };
}

function foldersBeside(folder: string): string[] {
  const names = readdirSync(dirname(folder), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== basename(folder)).map(({ name }) => name);
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => join(dirname(folder), name)).filter((path) => existsSync(join(path, 'meta.json')) && existsSync(join(path, 'samples.csv')));
}

/** The sensors of another recording whose gyroscope is not told of either; none where it cannot be read, which is said when it is its own turn. */
function silentIn(folder: string): RawSensor[] {
  try {
    const meta = readGenericMeta(join(folder, 'meta.json'));
    const path = join(folder, 'samples.csv');
    const { stampsMs, sensors } = readSamples(path, meta);
    const rateHz = 1000 / clockOf(path, stampsMs, meta.rateHz).periodMs;
    const given = gyroscopesOf(meta);
    return sensors.filter((_, u) => given[u] === null).map((sensor) => ({ ...sensor, rateHz }));
  } catch (error) {
    if (error instanceof RecordingError) return [];
    throw error;
  }
}
