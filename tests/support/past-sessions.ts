import { randomUUID } from 'node:crypto';
import { PrescriptionRepository, StreamRepository, type OpenedStream } from '#libs/data';
import { resolvePrescription, summariseIntensity, type Prescription, type SensorBinding } from '#libs/domain';
import type { Signal } from '../../apps/simulator/src/recordings/recording.js';
import { analysed } from '../medium/gateway/support/analysed.js';
import type { TestDatabase } from './database.js';
import { openStream, opening, startedAt, type Seed } from './database-seed.js';
import { prescribed } from './rules.js';

export const dayMs = 86_400_000;

/** One session a day: the range grows, the score falls, the tempo is what it was, and RMSSD on the last day is well below that of the days before. */
export async function sixDays({ dataSource }: TestDatabase, people: Seed): Promise<void> {
  const days = [
    { rangeDeg: 82, score: 93, rmssdMs: 41, dropBpm: 18 }, { rangeDeg: 85, score: 90, rmssdMs: 44, dropBpm: 21 }, { rangeDeg: null, score: null, rmssdMs: 40, dropBpm: 19 },
    { rangeDeg: 88, score: 86, rmssdMs: 43, dropBpm: 20 }, { rangeDeg: 91, score: 82, rmssdMs: 42, dropBpm: 18 }, { rangeDeg: 95, score: 77, rmssdMs: 25, dropBpm: 20 },
  ];
  for (const [day, { rangeDeg, score, rmssdMs, dropBpm }] of days.entries()) {
    const { sessionId } = await openStream(dataSource, people);
    await dataSource.query(`UPDATE session SET state = 'finished', started_at = now() - make_interval(days => $2) WHERE id = $1`, [sessionId, 6 - day]);
    const result = { exerciseId: 'seated-knee-extension', features: { rangeOfMotionDeg: rangeDeg, durationS: 3 }, score: { verdict: 'scored', score, codes: [], scorer: { id: 'tendon-form', version: '3.9.0' } }, standing: { session: { score } } };
    for (const number of [1, 2, 3]) await dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, $2, 'final', 0, 1, $3)`, [sessionId, number, result]);
    const recovery = { ok: true, value: { dropBpm, isAbnormal: false, notInterpretable: [] }, flags: [] };
    const content = { ...summariseIntensity({ blocks: [], prescription: prescribed(), sex: 'female' }), rmssdMs: { ok: true, value: rmssdMs, flags: [] }, recovery };
    await dataSource.query(`INSERT INTO session_summary (session_id, patient_id, version, content, computed_at) VALUES ($1, $2, 1, $3, now())`, [sessionId, people.patientId, content]);
  }
}

interface Prescribed {
  exerciseId: string;
  sensors: SensorBinding[];
}

/** Id of the prescription. */
export async function prescribe({ dataSource }: TestDatabase, people: Seed, { exerciseId, sensors }: Prescribed): Promise<string> {
  const id = randomUUID();
  await new PrescriptionRepository(dataSource).create({ id, patientId: people.patientId, practitionerId: people.practitionerId, exerciseId, side: 'left', involvedSide: null, sensors, intensityScheme: 'percent-max', zonePercent: null, ceilingBpm: null, hardLimitBpm: null, supervised: false, alertLimits: {}, now: startedAt });
  return id;
}

/** Of a prescription of its own, or of one that there is. */
type Past = {
  signals: readonly Signal[];
  day?: number;
  /** Judged against this in place of what the database has. */
  judged?: Partial<Pick<Prescription, 'reference' | 'referenceStanding'>>;
} & (Prescribed | { prescriptionId: string });

/** A session of its own, from the packets on: what the worker makes of these signals. */
export async function pastSession(database: TestDatabase, people: Seed, { signals, day = 0, judged = {}, ...of }: Past): Promise<string> {
  const { dataSource } = database;
  const prescriptionId = 'prescriptionId' in of ? of.prescriptionId : await prescribe(database, people, of);
  const opened = await new StreamRepository(dataSource).open(opening({ ...people, prescriptionId }, { now: new Date(startedAt.getTime() + day * dayMs), shardCount: 1, deviceTimeUs: 0, resolve: (facts) => ({ ...resolvePrescription({ ...facts, purpose: 'exercise', year: 2026 }), ...judged }) }));
  if (!opened.ok) throw new Error(opened.reason);
  await analysed(dataSource, { people, opened: opened as OpenedStream, signals });
  return opened.sessionId;
}
