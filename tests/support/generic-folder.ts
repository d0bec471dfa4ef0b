import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImuSignal, Recording, Signal } from '../../apps/simulator/src/recordings/recording.js';
import { seededRandom } from '../../apps/simulator/src/synthetic/random.js';
import { about, intoFrame, multiply, type Matrix } from '../../apps/simulator/src/synthetic/rotation.js';

/** A device that has not recorded this: how it would have written what another one did. */
export interface OtherDevice {
  rateHz: number;
  jitterMs: number;
  countsPerMPerS2: number;
  countsPerDegPerS: number;
  /** What it says of itself; null: nothing. */
  states: { accelerometer: { unit: string; scale: number } | null; gyroscope: { unit: string; scale: number } | null; placements: boolean };
}

/** About 24 Hz with jittery stamps, integers, worn on some other side, saying nothing of its gyroscope and of where it is worn. */
export const cheapDevice: OtherDevice = {
  rateHz: 24, jitterMs: 12, countsPerMPerS2: 4096 / 9.80665, countsPerDegPerS: 16.4,
  states: { accelerometer: { unit: 'g', scale: 1 / 4096 }, gyroscope: null, placements: false },
};

/** Writes the folder of docs/recordings.md; every sensor's axes are turned, each in its own way. */
export function writeGenericFolder(folder: string, recording: Recording, { device, subject, exercise }: { device: OtherDevice; subject: string; exercise: string }): void {
  const units = recording.signals.filter((signal): signal is ImuSignal => signal.kind === 'imu');
  mkdirSync(join(folder, 'reference'), { recursive: true });
  writeFileSync(join(folder, 'meta.json'), JSON.stringify({
    subject, exercise, rateHz: device.rateHz, units: units.map(({ placement }) => ({ placement: device.states.placements ? placement : null })),
    accelerometer: device.states.accelerometer ?? { unit: null, scale: null }, gyroscope: device.states.gyroscope ?? { unit: null, scale: null },
  }));
  const endMs = (1000 * units[0].accelerationMPerS2.length) / 3 / units[0].rateHz;
  writeFileSync(join(folder, 'samples.csv'), samplesOf(recording.signals, { device, startMs: 0, endMs }));
  const at = (ms: number): number => Math.min(Math.round((ms * device.rateHz) / 1000), Math.floor((endMs * device.rateHz) / 1000));
  writeFileSync(join(folder, 'labels.csv'), ['start,end,type', ...recording.truth.map(({ startMs, endMs: until, type }) => `${at(startMs)},${at(until)},${type}`), ''].join('\n'));
  const { signals = [], approved = [], faults = [] } = recording.calibration ?? {};
  [...approved.map((span) => ({ ...span, type: 'correct' })), ...faults].forEach(({ startMs, endMs: until, type }, k) =>
    writeFileSync(join(folder, 'reference', `${type}-${k + 1}.csv`), samplesOf(signals, { device, startMs, endMs: until })));
}

function samplesOf(signals: readonly Signal[], { device, startMs, endMs }: { device: OtherDevice; startMs: number; endMs: number }): string {
  const units = signals.filter((signal): signal is ImuSignal => signal.kind === 'imu');
  const random = seededRandom(Math.round(startMs) + 1);
  const rows = ['tMs,' + units.flatMap((_, u) => ['ax', 'ay', 'az', 'gx', 'gy', 'gz'].map((axis) => `u${u}_${axis}`)).join(',')];
  for (let i = 0; startMs + (1000 * i) / device.rateHz < endMs; i++) {
    const tMs = startMs + (1000 * i) / device.rateHz;
    const cells = units.flatMap((unit, u) => [
      ...worn(u, unit.accelerationMPerS2, unit.rateHz, tMs).map((value) => value * device.countsPerMPerS2),
      ...worn(u, unit.angularVelocityDegPerS, unit.rateHz, tMs).map((value) => value * device.countsPerDegPerS),
    ]);
    rows.push([Math.round(tMs + device.jitterMs * (2 * random() - 1)), ...cells.map(Math.round)].join(','));
  }
  return `${rows.join('\n')}\n`;
}

/** Between two samples on the straight line. */
function worn(unit: number, values: Float64Array, rateHz: number, tMs: number): [number, number, number] {
  const at = Math.min((tMs * rateHz) / 1000, values.length / 3 - 1);
  const [low, share] = [Math.floor(at), at % 1];
  const axis = (k: number): number => values[3 * low + k] * (1 - share) + (values[3 * low + 3 + k] ?? values[3 * low + k]) * share;
  return intoFrame(turned(unit), [axis(0), axis(1), axis(2)]);
}

function turned(unit: number): Matrix {
  return multiply(about('z', 37 + 61 * unit), multiply(about('y', -53 + 29 * unit), about('x', 110 * unit)));
}
