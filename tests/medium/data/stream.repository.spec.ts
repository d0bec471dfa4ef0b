import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DeviceRepository, ReferenceRepository, StreamRepository, type SessionFacts } from '#libs/data';
import { patientWithoutFindings, resolvePrescription, type Reference } from '#libs/domain';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPatient, openStream, opening, resolvePlainly, seed, startedAt, type Seed } from '../../support/database-seed.js';

describe('opening a stream', () => {
  let database: TestDatabase;
  let streams: StreamRepository;
  let seeded: Seed;

  beforeAll(async () => {
    database = await createTestDatabase();
    streams = new StreamRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    seeded = await seed(database.dataSource);
  });

  it('begins a session with its analysis, its limits fixed and its source named', async () => {
    const request = opening(seeded);
    expect(await streams.open(request)).toEqual({
      ok: true, epoch: request.newEpoch, sessionId: request.newSessionId, patientId: seeded.patientId, purpose: 'exercise', startedAt, created: true, ended: [],
    });
    const [row] = await database.dataSource.query<unknown[]>(
      `SELECT state, source, source_label, resolved->'intensity'->>'hardLimitBpm' AS hard_limit, clock_offset_ms, ordinal, shard BETWEEN 0 AND 7 AS in_range
       FROM session JOIN stream ON stream.session_id = session.id JOIN analysis ON analysis.session_id = session.id WHERE session.id = $1`, [request.newSessionId]);
    expect(row).toEqual({
      state: 'running', source: 'simulated', source_label: 'simulated patient', hard_limit: '150', clock_offset_ms: -2000, ordinal: 0, in_range: true,
    });
  });

  it.each([['replayed', true], ['live', false]] as const)('says to the plan whether what a %s device sends is a recording', async (source, expected) => {
    const [deviceId, told] = [randomUUID(), [] as boolean[]];
    await new DeviceRepository(database.dataSource).register({
      id: deviceId, patientId: seeded.patientId, practitionerId: seeded.practitionerId, label: source, source, sourceLabel: '', secret: 's', now: startedAt });
    await streams.open(opening({ ...seeded, deviceId }, { resolve: (facts, _purpose, isReplayed) => {
      told.push(isReplayed);
      return resolvePlainly(facts);
    } }));
    expect(told).toEqual([expected]);
  });

  it('twice with one nonce opens one, even at the same time', async () => {
    const nonce = randomUUID();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => streams.open(opening(seeded, { nonce }))));
    const opened = outcomes.map((outcome) => (outcome.ok ? outcome : null));
    expect(new Set(opened.map((each) => each?.epoch)).size).toBe(1);
    expect(opened.filter((each) => each?.created)).toHaveLength(1);
    const [{ sessions }] = await database.dataSource.query<{ sessions: number }[]>(
      'SELECT count(*) AS sessions FROM session WHERE patient_id = $1', [seeded.patientId]);
    expect(sessions).toBe(1);
  });

  it('joins a running session with a clock of its own and the next ordinal, also when two devices join at once', async () => {
    const { sessionId } = await openStream(database.dataSource, seeded);
    const strap = randomUUID();
    await new DeviceRepository(database.dataSource).register({
      id: strap, patientId: seeded.patientId, practitionerId: seeded.practitionerId, label: 'strap', source: 'live', sourceLabel: '', secret: 's', now: startedAt });
    const later = new Date(startedAt.getTime() + 5000);
    const outcomes = await Promise.all([seeded.deviceId, strap].map((deviceId) =>
      streams.open(opening({ ...seeded, deviceId }, { sessionId, now: later, deviceTimeUs: 1_000_000 }))));
    expect(outcomes).toEqual([expect.objectContaining({ ok: true, sessionId, startedAt }), expect.objectContaining({ ok: true, sessionId, startedAt })]);
    const rows = await database.dataSource.query<unknown[]>(
      'SELECT ordinal, clock_offset_ms FROM stream WHERE session_id = $1 ORDER BY ordinal', [sessionId]);
    expect(rows).toEqual([{ ordinal: 0, clock_offset_ms: -2000 }, { ordinal: 1, clock_offset_ms: 4000 }, { ordinal: 2, clock_offset_ms: 4000 }]);
  });

  it('ends what the same device had not ended, once, and nothing of another', async () => {
    const before = await openStream(database.dataSource, seeded);
    const neighbour = { ...(await addPatient(database.dataSource, seeded.practitionerId)) };
    const other = await openStream(database.dataSource, neighbour);
    const joined = await streams.open(opening(seeded, { sessionId: before.sessionId }));
    expect(joined).toMatchObject({ ok: true, ended: [] });
    const request = opening(seeded);
    expect(await streams.open(request)).toMatchObject({ ok: true, created: true, ended: [before.sessionId] });
    expect(await streams.open(request)).toMatchObject({ ok: true, created: false, ended: [] });
    const states = await database.dataSource.query<{ id: string; state: string }[]>('SELECT id, state FROM session WHERE id = ANY($1)', [[before.sessionId, other.sessionId, request.newSessionId]]);
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({ [before.sessionId]: 'ended', [other.sessionId]: 'running', [request.newSessionId]: 'running' });
  });

  it('is refused for what is unknown, foreign, revoked or over', async () => {
    const other = await addPatient(database.dataSource, seeded.practitionerId);
    const { sessionId } = await openStream(database.dataSource, seeded);
    const refusals = [
      opening({ ...seeded, deviceId: randomUUID() }),
      opening({ ...seeded, prescriptionId: other.prescriptionId }),
      opening(seeded, { sessionId: randomUUID() }),
      opening(other, { sessionId }),
    ];
    const reasons: string[] = [];
    for (const request of refusals) reasons.push(reasonOf(await streams.open(request)));
    expect(reasons).toEqual(['unknown-device', 'unknown-prescription', 'unknown-session', 'unknown-session']);

    await database.dataSource.query(`UPDATE session SET state = 'ended' WHERE id = $1`, [sessionId]);
    expect(reasonOf(await streams.open(opening(seeded, { sessionId })))).toBe('session-not-running');
    await database.dataSource.query('UPDATE prescription SET ended_at = now() WHERE id = $1', [seeded.prescriptionId]);
    expect(reasonOf(await streams.open(opening(seeded)))).toBe('prescription-ended');
    await new DeviceRepository(database.dataSource).revoke({ deviceId: seeded.deviceId, practitionerId: seeded.practitionerId, reason: 'lost', now: startedAt });
    expect(reasonOf(await streams.open(opening(seeded)))).toBe('device-revoked');
  });

  it('gives the resolver what is known of the patient and the newest reference that was built', async () => {
    const references = new ReferenceRepository(database.dataSource);
    const { sessionId } = await openStream(database.dataSource, seeded);
    for (const [minutes, repetitions] of [[1, 5], [3, 9], [2, 7]]) {
      const id = randomUUID();
      await references.create({
        id, prescriptionId: seeded.prescriptionId, sessionId, approved: [{ startMs: 0, endMs: 900 }], practitionerId: seeded.practitionerId,
        now: new Date(startedAt.getTime() + minutes * 60_000),
      });
      await references.activate(id, reference(repetitions));
    }
    let told: SessionFacts | undefined;
    await streams.open(opening(seeded, { resolve: (facts) => resolvePlainly((told = facts)) }));
    expect(told).toEqual({
      patient: {
        ...patientWithoutFindings, birthYear: 1971, conditions: ['fibromyalgia'], restingHeartRateBpm: 62,
      },
      prescription: {
        exerciseId: 'seated-knee-extension', taught: null, side: 'left', involvedSide: null, zone: { scheme: 'percent-max', percent: null }, ceilingBpm: null, hardLimitBpm: 150, supervised: false, limits: {},
        sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'shank', side: 'left' } }],
      },
      reference: reference(9),
      referenceOrigin: { ageMs: expect.any(Number), sensors: expect.any(Array) },
      alternatives: [],
      earlier: { abnormalRecoveries: 0, asymmetricSessions: 0, otherSide: null, openEyes: null },
      calibrations: [],
      ownRules: [],
    });
  });

  it('knows which side hurts, and keeps it with the session', async () => {
    await database.dataSource.query(`UPDATE prescription SET involved_side = 'left' WHERE id = $1`, [seeded.prescriptionId]);
    const request = opening(seeded, { resolve: (facts, purpose) => resolvePrescription({ ...facts, purpose, year: 2026 }) });
    expect(await streams.open(request)).toMatchObject({ ok: true });
    expect(await database.dataSource.query('SELECT resolved->>$2 AS hurts FROM session WHERE id = $1', [request.newSessionId, 'involvedSide'])).toEqual([{ hurts: 'left' }]);
  });

  it('knows in how many sessions in a row the heart recovered little, of those whose recovery says something', async () => {
    const done = async (daysAgo: number, recovery: object): Promise<void> => {
      const { sessionId } = await openStream(database.dataSource, seeded);
      await database.dataSource.query(`UPDATE session SET state = 'finished', started_at = $2 WHERE id = $1`, [sessionId, new Date(startedAt.getTime() - daysAgo * 86_400_000)]);
      await database.dataSource.query(`INSERT INTO session_summary (session_id, patient_id, version, content, computed_at) VALUES ($1, $2, 1, $3, $4)`, [sessionId, seeded.patientId, { recovery }, startedAt]);
    };
    const inARow = async (): Promise<number | undefined> => {
      let told: SessionFacts | undefined;
      await streams.open(opening(seeded, { resolve: (facts) => resolvePlainly((told = facts)) }));
      return told?.earlier?.abnormalRecoveries;
    };
    const recovered = (isAbnormal: boolean, ...notInterpretable: string[]) => ({ ok: true, flags: [], value: { isAbnormal, notInterpretable } });
    await done(5, recovered(false));
    await done(4, recovered(true));
    // Neither of these says that the heart recovered well.
    await done(3, recovered(false, 'peak-below-70-percent'));
    await done(2, { ok: false, reason: 'INSUFFICIENT_DATA', detail: '' });
    await done(1, recovered(true));
    expect(await inARow()).toBe(2);
    await done(0.5, recovered(false));
    expect(await inARow()).toBe(0);
  });

  it('knows how far the other side went in its newest session of the last week, and in how many sessions in a row the sides differed', async () => {
    const rightId = randomUUID();
    await database.dataSource.query(`INSERT INTO prescription (id, patient_id, exercise_id, side, sensors) SELECT $2, patient_id, exercise_id, 'right', sensors FROM prescription WHERE id = $1`, [seeded.prescriptionId, rightId]);
    const earlier = async (): Promise<SessionFacts['earlier']> => {
      let told: SessionFacts | undefined;
      await streams.open(opening(seeded, { resolve: (facts) => resolvePlainly((told = facts)) }));
      return told?.earlier;
    };
    const done = async (prescriptionId: string, { daysAgo, ranges, code = null }: { daysAgo: number; ranges: (number | null)[]; code?: string | null }): Promise<void> => {
      const { sessionId } = await openStream(database.dataSource, { ...seeded, prescriptionId });
      await database.dataSource.query(`UPDATE session SET state = 'finished', started_at = $2 WHERE id = $1`, [sessionId, new Date(startedAt.getTime() - daysAgo * 86_400_000)]);
      for (const [i, rangeOfMotionDeg] of ranges.entries()) {
        const result = { number: i + 1, exerciseId: 'seated-knee-extension', features: { rangeOfMotionDeg }, score: { verdict: rangeOfMotionDeg === 1 ? 'cannot-judge' : 'scored' }, standing: { session: { symmetry: code === null ? null : { code } } } };
        await database.dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, $2, 'final', $3, $4, $5)`, [sessionId, i + 1, 1000 * i, 1000 * i + 900, result]);
      }
    };
    await done(rightId, { daysAgo: 8, ranges: [90, 90, 90] });
    expect(await earlier()).toEqual({ abnormalRecoveries: 0, asymmetricSessions: 0, otherSide: null, openEyes: null });
    await done(rightId, { daysAgo: 3, ranges: [60, null, 61, 1, 62] });
    expect((await earlier())?.otherSide).toEqual({ rangesDeg: [60, 61, 62], ageMs: 3 * 86_400_000 });
    await done(seeded.prescriptionId, { daysAgo: 2, ranges: [45], code: 'ASYMMETRIC' });
    await done(seeded.prescriptionId, { daysAgo: 1, ranges: [45], code: 'ASYMMETRIC' });
    expect((await earlier())?.asymmetricSessions).toBe(2);
    await done(seeded.prescriptionId, { daysAgo: 0.5, ranges: [60] });
    expect((await earlier())?.asymmetricSessions).toBe(0);
  });

  it('knows how much the patient swayed with open eyes in the newest session of the last week, on the same leg', async () => {
    const closedId = randomUUID();
    await database.dataSource.query(`INSERT INTO prescription (id, patient_id, exercise_id, side, sensors) SELECT $2, patient_id, 'single-leg-stance-eyes-closed', side, sensors FROM prescription WHERE id = $1`, [seeded.prescriptionId, closedId]);
    const stood = async ({ daysAgo, side = 'left', sways, exerciseId = 'single-leg-stance' }: { daysAgo: number; side?: string; sways: (number | null)[]; exerciseId?: string }): Promise<void> => {
      const { sessionId } = await openStream(database.dataSource, seeded);
      await database.dataSource.query(`UPDATE session SET state = 'finished', started_at = $2, resolved = jsonb_build_object('exercise', jsonb_build_object('id', $3::text), 'side', $4::text) WHERE id = $1`, [sessionId, new Date(startedAt.getTime() - daysAgo * 86_400_000), exerciseId, side]);
      for (const [i, swayRmsMPerS2] of sways.entries()) {
        await database.dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, $2, 'final', $3, $4, $5)`, [sessionId, i + 1, 1000 * i, 1000 * i + 900, { features: { swayRmsMPerS2 } }]);
      }
    };
    const openEyes = async (prescriptionId: string = closedId) => {
      let told: SessionFacts | undefined;
      await streams.open(opening({ ...seeded, prescriptionId }, { resolve: (facts) => resolvePlainly((told = facts)) }));
      return told?.earlier?.openEyes;
    };
    await stood({ daysAgo: 8, sways: [0.09] });
    await stood({ daysAgo: 1, sways: [0.09], side: 'right' });
    await stood({ daysAgo: 1, sways: [0.09], exerciseId: 'feet-together-stance' });
    expect(await openEyes()).toBeNull();
    await stood({ daysAgo: 3, sways: [0.05, null, 0.04] });
    expect(await openEyes()).toEqual({ swaysMPerS2: [0.05, 0.04], ageMs: 3 * 86_400_000 });
    expect(await openEyes(seeded.prescriptionId)).toBeNull();
  });
});

function reasonOf(outcome: { ok: boolean; reason?: string }): string {
  return outcome.reason ?? 'opened';
}

function reference(repetitions: number): Reference {
  return { repetitions, provisional: false, sensors: [0], axis: [0, 1, 0], rangeOfMotionDeg: 71, peakVelocityDegPerS: 120, durationS: 2.4, profiles: [], offAxisDeg: 0, features: {}, posture: null, execution: { widthS: 2, heightDeg: 60, levelDeg: 60, types: [] } };
}
