import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { SessionDetail } from '#libs/contracts';
import { AnalysisRepository, PacketRepository, SessionSummaryRepository, StreamRepository, type OpenedStream, type ReceivedPacket } from '#libs/data';
import { resolvePrescription } from '#libs/domain';
import { Clock } from '#libs/platform';
import { encodePacket, type Packet } from '#libs/sensors';
import { SummariseSessionProcessor } from '../../../apps/worker/src/summarise-session.processor.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, openPatientAccount, openStream, opening, seed, startedAt, type Seed } from '../../support/database-seed.js';
import { ask, tokenFor, type Asking } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const well = { restingHeartRateBpm: 68, feverOrAcuteIllness: false, heartSymptoms24h: false, newNeurologicalSigns: false, pain: 2, dizziness: 0 };

describe('intensity by HTTP', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let token: string;
  let strangersToken: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    people = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, people.practitionerId);
    strangersToken = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
  });

  const at = (path: string, asking?: Asking) => ask(`${gateway.url}${path}`, { token, ...asking });
  const open = (changes = {}) => new StreamRepository(database.dataSource).open(opening(people, { now: new Date(), ...changes }));

  describe('the check before exercise', () => {
    const check = (body: object, asking: Asking = {}) => at(`/api/patients/${people.patientId}/pre-exercise-checks`, { method: 'POST', body, ...asking });

    it('keeps a session from being opened while the newest answers say so, with the reason, and lets it start after better ones', async () => {
      expect((await open()).ok).toBe(true);
      const refused = await check({ ...well, heartSymptoms24h: true });
      expect(refused).toMatchObject({ status: 201, body: { source: 'therapist', outcome: { decision: 'NO_GO', reasons: [{ reason: 'heart-symptoms', weight: 'NO_GO' }] } } });
      expect(await open()).toEqual({ ok: false, reason: 'pre-exercise-check-no-go' });
      expect(await check(well)).toMatchObject({ body: { outcome: { decision: 'GO' } } });
      expect((await open()).ok).toBe(true);
      const { body } = await at(`/api/patients/${people.patientId}/intensity`);
      expect((body as { checks: { outcome: { decision: string } }[] }).checks.map(({ outcome }) => outcome.decision)).toEqual(['GO', 'NO_GO']);
    });

    it('is not evaded by leaving a question open: what was answered before counts until it is answered otherwise', async () => {
      await check({ ...well, systolicMmHg: 190, diastolicMmHg: 90 });
      // Nobody has to take a blood pressure; the one of before stands.
      expect(await check(well)).toMatchObject({ body: { outcome: { decision: 'NO_GO', reasons: [{ reason: 'blood-pressure', weight: 'NO_GO', fromBefore: true }] } } });
      expect(await open()).toEqual({ ok: false, reason: 'pre-exercise-check-no-go' });
      await check({ ...well, heartSymptoms24h: true, systolicMmHg: 140, diastolicMmHg: 85 });
      expect(await check({ ...well, heartSymptoms24h: null })).toMatchObject({ body: { outcome: { decision: 'NO_GO', reasons: [{ reason: 'heart-symptoms', fromBefore: true }, { reason: 'unanswered' }] } } });
      expect(await check(well)).toMatchObject({ body: { outcome: { decision: 'GO', reasons: [] } } });
      await check({ ...well, feverOrAcuteIllness: true });
      await database.dataSource.query(`UPDATE pre_exercise_check SET answered_at = answered_at - interval '12 hours 1 second' WHERE patient_id = $1`, [people.patientId]);
      expect(await check({ ...well, feverOrAcuteIllness: null })).toMatchObject({ body: { outcome: { decision: 'CAUTION' } } });
    });

    it('goes on with a session that runs, and counts for twelve hours', async () => {
      const running = await open();
      await check({ ...well, restingHeartRateBpm: 121 });
      expect((await open({ sessionId: (running as OpenedStream).sessionId })).ok).toBe(true);
      await database.dataSource.query(`UPDATE pre_exercise_check SET answered_at = answered_at - interval '12 hours 1 second' WHERE patient_id = $1`, [people.patientId]);
      expect((await open()).ok).toBe(true);
    });

    it('wants every question answered or left open by name, and no stranger', async () => {
      expect(await check({ ...well, pain: null })).toMatchObject({ status: 201, body: { outcome: { decision: 'CAUTION', reasons: [{ reason: 'unanswered' }] } } });
      const { pain: _, ...forgotten } = well;
      expect(await check(forgotten)).toMatchObject({ status: 400, body: { message: expect.stringContaining('pain') } });
      expect(await check({ ...well, pain: 11 })).toMatchObject({ status: 400 });
      expect(await check(well, { token: strangersToken })).toMatchObject({ status: 404, body: { message: 'no such patient' } });
    });

    it('is seen by everybody who cares for the patient, until better answers come', async () => {
      const held = async (asking: Asking = {}): Promise<unknown> => (await at('/api/pre-exercise-checks/held', asking)).body;
      await check({ ...well, feverOrAcuteIllness: true });
      expect(await held()).toMatchObject([{ patientId: people.patientId, patientName: 'Patient One', check: { outcome: { decision: 'NO_GO' } } }]);
      expect(await held({ token: strangersToken })).toEqual([]);
      await check(well);
      expect(await held()).toEqual([]);
    });

    it('gives the reserve its baseline: the median of three resting heart rates of seven days', async () => {
      for (const restingHeartRateBpm of [70, 64, 66]) await check({ ...well, restingHeartRateBpm });
      expect((await at(`/api/patients/${people.patientId}/intensity`)).body).toMatchObject({
        restingBaselineBpm: { ok: true, value: 66 }, maxHeartRate: { ok: true, value: { method: 'tanaka', advisoryOnly: false } }, otherFormulasBpm: { fox: 220 - (new Date().getUTCFullYear() - 1971) },
      });
      await database.dataSource.query(`UPDATE prescription SET intensity_scheme = 'percent-reserve' WHERE id = $1`, [people.prescriptionId]);
      const opened = await open({ resolve: (facts: Parameters<typeof resolvePrescription>[0]) => resolvePrescription({ ...facts, purpose: 'exercise', year: 2026 }) });
      const { sessionId } = opened as OpenedStream;
      expect((await at(`/api/sessions/${sessionId}`)).body).toMatchObject({ intensity: { scheme: 'percent-reserve', maxHeartRateBpm: 169.5, zoneLowBpm: 66 + 0.4 * 103.5 } });
      // Zones are kept with the session: what changes afterwards changes no old one (feature D1).
      await database.dataSource.query(`UPDATE patient SET beta_blocker = true WHERE id = $1`, [people.patientId]);
      expect((await at(`/api/sessions/${sessionId}`)).body).toMatchObject({ intensity: { maxHeartRateBpm: 169.5, advisoryOnly: false } });
    });
  });

  it('derives limits from what is written down of the heart, and says who changed what', async () => {
    const heart = {
      restingHeartRateBpm: 62, measuredMaxHeartRateBpm: null, measuredMaxOn: null, measuredMaxOnSameMedication: true, betaBlocker: true, ivabradine: false, nonDhpCcb: false,
      heartFailure: false, pacemaker: false, monitoringRequired: false,
    };
    const set = (body: object, asking: Asking = {}) => at(`/api/patients/${people.patientId}/heart`, { method: 'PUT', body, ...asking });
    expect(await set(heart)).toMatchObject({ status: 200, body: heart });
    const age = new Date().getUTCFullYear() - 1971;
    expect((await at(`/api/patients/${people.patientId}/intensity`)).body).toMatchObject({ heart, maxHeartRate: { ok: true, value: { bpm: 164 - 0.7 * age, method: 'beta-blocker', advisoryOnly: true } } });
    const today = new Date().toISOString().slice(0, 10);
    await set({ ...heart, measuredMaxHeartRateBpm: 148, measuredMaxOn: today });
    expect((await at(`/api/patients/${people.patientId}/intensity`)).body).toMatchObject({ heart: { measuredMaxOn: today }, maxHeartRate: { value: { bpm: 148, method: 'measured' } } });
    const [event] = await database.dataSource.query<{ detail: { changed: string[] } }[]>(`SELECT detail FROM audit_event WHERE action = 'change-heart-facts' AND subject_id = $1 ORDER BY id LIMIT 1`, [people.patientId]);
    expect(event.detail.changed).toEqual(['betaBlocker']);
    expect((await set({ ...heart, measuredMaxHeartRateBpm: 148 })).status).toBe(400);
    expect((await set(heart, { token: strangersToken })).status).toBe(404);
  });

  it('tells how dizziness went over a session of head turns, from what was answered before and said since, and of no other', async () => {
    const { sessionId } = await openStream(database.dataSource, people);
    const seen = async (): Promise<unknown> => ((await at(`/api/sessions/${sessionId}`)).body as SessionDetail).dizziness;
    expect(await seen()).toBeNull();
    await database.dataSource.query(`UPDATE session SET resolved = jsonb_set(resolved, '{exercise,scoring}', '"head-movement"'), state = 'finished', started_at = now() - interval '40 minutes', ended_at = now() - interval '20 minutes' WHERE id = $1`, [sessionId]);
    expect(await seen()).toMatchObject({ before: null, most: null, back: 'not-known' });
    await database.dataSource.query(`INSERT INTO pre_exercise_check (id, patient_id, entered_by, answers, outcome, answered_at, source) VALUES (gen_random_uuid(), $1, $2, '{"dizziness":1.5}', '{"decision":"GO","reasons":[],"isUrgent":false}', now() - interval '1 hour', 'therapist')`, [people.patientId, people.practitionerId]);
    for (const [dizziness, minutesAgo] of [[4, 30], [2, 0]]) {
      expect((await at(`/api/sessions/${sessionId}/reports`, { method: 'POST', body: { report: 'dizziness', dizziness } })).status).toBe(201);
      await database.dataSource.query(`UPDATE patient_report SET reported_at = now() - make_interval(mins => $2) WHERE session_id = $1 AND reported_at > now() - interval '1 minute'`, [sessionId, minutesAgo]);
    }
    expect(await seen()).toEqual({ before: 1.5, most: 4, rise: 2.5, isTooMuch: false, back: 'not-back', backAfterMs: null });
  });

  describe('what a session came to', () => {
    it('is summed up from its packets when it is finished, and again after another analysis', async () => {
      const opened = await openStream(database.dataSource, people);
      await store(opened, [strap(0, 60, 118), end(61)]);
      const processor = new SummariseSessionProcessor(new SessionSummaryRepository(database.dataSource), new AnalysisRepository(database.dataSource), new Clock());
      const intensity = async (): Promise<unknown> => (await at(`/api/sessions/${opened.sessionId}/intensity`)).body;

      await processor.process({ sessionId: opened.sessionId });
      expect(await intensity()).toEqual({ summary: null, effort: [], effortLoad: { ok: false, reason: 'INSUFFICIENT_DATA', detail: expect.any(String) } });

      await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [opened.sessionId]);
      expect(await new SessionSummaryRepository(database.dataSource).due(10)).toContain(opened.sessionId);
      await processor.process({ sessionId: opened.sessionId });
      // The plan's maximum is a guess: there is no dose by it.
      expect(await intensity()).toMatchObject({ summary: { lengthS: 61, doseMin: null, percentInZone: 100, meanBpm: 118, recovery: { ok: false }, trimpBanister: { ok: false, reason: 'NOT_APPLICABLE' } } });
      expect(await new SessionSummaryRepository(database.dataSource).due(10)).not.toContain(opened.sessionId);

      const measured = JSON.stringify({ ok: true, value: 31, flags: [] });
      await database.dataSource.query(`UPDATE session_summary SET content = jsonb_set(content, '{rmssdMs}', $2::jsonb) WHERE session_id = $1`, [opened.sessionId, measured]);
      await database.dataSource.query(`UPDATE session SET started_at = now() WHERE id = $1`, [opened.sessionId]);
      expect((await at(`/api/patients/${people.patientId}/intensity`)).body).toMatchObject({ rmssdMs: { ok: false, detail: '1 of 3 values in seven days' }, headTurnDays: [] });

      // Two bouts of turning the head, and one of something else.
      for (const [number, features] of [{ durationS: 420, headTurns: 300 }, { durationS: 300, headTurns: 200 }, { durationS: 600 }].entries()) {
        await database.dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, $2, 'final', 0, 1, $3)`, [opened.sessionId, number + 1, { features }]);
      }
      const { day } = (await database.dataSource.query<{ day: string }[]>(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`))[0];
      expect((await at(`/api/patients/${people.patientId}/intensity`)).body).toMatchObject({ headTurnDays: [{ day, minutes: 12 }] });
      await database.dataSource.query(`DELETE FROM repetition WHERE session_id = $1`, [opened.sessionId]);

      await database.dataSource.query(`UPDATE analysis SET version = version + 1 WHERE session_id = $1`, [opened.sessionId]);
      expect(await new SessionSummaryRepository(database.dataSource).due(10)).toContain(opened.sessionId);
      await processor.process({ sessionId: opened.sessionId });
      expect(await new SessionSummaryRepository(database.dataSource).due(10)).not.toContain(opened.sessionId);
    });

    it('has the effort as it was said, and its load; no rating is none, not 0', async () => {
      const { sessionId } = await openStream(database.dataSource, people);
      const report = (body: object, asking: Asking = {}) => at(`/api/sessions/${sessionId}/effort`, { method: 'POST', body, ...asking });
      expect(await report({ moment: 'during', rpe: 4, talkTest: 'talk' })).toMatchObject({ status: 201, body: { moment: 'during', rpe: 4, talkTest: 'talk', source: 'therapist' } });
      await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [sessionId]);
      await new SummariseSessionProcessor(new SessionSummaryRepository(database.dataSource), new AnalysisRepository(database.dataSource), new Clock()).process({ sessionId });
      expect((await at(`/api/sessions/${sessionId}/intensity`)).body).toMatchObject({ effort: [{ rpe: 4 }], effortLoad: { ok: false, reason: 'INSUFFICIENT_DATA' } });
      await report({ moment: 'after', rpe: 3.5 });
      expect((await at(`/api/sessions/${sessionId}/intensity`)).body).toMatchObject({ effort: [{ rpe: 4 }, { rpe: 3.5 }], effortLoad: { ok: true, value: 0 } });

      // The rules hear both (HR-10), and a session that is over is looked at once more for that.
      const heard = await database.dataSource.query<{ content: object }[]>(`SELECT content FROM patient_report WHERE session_id = $1 AND heard_at IS NULL ORDER BY reported_at`, [sessionId]);
      expect(heard.map(({ content }) => content)).toEqual([{ report: 'effort', rpe: 4 }, { report: 'effort', rpe: 3.5 }]);
      expect(await database.dataSource.query(`SELECT state FROM session WHERE id = $1`, [sessionId])).toEqual([{ state: 'ended' }]);

      for (const wrong of [{ moment: 'after' }, { moment: 'after', rpe: 10.5 }, { moment: 'after', rpe: 3.3 }, { moment: 'now', rpe: 3 }]) expect((await report(wrong)).status).toBe(400);
      expect((await report({ moment: 'after', rpe: 3 }, { token: strangersToken })).status).toBe(404);
      expect((await at(`/api/sessions/${sessionId}/intensity`, { token: strangersToken })).status).toBe(404);
      expect((await at(`/api/patients/${people.patientId}/intensity`, { token: strangersToken })).status).toBe(404);
      expect((await at(`/api/patients/${randomUUID()}/intensity`)).status).toBe(404);
    });
  });

  it('has a rating also where it came as a report, of the session while it runs and after it', async () => {
    const { sessionId } = await openStream(database.dataSource, people);
    const say = async (rpe: number): Promise<void> => expect((await at(`/api/sessions/${sessionId}/reports`, { method: 'POST', body: { report: 'effort', rpe } })).status).toBe(201);
    await say(4);
    await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [sessionId]);
    await openPatientAccount(database.dataSource, people.patientId);
    const patientToken = await tokenFor(database.dataSource, people.patientId);
    const toRate = async (): Promise<unknown> => (await at('/api/record/effort-to-rate', { token: patientToken })).body;
    expect(await toRate()).toEqual({ session: null });
    await database.dataSource.query(`UPDATE session SET ended_at = now() - interval '23 hours' WHERE id = $1`, [sessionId]);
    expect(await toRate()).toMatchObject({ session: { id: sessionId, exerciseName: 'Seated knee extension' } });
    await say(7);
    expect(await toRate()).toEqual({ session: null });
    expect((await at(`/api/sessions/${sessionId}/intensity`)).body).toMatchObject({ effort: [{ rpe: 4, moment: 'during', source: 'therapist', talkTest: null }, { rpe: 7, moment: 'after', source: 'therapist' }] });
    expect((await database.dataSource.query<object[]>(`SELECT FROM patient_report WHERE session_id = $1`, [sessionId])).length).toBe(2);
  });

  it('leaves a day out of the resting heart rates on which the patient was ill (clinical B3)', async () => {
    const baseline = async (): Promise<unknown> => ((await at(`/api/patients/${people.patientId}/intensity`)).body as { restingBaselineBpm: unknown }).restingBaselineBpm;
    const check = (body: object) => at(`/api/patients/${people.patientId}/pre-exercise-checks`, { method: 'POST', body: { ...well, ...body } });
    for (const restingHeartRateBpm of [90, 92, 94]) await check({ restingHeartRateBpm });
    await check({ restingHeartRateBpm: 95, feverOrAcuteIllness: true });
    expect(await baseline()).toMatchObject({ ok: false, detail: '0 of 3 resting heart rates in seven days' });
    await database.dataSource.query(`UPDATE pre_exercise_check SET answered_at = answered_at - interval '2 days' WHERE patient_id = $1`, [people.patientId]);
    for (const restingHeartRateBpm of [62, 64, 66]) await check({ restingHeartRateBpm });
    expect(await baseline()).toMatchObject({ ok: true, value: 64 });
  });

  it('has how range and score go from session to session, a gap where nothing was measured, and no stranger (clinical D6)', async () => {
    for (const [day, deg] of [82, 85, null, 88, 91, 95].entries()) {
      const { sessionId } = await openStream(database.dataSource, people);
      await database.dataSource.query(`UPDATE session SET state = 'finished', started_at = now() - make_interval(days => $2) WHERE id = $1`, [sessionId, 6 - day]);
      const result = { exerciseId: 'seated-knee-extension', features: { rangeOfMotionDeg: deg, durationS: 3 }, score: { verdict: 'scored', score: 80, scorer: { id: 'tendon-form', version: '3.9.0' } }, standing: { session: { score: 80 } } };
      for (const number of [1, 2, 3]) await database.dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, $2, 'final', 0, 1, $3)`, [sessionId, number, result]);
    }
    const { status, body } = await at(`/api/patients/${people.patientId}/trends`);
    expect(status).toBe(200);
    const { exercises } = body as { exercises: { measures: { measure: string; values: { value: number | null }[]; trend: object }[] }[] };
    const [range, score] = ['range', 'score'].map((name) => exercises[0].measures.find(({ measure }) => measure === name));
    expect(range?.values.map(({ value }) => value)).toEqual([82, 85, null, 88, 91, 95]);
    expect(range?.trend).toMatchObject({ told: 'rises', sessions: 5 });
    expect(score?.trend).toMatchObject({ told: 'none', sessions: 6 });
    expect(body).toMatchObject({ rmssd: { values: [], trend: { told: 'cannot-tell' }, newest: null }, recovery: { values: [] } });
    expect((await at(`/api/patients/${people.patientId}/trends`, { token: strangersToken })).status).toBe(404);
  });

  /** As ingest would have stored them, numbered from 1. */
  async function store({ epoch }: OpenedStream, packets: ((sequence: number) => Packet)[]): Promise<void> {
    const received = packets.map((make, i): ReceivedPacket => {
      const payload = Buffer.from(encodePacket({ ...make(i + 1), epoch }, 'float32'));
      const hash = createHash('sha256').update(payload).digest().subarray(0, 16);
      return { deviceId: people.deviceId, epoch, sequence: i + 1, deviceTimeUs: 2_000_000, receivedAt: startedAt, payload, hash, lastSequence: null };
    });
    await new PacketRepository(database.dataSource).append({ packets: received, refused: [] });
  }

  /** Readings of one heart rate, with beats, from `fromS` on for `seconds`; the stream was opened at 2 s of the device's clock. */
  function strap(fromS: number, seconds: number, heartRateBpm: number): (sequence: number) => Packet {
    const readings = Array.from({ length: seconds }, (_, s) => ({ offsetMs: s * 1000, heartRateBpm, contact: 'detected' as const, rrMs: [60_000 / heartRateBpm] }));
    return (sequence) => ({ kind: 'heart-rate', version: 1, epoch: '', sequence, sensor: 0, deviceTimeUs: 2_000_000 + fromS * 1e6, readings });
  }

  function end(atS: number): (sequence: number) => Packet {
    return (sequence) => ({ kind: 'end', version: 1, epoch: '', sequence, sensor: 0, deviceTimeUs: 2_000_000 + atS * 1e6, lastSequence: sequence });
  }
});
