import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertView, PatientReported, PlanPause } from '#libs/contracts';
import { AnalysisRepository, EscalationRepository, FollowUpRepository, NotificationRepository } from '#libs/data';
import { Clock, JobQueue, LiveBus } from '#libs/platform';
import { EscalateAlertProcessor } from '../../../apps/worker/src/escalate-alert.processor.js';
import { FollowUpPatientProcessor } from '../../../apps/worker/src/follow-up-patient.processor.js';
import { SessionAnalyst } from '../../../apps/worker/src/session-analyst.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { lookOnce } from './support/analysed.js';
import { ask, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const well = { restingHeartRateBpm: 62, feverOrAcuteIllness: false, heartSymptoms24h: false, newNeurologicalSigns: false, pain: 3, dizziness: 0 };

/** The worker's clock, that a test can put on. */
class LaterClock extends Clock {
  aheadMs = 0;
  override now(): number {
    return super.now() + this.aheadMs;
  }
}

describe('what no single session tells (clinical B15, E2, F2, F7)', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let token: string;
  let worker: FollowUpPatientProcessor;
  const clock = new LaterClock();

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    const [queue, bus] = [gateway.app.get(JobQueue), gateway.app.get(LiveBus)];
    const escalate = new EscalateAlertProcessor(new EscalationRepository(database.dataSource), new NotificationRepository(database.dataSource), queue, bus, clock);
    worker = new FollowUpPatientProcessor(new FollowUpRepository(database.dataSource), escalate, queue, bus, clock);
    queue.process('follow-up-patient', (data) => worker.process(data));
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    clock.aheadMs = 0;
    people = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, people.practitionerId);
  });

  const call = async (method: string, path: string, body?: unknown, by = token) => ask(`${gateway.url}/api/${path}`, { method, token: by, body });
  const alerts = async (): Promise<AlertView[]> => (await call('GET', 'alerts')).body as AlertView[];
  const told = async (ruleId: string, count = 1): Promise<AlertView[]> => {
    let found: AlertView[] = [];
    await until(async () => (found = (await alerts()).filter((alert) => alert.ruleId === ruleId)).length >= count, `${count} of ${ruleId}`);
    return found;
  };
  /** One that ended so long ago. */
  const sessionEnded = async (agoMs: number): Promise<string> => {
    const { sessionId } = await openStream(database.dataSource, people);
    const endedAt = new Date(Date.now() - agoMs);
    await database.dataSource.query(`UPDATE session SET state = 'finished', started_at = $2, ended_at = $3 WHERE id = $1`, [sessionId, new Date(endedAt.getTime() - hourMs), endedAt]);
    await database.dataSource.query(
      `INSERT INTO pre_exercise_check (id, patient_id, entered_by, answers, outcome, answered_at, source) VALUES (gen_random_uuid(), $1, $2, $3, '{"decision":"GO","reasons":[],"isUrgent":false}', $4, 'therapist')`,
      [people.patientId, people.practitionerId, JSON.stringify({ ...well, systolicMmHg: null, diastolicMmHg: null }), new Date(endedAt.getTime() - 2 * hourMs)],
    );
    return sessionId;
  };
  const later = (sessionId: string, moment: string, pain: number) => call('POST', `sessions/${sessionId}/reports`, { report: 'pain', pain, quality: null, moment });

  it('is told once when pain is 2 higher two hours after the session, as an alert of the patient and of no session', async () => {
    const sessionId = await sessionEnded(2 * hourMs);
    expect((await later(sessionId, 'two-hours', 6)).status).toBe(201);
    const [alert] = await told('PN-03');
    expect(alert).toMatchObject({ patientId: people.patientId, sessionId: null, priority: 'low', state: 'open', worstValue: 6, limit: 5 });
    await worker.process({ patientId: people.patientId });
    await worker.process({ patientId: people.patientId });
    expect((await alerts()).filter(({ ruleId }) => ruleId === 'PN-03')).toHaveLength(1);
    expect((await call('POST', `alerts/${alert.id}/acknowledgement`, {})).status).toBeLessThan(300);
    expect((await alerts()).filter(({ id }) => id === alert.id)).toEqual([]);
    expect(await database.dataSource.query('SELECT state FROM alert WHERE id = $1', [alert.id])).toEqual([{ state: 'cleared' }]);
  });

  it('is also a symptom that is said when the session is over: it sounds and stands until somebody says what came of it (SY-02)', async () => {
    const sessionId = await sessionEnded(hourMs);
    const [{ shard }] = await database.dataSource.query<{ shard: number }[]>('SELECT shard FROM analysis WHERE session_id = $1', [sessionId]);
    const repository = new AnalysisRepository(database.dataSource);
    const analyst = new SessionAnalyst(repository);
    const say = async (report: object): Promise<void> => {
      expect((await call('POST', `sessions/${sessionId}/reports`, report)).status).toBe(201);
      for (let turn = 0; turn < 3; turn++) await lookOnce(repository, analyst, sessionId, { shard, nowMs: Date.now() });
      expect(await database.dataSource.query('SELECT state FROM session WHERE id = $1', [sessionId])).toEqual([{ state: 'finished' }]);
    };
    await say({ report: 'dizziness', dizziness: 7 });
    const [alert] = await told('SY-02');
    expect(alert).toMatchObject({ sessionId, priority: 'high', state: 'open', sounding: true, worstValue: 7, limit: 5 });
    await say({ report: 'effort', rpe: 3 });
    expect(await told('SY-02')).toMatchObject([{ id: alert.id, state: 'open', sounding: true }]);
    expect((await call('POST', `alerts/${alert.id}/acknowledgement`, {})).status).toBe(409);
    expect((await call('POST', `alerts/${alert.id}/acknowledgement`, { outcome: 'spoke-to-patient' })).status).toBeLessThan(300);
    await say({ report: 'effort', rpe: 4 });
    expect((await alerts()).filter(({ ruleId }) => ruleId === 'SY-02')).toEqual([]);
    expect(await database.dataSource.query('SELECT state, count FROM alert WHERE id = $1', [alert.id])).toEqual([{ state: 'cleared', count: 1 }]);
    await say({ report: 'dizziness', dizziness: 8 });
    expect((await told('SY-02')).map(({ id, state }) => [id === alert.id, state])).toEqual([[false, 'open']]);
  });

  it('takes no pain of afterwards while the session goes on', async () => {
    const { sessionId } = await openStream(database.dataSource, people);
    expect(await later(sessionId, 'two-hours', 6)).toMatchObject({ status: 409, body: { message: 'the session is not over: pain afterwards is asked for when it is' } });
  });

  it('notes the answer that was not given, though every job was lost: the store knows when to look', async () => {
    const sessionId = await sessionEnded(hourMs);
    expect((await later(sessionId, 'after', 3)).status).toBe(201);
    await until(async () => (await dueAtMs()) !== null, 'it is known when to look again');
    clock.aheadMs = 2 * hourMs;
    await worker.remindOfDue(clock.now());
    // A note stands in the patient's history and calls nobody.
    await until(async () => (await database.dataSource.query(`SELECT 1 FROM alert WHERE patient_id = $1 AND rule_id = 'PN-06' AND priority = 'info'`, [people.patientId])).length === 1, 'the note');
    expect(await alerts()).toEqual([]);
  });

  it('tells of the answers before exercise what they are a matter of, pauses the plan when it is grave, and is over with better ones', async () => {
    const asked = await call('POST', `patients/${people.patientId}/pre-exercise-checks`, { ...well, heartSymptoms24h: true });
    expect(asked).toMatchObject({ status: 201, body: { outcome: { decision: 'NO_GO' } } });
    expect(await told('SY-01')).toMatchObject([{ priority: 'high', subject: 'before-heart-symptoms', sessionId: null }]);
    await until(async () => ((await call('GET', 'plan-pauses')).body as PlanPause[]).length === 1, 'the plan is paused');
    await call('POST', `patients/${people.patientId}/pre-exercise-checks`, well);
    await until(async () => (await alerts()).every(({ ruleId, state }) => ruleId !== 'SY-01' || state === 'cleared'), 'it is over');
  });

  it('tells a flare-up from the diary, in which a day may be corrected', async () => {
    const day = (ago: number): string => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10);
    const write = async (ago: number, pain: number): Promise<PatientReported> => (await call('POST', `patients/${people.patientId}/pain-diary`, { day: day(ago), pain })).body as PatientReported;
    for (let ago = 10; ago >= 3; ago--) await write(ago, 3);
    await write(1, 4);
    await write(1, 3);
    expect((await write(0, 8)).id).toBeDefined();
    expect(await told('PN-05')).toMatchObject([{ priority: 'medium', worstValue: 8 }]);
    expect((await call('POST', `patients/${people.patientId}/pain-diary`, { day: '2126-01-01', pain: 1 })).status).toBe(400);
  });

  it('is nobody else\'s to write or to read', async () => {
    const other = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    const sessionId = await sessionEnded(2 * hourMs);
    expect((await call('POST', `patients/${people.patientId}/pain-diary`, { day: '2026-11-01', pain: 1 }, other)).status).toBe(404);
    expect((await call('POST', `sessions/${sessionId}/reports`, { report: 'pain', pain: 6, quality: null, moment: 'two-hours' }, other)).status).toBe(404);
    await later(sessionId, 'two-hours', 6);
    await told('PN-03');
    expect((await call('GET', 'alerts', undefined, other)).body).toEqual([]);
  });

  async function dueAtMs(): Promise<number | null> {
    const [{ due }] = await database.dataSource.query<{ due: Date | null }[]>('SELECT follow_up_due_at AS due FROM patient WHERE id = $1', [people.patientId]);
    return due === null ? null : due.getTime();
  }
});
