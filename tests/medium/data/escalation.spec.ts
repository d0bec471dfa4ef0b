import { randomUUID } from 'node:crypto';
import { AlertRepository, AlertVerdictRepository, AnalysisRepository, ClinicContactRepository, EscalationRepository, InboxRepository, NotificationRepository, PatientReportRepository, PlanPauseRepository, StreamRepository, type AnalysisCommit, type LoadedSession } from '#libs/data';
import type { Alert, AlertChange } from '#libs/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addPractitioner, opening, openStream, seed, startedAt, type Seed } from '../../support/database-seed.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const base: Omit<Alert, 'id'> = {
  ruleId: 'HR-03', kind: 'clinical', subject: 'heart-rate', priority: 'high', state: 'open', retrospective: false, suppressedBy: null,
  raisedAtMs: 10_000, lastAtMs: 10_000, clearedAtMs: null, count: 1, worstValue: 160, limit: 150, unit: 'bpm',
};
const medium = { ruleId: 'FM-02', priority: 'medium' } as const;
const at = (seconds: number): Date => new Date(startedAt.getTime() + seconds * 1000);

describe('an alert that nobody answers (clinical E3)', () => {
  let database: TestDatabase;
  let analyses: AnalysisRepository;
  let alerts: AlertRepository;
  let escalations: EscalationRepository;
  let people: Seed;
  let sessionId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    analyses = new AnalysisRepository(database.dataSource);
    alerts = new AlertRepository(database.dataSource);
    escalations = new EscalationRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    people = await seed(database.dataSource);
    sessionId = (await openStream(database.dataSource, people)).sessionId;
  });

  async function load(): Promise<LoadedSession> {
    const shards = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((shard) => analyses.loadShard(shard)));
    const loaded = shards.flat().find((each) => each.sessionId === sessionId);
    if (loaded === undefined) throw new Error('not loaded');
    return loaded;
  }

  async function commit(changes: { change: AlertChange; alertId: string }[], seconds: number, heard: string[] = [], read?: LoadedSession) {
    const whole: AnalysisCommit = {
      session: read ?? (await load()), frontierMs: 0, cursors: [], clock: null, repetitions: [], lastRepetition: null, checkpoint: null, worn: null, heard, state: 'running',
      alertChanges: changes.map((each) => ({ ...each, atMs: at(seconds).getTime() })),
    };
    return analyses.commit([whole], at(seconds));
  }

  async function raise(over: Partial<Alert> = {}, seconds = 10): Promise<string> {
    const alertId = randomUUID();
    await commit([{ change: { change: 'raise', alert: { ...base, ...over }, cause: null }, alertId }], seconds);
    return alertId;
  }

  const changed = (id: string, over: Partial<Alert> = {}, change: 'update' | 'clear' = 'update'): { change: AlertChange; alertId: string } => {
    const { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } = { ...base, ...over };
    return { alertId: id, change: { change, id, cause: null, state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } };
  };
  const inbox = async (): Promise<string[]> => (await new InboxRepository(database.dataSource).after(people.practitionerId, 0, 100)).map(({ change }) => change);
  const view = async (id: string) => (await alerts.openAlerts(people.practitionerId)).find((alert) => alert.id === id);
  const record = async () => (await alerts.ofRecord(people.practitionerId, { patientId: people.patientId, sessionId })) ?? [];
  const ack = (alertId: string, seconds: number, outcome: 'spoke-to-patient' | null = 'spoke-to-patient') => alerts.acknowledge({ practitionerId: people.practitionerId, alertId, note: '', outcome, now: at(seconds) });
  const snooze = (alertId: string, seconds: number, minutes = 5) => alerts.snooze({ id: randomUUID(), practitionerId: people.practitionerId, alertId, minutes, note: 'known', now: at(seconds) });

  it('is taken further when it is due, once, however many workers come, and not before', async () => {
    const id = await raise();
    expect(await escalations.takeStep(id, at(29.9))).toBeNull();
    const taken = await Promise.all([1, 2, 3].map(() => escalations.takeStep(id, at(30))));
    expect(taken.filter((each) => each !== null)).toEqual([{ act: 'repeat', practitionerIds: [people.practitionerId], dueAtMs: at(70).getTime(), notificationIds: [] }]);
    expect(await escalations.takeStep(id, at(70))).toMatchObject({ act: 'clinic-contact', dueAtMs: null, notificationIds: [] });
    expect(await inbox()).toEqual(['raised', 'repeated', 'escalated']);
    expect(await view(id)).toMatchObject({ sounding: true, escalationStep: 2, contactTold: [] });
  });

  it('is silent once its own rule has stepped it down, counts for the budget all the same, and sounds when it rises again', async () => {
    const own = { ruleId: 'OWN-00000000-0000-4000-8000-000000000000', subject: 'version 1', priority: 'medium' } as const;
    const id = await raise(own);
    expect(await view(id)).toMatchObject({ sounding: true });
    await commit([changed(id, { ...own, priority: 'low' })], 20);
    expect(await view(id)).toMatchObject({ sounding: false, priority: 'low', state: 'open', escalationStep: 0 });
    expect(await escalations.takeStep(id, at(200))).toBeNull();
    await database.dataSource.query('UPDATE care_team SET since = $2 WHERE patient_id = $1', [people.patientId, startedAt]);
    expect((await new AlertVerdictRepository(database.dataSource).since(people.practitionerId, { since: startedAt, now: at(300) })).rules).toMatchObject([{ ruleId: own.ruleId, alerts: 1 }]);
    await commit([changed(id, own)], 210);
    expect(await view(id)).toMatchObject({ sounding: true, priority: 'medium' });
  });

  const setContact = (contact: { webhookUrl: string | null; email: string | null }): Promise<void> => new ClinicContactRepository(database.dataSource)
    .change({ ...contact, clinicId: people.clinicId, adminId: people.practitionerId, webhookSecret: contact.webhookUrl === null ? null : 'secret', now: startedAt });
  const told = async (alertId: string): Promise<string[]> => {
    await escalations.takeStep(alertId, at(30));
    return (await escalations.takeStep(alertId, at(70)))?.notificationIds ?? [];
  };

  it('is told to the clinic contact by each way, by one worker at a time, later and later, and given up in the end with why', async () => {
    const notifications = new NotificationRepository(database.dataSource);
    await setContact({ webhookUrl: 'https://contact.example.org/', email: 'desk@clinic.example' });
    const id = await raise();
    const waiting = await told(id);
    expect(await notifications.due(at(70))).toEqual(expect.arrayContaining(waiting));
    const taken = await Promise.all(waiting.flatMap((each) => [1, 2, 3].map(() => notifications.take(each, at(70)))));
    const [email, webhook] = taken.filter((each) => each !== null).sort((a, b) => (a.channel < b.channel ? -1 : 1));
    expect(taken.filter((each) => each !== null).length).toBe(2);
    expect(webhook).toMatchObject({ channel: 'webhook', attempts: 1, alert: { alertId: id, ruleId: 'HR-03', priority: 'high' } });
    expect(email).toMatchObject({ channel: 'email', attempts: 1 });
    expect(await notifications.contactOf(webhook.id, 'webhookUrl', 'webhookSecret')).toMatchObject({ webhookUrl: 'https://contact.example.org/', webhookSecret: 'secret' });
    expect(await notifications.contactOf(email.id, 'email')).toMatchObject({ email: 'desk@clinic.example' });
    await notifications.failed(webhook.id, { attempts: 1, error: 'answered 500', now: at(71) });
    expect(await notifications.take(webhook.id, at(75))).toBeNull();
    expect(await notifications.take(webhook.id, at(76))).toMatchObject({ attempts: 2 });
    expect(await notifications.failed(webhook.id, { attempts: 6, error: 'answered 500', now: at(80) })).toEqual([people.practitionerId]);
    expect(await notifications.sent(email.id, at(81))).toEqual([people.practitionerId]);
    expect(await view(id)).toMatchObject({ contactTold: [{ channel: 'email', state: 'sent', sentAt: at(81).toISOString() }, { channel: 'webhook', state: 'given-up', sentAt: null }] });
    expect(await inbox()).toEqual(['raised', 'repeated', 'escalated', 'updated', 'updated']);
    expect(await notifications.ofClinic(people.clinicId)).toMatchObject([{ channel: 'email', state: 'sent' }, { channel: 'webhook', state: 'given-up', attempts: 2, error: 'answered 500' }].map((each) => expect.objectContaining(each)));
  });

  it('is not told to the clinic contact any more when somebody has answered meanwhile', async () => {
    const notifications = new NotificationRepository(database.dataSource);
    await setContact({ webhookUrl: null, email: 'desk@clinic.example' });
    const id = await raise();
    const [waiting] = await told(id);
    await notifications.take(waiting, at(70));
    await notifications.failed(waiting, { attempts: 1, error: '451 try later', now: at(71) });
    await ack(id, 72);
    expect(await notifications.take(waiting, at(76))).toBeNull();
    expect(await view(id)).toMatchObject({ contactTold: [{ channel: 'email', state: 'needless' }] });
    expect(await notifications.due(at(3600))).not.toContain(waiting);
  });

  it('is found by what the store says, when the queue has forgotten', async () => {
    const id = await raise();
    expect(await escalations.due(at(29))).not.toContainEqual(expect.objectContaining({ alertId: id }));
    expect(await escalations.due(at(30))).toContainEqual({ alertId: id, dueAtMs: at(30).getTime() });
  });

  it('is silent when somebody has answered, and sounds again when the condition stays', async () => {
    const id = await raise();
    expect(await ack(id, 15)).toMatchObject({ refusal: null, isFirst: true, due: { alertId: id, dueAtMs: at(135).getTime() } });
    expect(await view(id)).toMatchObject({ sounding: false, acknowledgement: { outcome: 'spoke-to-patient' } });
    expect(await escalations.takeStep(id, at(30))).toBeNull();
    expect(await escalations.takeStep(id, at(135))).toMatchObject({ act: 'repeat' });
    expect(await view(id)).toMatchObject({ sounding: true });
    expect(await ack(id, 140)).toMatchObject({ isFirst: true });
    await commit([changed(id, { state: 'cleared', clearedAtMs: 150_000 }, 'clear')], 150);
    expect(await escalations.takeStep(id, at(600))).toBeNull();
  });

  it('needs an outcome when it is high', async () => {
    const id = await raise();
    expect(await ack(id, 15, null)).toMatchObject({ refusal: 'it needs an outcome', isFirst: false, practitionerIds: [] });
    expect(await view(id)).toMatchObject({ sounding: true, acknowledgement: null });
  });

  it('is snoozed for its time, also when it ends and comes again (Nightscout #8231)', async () => {
    const id = await raise(medium);
    expect(await snooze(id, 20)).toMatchObject({ refusal: null, due: { dueAtMs: at(320).getTime() } });
    expect(await escalations.takeStep(id, at(200))).toBeNull();
    await commit([changed(id, { ...medium, state: 'cleared', clearedAtMs: 30_000 }, 'clear')], 30);
    const again = await raise({ ...medium, raisedAtMs: 200_000 }, 200);
    expect(await view(again)).toMatchObject({ sounding: false, snoozedUntil: at(320).toISOString() });
    expect(await escalations.takeStep(again, at(319))).toBeNull();
    expect(await escalations.takeStep(again, at(320))).toMatchObject({ act: 'repeat' });
    expect(await view(again)).toMatchObject({ sounding: true, snoozedUntil: null });
  });

  it('breaks its snooze in every channel when it becomes high, and is snoozed no more', async () => {
    await setContact({ webhookUrl: null, email: 'desk@clinic.example' });
    const id = await raise(medium);
    await snooze(id, 20);
    await commit([changed(id, { ruleId: 'FM-02', priority: 'high' })], 60);
    expect(await view(id)).toMatchObject({ sounding: true, snoozedUntil: null, priority: 'high' });
    expect(await snooze(id, 61, 1)).toMatchObject({ refusal: 'high priority is never snoozed' });
    expect(await escalations.takeStep(id, at(80))).toMatchObject({ act: 'repeat' });
    const [mail] = (await escalations.takeStep(id, at(120)))?.notificationIds ?? [];
    expect(await new NotificationRepository(database.dataSource).take(mail, at(120))).toMatchObject({ channel: 'email', alert: { priority: 'high' } });
  });

  it('is snoozed twice in a session at most, when it is medium', async () => {
    const id = await raise(medium);
    await snooze(id, 20, 1);
    await snooze(id, 90, 1);
    expect(await snooze(id, 160, 1)).toMatchObject({ refusal: 'medium priority is snoozed 2 times in a session at most' });
    const audited = await database.dataSource.query<unknown[]>(`SELECT actor_id FROM audit_event WHERE subject_id = $1 AND action = 'snooze-alert'`, [id]);
    expect(audited).toEqual([{ actor_id: people.practitionerId }, { actor_id: people.practitionerId }]);
  });

  it('is in the record and told to nobody while a graver one holds it back', async () => {
    const id = await raise({ ...medium, suppressedBy: 'SY-01' });
    expect(await inbox()).toEqual([]);
    expect(await view(id)).toBeUndefined();
    expect(await record()).toMatchObject([{ id, heldBackBy: 'SY-01', sounding: false }]);
    await commit([changed(id, { ...medium, suppressedBy: null })], 60);
    expect(await inbox()).toEqual(['raised']);
    expect(await view(id)).toMatchObject({ sounding: true });
  });

  it('tells nobody of a mere note, nor rings for what is low', async () => {
    const note = await raise({ ruleId: 'HR-05', priority: 'info' });
    const low = await raise({ ruleId: 'TC-02', priority: 'low' });
    expect([await view(note), await view(low)]).toMatchObject([undefined, { sounding: false }]);
    expect(await inbox()).toEqual(['raised']);
    // Who reads the record finds the note.
    expect((await record()).map((each) => [each.id, each.priority]).sort()).toEqual([[note, 'info'], [low, 'low']].sort());
  });

  it('ends with an outcome, when a person had said it, and a worker that was just deciding decides anew', async () => {
    const id = await raise({ ruleId: 'SY-01', subject: 'chest-pain' });
    const read = await load();
    expect(await ack(id, 20)).toMatchObject({ alert: { state: 'cleared', clearedMs: 20_000 } });
    await expect(commit([changed(id, { count: 2 })], 21, [], read)).resolves.toMatchObject({ committed: [] });
    expect(await view(id)).toBeUndefined();
  });

  it('is judged when it is over, by whoever cares for the patient', async () => {
    const verdicts = new AlertVerdictRepository(database.dataSource);
    const id = await raise(medium);
    const say = (practitionerId: string, verdict: 'useful' | 'false') => verdicts.say({ practitionerId, alertId: id, verdict, now: at(60) });
    expect(await say(people.practitionerId, 'useful')).toBe(false);
    await commit([changed(id, { ...medium, state: 'cleared', clearedAtMs: 50_000 }, 'clear')], 50);
    const stranger = await addPractitioner(database.dataSource, people.clinicId);
    expect([await say(stranger, 'useful'), await say(people.practitionerId, 'useful'), await say(people.practitionerId, 'false')]).toEqual([false, true, true]);
    expect(await view(id)).toMatchObject({ verdict: 'false' });
    await database.dataSource.query('UPDATE care_team SET since = $2 WHERE patient_id = $1', [people.patientId, at(-6 * 3600)]);
    await ack(id, 90, null);
    await verdicts.setBudget({ practitionerId: people.practitionerId, perPatientDay: 0.3, now: at(60) });
    expect(await verdicts.since(people.practitionerId, { since: at(-86_400), now: at(6 * 3600) }))
      .toEqual({ rules: [{ ruleId: 'FM-02', alerts: 1, useful: 0, notUseful: 0, false: 1 }], patientDays: 0.5, budgetPerPatientDay: 0.3, medianAnswerS: { high: null, medium: 80 } });
    await database.dataSource.query('UPDATE care_team SET since = $2 WHERE patient_id = $1', [people.patientId, at(20)]);
    expect(await verdicts.since(people.practitionerId, { since: at(-86_400), now: at(6 * 3600) })).toMatchObject({ rules: [] });
  });

  it('pauses the plan when it is critical, until a named clinician has looked', async () => {
    const pauses = new PlanPauseRepository(database.dataSource);
    await raise();
    const [pause, ...others] = await pauses.waiting(people.practitionerId);
    expect([pause.ruleId, others]).toEqual(['HR-03', []]);
    const streams = new StreamRepository(database.dataSource);
    expect(await streams.open(opening(people))).toEqual({ ok: false, reason: 'plan-paused' });
    const stranger = await addPractitioner(database.dataSource, people.clinicId);
    const review = (practitionerId: string) => pauses.review({ practitionerId, pauseId: pause.id, note: 'spoke to her', now: at(60) });
    expect([await pauses.waiting(stranger), await review(stranger)]).toEqual([[], false]);
    expect([await review(people.practitionerId), await review(people.practitionerId)]).toEqual([true, false]);
    expect(await streams.open(opening(people))).toMatchObject({ ok: true });
  });

  it('hears what a patient says once, in the commit of what came of it, also when the session was over', async () => {
    const reports = new PatientReportRepository(database.dataSource);
    await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [sessionId]);
    const id = randomUUID();
    expect(await reports.create({ id, sessionId, by: { practitionerId: people.practitionerId }, report: { report: 'sos' }, reportedAt: at(5) })).not.toBeNull();
    const read = await load();
    expect(read.reports).toEqual([{ id, atMs: at(5).getTime(), report: { report: 'sos' } }]);
    await commit([], 6, [id], read);
    expect((await load()).reports).toEqual([]);
    const stranger = await addPractitioner(database.dataSource, people.clinicId);
    expect(await reports.create({ id: randomUUID(), sessionId, by: { practitionerId: stranger }, report: { report: 'sos' }, reportedAt: at(5) })).toBeNull();
  });
});
