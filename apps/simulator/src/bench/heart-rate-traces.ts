import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, decide, defaultZone, patientWithoutFindings, resolvePrescription, startAnalysis, type HeartRateBlock, type HeartRateTick, type Prescription } from '#libs/domain';
import { heldReadings } from '../recordings/held-readings.js';
import { breathsOf } from '../recordings/loaders/yoyo.js';
import { RecordingError } from '../recordings/recording.js';
import { numbers, readTable, type Table } from '../recordings/table.js';
import { spearman } from './spearman.js';

/** What became of one person's heart rate. Shares from 0 to 1, seconds of the whole trace. */
export interface PersonTrace {
  id: string;
  /** One a second, as the strap sends them. */
  readings: number;
  /** Of all readings: those not believed, and among them those that the strap itself gives as no heart rate (0). */
  rejectedShare: number;
  noContactShare: number;
  zoneS: Record<HeartRateTick['zone'], number>;
  /** How often each rule was raised. */
  alerts: Record<string, number>;
  /**
   * Rank correlation of smoothed percent of the maximum with the ratings of exertion, each at its time. Percent of the reserve has
   * the same ranks. null: no heart rate at three or more ratings.
   */
  correlation: number | null;
  ratings: number;
}

export interface TracesReport {
  people: PersonTrace[];
  medianCorrelation: number | null;
  /** Of whom there is no trace. */
  missing: string[];
  /** Whose figures these are. */
  label: string;
}

/** The year that ages are counted to: none of the numbers depends on it. */
const year = 2026;
/** A rating counts when a heart rate is known within this time of it, ms. */
const nearMs = 3000;

/** Reads a folder in the layout of `yoyo`: participants.csv, and for each id `<id>-heart-rate.csv` and `<id>-rpe.csv`. Throws a RecordingError. */
export function measureTraces(folder: string): TracesReport {
  const table = readTable(join(folder, 'participants.csv'), ',');
  const ids = textColumn(table, 'id');
  const values = numbers(table, ['ageYears', 'testStartS']);
  const people: PersonTrace[] = [];
  const missing: string[] = [];
  ids.forEach((id, i) => {
    if (existsSync(join(folder, `${id}-heart-rate.csv`))) people.push(measurePerson(folder, { id, ageYears: values[2 * i], testStartS: values[2 * i + 1] }));
    else missing.push(id);
  });
  const known = people.flatMap(({ correlation }) => correlation ?? []).sort((a, b) => a - b);
  const middle = known.length >> 1;
  const medianCorrelation = known.length === 0 ? null : known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
  return { people, medianCorrelation, missing, label: 'recordings of volunteers, limits by age alone; nobody was treated' };
}

interface Person {
  id: string;
  ageYears: number;
  testStartS: number;
}

function measurePerson(folder: string, { id, ageYears, testStartS }: Person): PersonTrace {
  const blocks = heldReadings(breathsOf(join(folder, `${id}-heart-rate.csv`))).map(blockOf);
  const prescription = walkingAt(ageYears);
  const { state, findings, telemetry } = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
  const { readings, rejected } = state.intensity.heartRate;
  const ratings = ratingsOf(folder, id);
  const pairs = ratings.flatMap(({ atS, rpe }): [number, number][] => {
    const percentMax = percentAt(telemetry.heartRate, (testStartS + atS) * 1000);
    return percentMax === null ? [] : [[percentMax, rpe]];
  });
  const alerts: Record<string, number> = {};
  for (const change of decide({ known: [], findings, isSeen: () => true })) {
    if (change.change === 'raise') alerts[change.alert.ruleId] = (alerts[change.alert.ruleId] ?? 0) + 1;
  }
  return {
    id, readings,
    rejectedShare: rejected / readings,
    noContactShare: blocks.filter((block) => block.readings[0].heartRateBpm === 0).length / readings,
    zoneS: zonesOf(telemetry.heartRate),
    alerts,
    correlation: spearman(pairs),
    ratings: ratings.length,
  };
}

