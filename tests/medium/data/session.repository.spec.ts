import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RepetitionView, SessionDetail, SessionSummary } from '#libs/contracts';
import { PacketRepository, SessionRepository, type OpenedStream } from '#libs/data';
import type { FormScore, Repetition } from '#libs/domain';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, openStream, packet, seed, startedAt, type Seed } from '../../support/database-seed.js';

const scorer = { id: 'form', version: '1' };
const scored: FormScore = { verdict: 'scored', score: 82, band: 'good', domains: [{ domain: 'range', score: 82, weight: 1 }], codes: [], scorer };
const unscored: FormScore = { verdict: 'cannot-judge', reason: 'no-reference', codes: [], scorer };

describe('sessions', () => {
  let database: TestDatabase;
  let sessions: SessionRepository;
  let seeded: Seed;
  let opened: OpenedStream;

  beforeAll(async () => {
    database = await createTestDatabase();
    sessions = new SessionRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    seeded = await seed(database.dataSource);
    opened = await openStream(database.dataSource, seeded);
  });

  it('are told in the words of the contract, with what has come so far', async () => {
    await addRepetition(1, scored);
    await addRepetition(2, unscored);
    const packets = new PacketRepository(database.dataSource);
    const source = { deviceId: seeded.deviceId, epoch: opened.epoch };
    const { touched } = await packets.append({ packets: [1, 2, 4].map((sequence) => packet(source, sequence)), refused: [] });
    await packets.watermarks(touched.map(({ streamId }) => streamId));

    const detail: Omit<SessionDetail, 'sets' | 'dizziness'> | null = await sessions.find(seeded.practitionerId, opened.sessionId);
    expect(SessionDetail.omit({ sets: true, dizziness: true }).strict().parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({
      patientName: 'Patient One', exerciseName: 'Seated knee extension', source: 'simulated', sourceLabel: 'simulated patient', state: 'running',
      startedAt: startedAt.toISOString(), endedAt: null, repetitionCount: 2, packetsStored: 3, referenceRepetitions: null,
      intensity: { zoneLowBpm: 110, zoneHighBpm: 127, ceilingBpm: 136, hardLimitBpm: 150, maxHeartRateBpm: 169.5, maxHeartRateMethod: 'tanaka' },
    });
    expect(detail?.repetitions.map(({ number, verdict, score, reason }) => ({ number, verdict, score, reason }))).toEqual([
      { number: 1, verdict: 'scored', score: 82, reason: null }, { number: 2, verdict: 'cannot-judge', score: null, reason: 'no-reference' }]);
    const summary: SessionSummary | null = await sessions.summaryForHint(opened.sessionId);
    expect(SessionSummary.strict().parse(summary)).toEqual(summary);
  });

  it('give the repetitions that were asked for, with the packet that completed each', async () => {
    for (const number of [1, 2, 3]) await addRepetition(number, scored);
    const found: RepetitionView[] = await sessions.repetitions(opened.sessionId, [3, 1, 99]);
    expect(found.map(({ number }) => number)).toEqual([1, 3]);
    for (const each of found) expect(RepetitionView.strict().parse(each)).toEqual(each);
    expect(found[1].completedBy).toEqual({ deviceId: seeded.deviceId, epoch: opened.epoch, sequence: 30 });
    expect(await sessions.repetitions(opened.sessionId, [])).toEqual([]);
  });

  it('say which side did each repetition, and where each goes, where the sides take turns', async () => {
    const ofSide = (side: 'left' | 'right', deg: number) => ({ side, repetitions: 5, rangeOfMotionDeg: deg, profiles: [new Array<number>(100).fill(deg)] });
    await database.dataSource.query(`UPDATE session SET resolved = jsonb_set(resolved, '{reference}', $2::jsonb) WHERE id = $1`, [opened.sessionId, JSON.stringify({ ...ofSide('left', 60), otherSide: ofSide('right', 40) })]);
    await addRepetition(1, scored);
    await database.dataSource.query(`UPDATE repetition SET result = result || '{"side": "right"}' WHERE session_id = $1`, [opened.sessionId]);
    const detail = await sessions.find(seeded.practitionerId, opened.sessionId);
    expect(SessionDetail.omit({ sets: true, dizziness: true }).strict().parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({ referenceRepetitions: 10, repetitions: [{ side: 'right' }], corridor: { side: 'left' } });
    const middle = (edges: { lowDeg: number[]; highDeg: number[] } | undefined) => edges && (edges.lowDeg[50] + edges.highDeg[50]) / 2;
    expect([middle(detail?.corridor ?? undefined), middle(detail?.corridor?.otherSide)]).toEqual([60, 40]);
  });

  it('are running until they have ended, and recent after it', async () => {
    expect((await sessions.running(seeded.practitionerId)).map(({ id }) => id)).toEqual([opened.sessionId]);
    await database.dataSource.query(`UPDATE session SET state = 'finished', ended_at = $2 WHERE id = $1`, [opened.sessionId, startedAt]);
    expect(await sessions.running(seeded.practitionerId)).toEqual([]);
    expect((await sessions.recent(seeded.practitionerId, 10)).map(({ id, endedAt }) => ({ id, endedAt })))
      .toEqual([{ id: opened.sessionId, endedAt: startedAt.toISOString() }]);
  });

  it('are not there for who is not in the care team', async () => {
    const stranger = await addPractitioner(database.dataSource, seeded.clinicId);
    expect(await sessions.running(stranger)).toEqual([]);
    expect(await sessions.recent(stranger, 10)).toEqual([]);
    expect(await sessions.find(stranger, opened.sessionId)).toBeNull();
  });

  async function addRepetition(number: number, score: FormScore): Promise<void> {
    const startMs = 3000 * number;
    const result: Repetition = {
      number, startMs, turnMs: startMs + 1000, backMs: startMs + 1500, endMs: startMs + 2800, exerciseId: 'seated-knee-extension', execution: { type: 'correct', probability: 0.9, basis: 'own-correct' }, score,
      features: {
        rangeOfMotionDeg: 70.5, peakAngleDeg: 71, returnErrorDeg: null, outS: 1, holdS: 0.5, backS: 1.3, durationS: 2.8,
        peakVelocityOutDegPerS: 140, peakVelocityBackDegPerS: 101, sparcOut: null, sparcBack: null, pathDistanceDeg: null, offAxisDeg: null,
      },
    };
    await database.dataSource.query(
      `INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result, cause_stream, cause_sequence) VALUES ($1, $2, 'provisional', $3, $4, $5, 0, $6)`,
      [opened.sessionId, number, result.startMs, result.endMs, JSON.stringify(result), number * 10]);
  }
});
