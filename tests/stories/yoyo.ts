import { existsSync } from 'node:fs';
import { analyse, defaultZone, exerciseById, patientWithoutFindings, resolvePrescription, startAnalysis, type Analysis, type HeartRateBlock, type HeartRateReading, type Prescription } from '#libs/domain';
import { heldReadings } from '../../apps/simulator/src/recordings/held-readings.js';
import { breathsOf } from '../../apps/simulator/src/recordings/loaders/yoyo.js';
import { numbers, readTable } from '../../apps/simulator/src/recordings/table.js';
import { recordingsFolder } from './recorded.js';

/** Of 21 young people who ran to exhaustion; one sample a breath, sent once a second; 0 where the strap had no contact. */
const folder = `${recordingsFolder}/yoyo`;
export const haveYoyo = existsSync(folder);

export interface Runner {
  id: string;
  ageYears: number;
  hasHeartRate: boolean;
  testStartS: number;
}

/** Those whose trace is there. */
export function people(): Runner[] {
  const table = readTable(`${folder}/participants.csv`, ',');
  const values = numbers(table, ['ageYears', 'hasHeartRate', 'testStartS']);
  const all = table.rows.map(([id], i): Runner => ({ id, ageYears: values[3 * i], hasHeartRate: values[3 * i + 1] === 1, testStartS: values[3 * i + 2] }));
  return all.filter(({ id }) => existsSync(`${folder}/${id}-heart-rate.csv`));
}

export function readingsOf(person: string): HeartRateReading[] {
  return heldReadings(breathsOf(`${folder}/${person}-heart-rate.csv`));
}

export function walkingAt(ageYears: number): Prescription {
  const year = 2026;
  return resolvePrescription({
    patient: { ...patientWithoutFindings, birthYear: year - ageYears },
    prescription: { exerciseId: exerciseById('walking')?.id ?? '', side: 'both', sensors: [{ sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }], zone: defaultZone, ceilingBpm: null, hardLimitBpm: null },
    reference: null, alternatives: [], purpose: 'exercise', year,
  });
}

/** One reading a packet, as a strap sends them. */
export function analysed(readings: readonly HeartRateReading[], prescription: Prescription): Analysis {
  const blocks = readings.map((reading, i): HeartRateBlock => ({
    kind: 'heart-rate', stream: 0, sequence: i + 1, sensor: 0, startMs: reading.tMs, endMs: reading.tMs, receivedAtMs: reading.tMs, readings: [reading],
  }));
  return analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
}