/** One reading a packet, as a strap sends them. */
function blockOf(reading: HeartRateBlock['readings'][number], i: number): HeartRateBlock {
  const { tMs } = reading;
  return { kind: 'heart-rate', stream: 0, sequence: i + 1, sensor: 0, startMs: tMs, endMs: tMs, receivedAtMs: tMs, readings: [reading] };
}

function walkingAt(ageYears: number): Prescription {
  return resolvePrescription({
    patient: { ...patientWithoutFindings, birthYear: year - ageYears },
    prescription: { exerciseId: 'walking', side: 'both', sensors: [{ sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }], zone: defaultZone, ceilingBpm: null, hardLimitBpm: null },
    reference: null, alternatives: [], purpose: 'exercise', year,
  });
}

/** Ratings in seconds from the start of the test; none where nobody was asked. */
function ratingsOf(folder: string, id: string): { atS: number; rpe: number }[] {
  const path = join(folder, `${id}-rpe.csv`);
  if (!existsSync(path)) return [];
  const values = numbers(readTable(path, ','), ['Time', 'RPE']);
  return Array.from({ length: values.length / 2 }, (_, i) => ({ atS: values[2 * i], rpe: values[2 * i + 1] }));
}

/** Of the tick nearest to that time. */
function percentAt(ticks: readonly HeartRateTick[], atMs: number): number | null {
  let nearest: HeartRateTick | null = null;
  for (const tick of ticks) {
    if (tick.percentMax === null || Math.abs(tick.tMs - atMs) > nearMs) continue;
    if (nearest === null || Math.abs(tick.tMs - atMs) < Math.abs(nearest.tMs - atMs)) nearest = tick;
  }
  return nearest?.percentMax ?? null;
}

/** One tick is one second. */
function zonesOf(ticks: readonly HeartRateTick[]): PersonTrace['zoneS'] {
  const seconds: PersonTrace['zoneS'] = { below: 0, in: 0, above: 0, 'over-ceiling': 0, 'over-limit': 0, unknown: 0 };
  for (const { zone } of ticks) seconds[zone]++;
  return seconds;
}

function textColumn({ path, header, rows }: Table, name: string): string[] {
  const at = header.indexOf(name);
  if (at < 0) throw new RecordingError(`${path}: no column "${name}"`);
  return rows.map((row) => row[at]);
}

/** For people to read. */
export function sayTraces({ people, medianCorrelation, missing, label }: TracesReport): string {
  const head = `${'person'.padEnd(8)}${'readings'.padStart(9)}${'rejected'.padStart(10)}${'below'.padStart(8)}${'in'.padStart(7)}${'above'.padStart(7)}${'ceiling'.padStart(9)}${'limit'.padStart(7)}${'unknown'.padStart(9)}${'RPE rho'.padStart(9)}  alerts`;
  const lines = people.map(({ id, readings, rejectedShare, zoneS, alerts, correlation }) => [
    id.padEnd(8), String(readings).padStart(9), `${(100 * rejectedShare).toFixed(1)} %`.padStart(10), String(zoneS.below).padStart(8), String(zoneS.in).padStart(7),
    String(zoneS.above).padStart(7), String(zoneS['over-ceiling']).padStart(9), String(zoneS['over-limit']).padStart(7), String(zoneS.unknown).padStart(9),
    (correlation === null ? '–' : correlation.toFixed(2)).padStart(9), `  ${Object.entries(alerts).map(([rule, count]) => `${rule} ${count}`).join(', ')}`,
  ].join(''));
  const median = medianCorrelation === null ? 'not known' : medianCorrelation.toFixed(2);
  return [`Heart-rate traces: ${label}`, '', head, ...lines, '', `median Spearman correlation of smoothed heart rate with RPE: ${median}`, ...(missing.length === 0 ? [] : [`no trace of: ${missing.join(', ')}`]), ''].join('\n');
}
