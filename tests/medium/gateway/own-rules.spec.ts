import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { AlertBudget, AlertView, OwnRuleView, OwnRuleWrite, WhatIfView } from '#libs/contracts';
import { AnalysisRepository, AuditRepository, PacketRepository, PatientReportRepository, StreamRepository, WhatIfRepository, type OpenedStream, type ReceivedPacket } from '#libs/data';
import { resolvePrescription, type Prescription } from '#libs/domain';
import { Clock, JobQueue } from '#libs/platform';
import { encodePacket } from '#libs/sensors';
import { packetise } from '../../../apps/simulator/src/device/packetise.js';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { RunWhatIfProcessor } from '../../../apps/worker/src/run-what-if.processor.js';
import { SessionAnalyst } from '../../../apps/worker/src/session-analyst.js';
import { commitOf } from '../../../apps/worker/src/session-commit.js';
import { bindingsOf } from '../../stories/recorded.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPatient, addPractitioner, opening, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { ask, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const dayMs = 86_400_000;
/** A simulated patient, no person: half a minute of squats with a strap, which measures more than 60 bpm from the beginning. */
const patient = syntheticPatient({ seed: 5, seconds: 30 });
const fast: OwnRuleWrite = {
  name: 'Heart fast for her', when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate' }, is: 'above', than: 60, margin: 0 }] }] },
  forS: 5, priority: 'medium', graver: null, stepDownAfterS: null, quietS: 60,
};

describe("rules of the therapist's own (features E2, E9)", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let token: string;
  let processor: RunWhatIfProcessor;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    processor = new RunWhatIfProcessor(new WhatIfRepository(database.dataSource), new AnalysisRepository(database.dataSource), new Clock());
    gateway.app.get(JobQueue).process('run-what-if', (data) => processor.process(data));
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    people = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, people.practitionerId);
  });

  const call = async (method: string, path: string, body?: unknown, by = token) => ask(`${gateway.url}/api/${path}`, { method, token: by, body });
  const write = async (rule: OwnRuleWrite = fast): Promise<OwnRuleView> => (await call('POST', `patients/${people.patientId}/own-rules`, rule)).body as OwnRuleView;
  const list = async (): Promise<OwnRuleView[]> => (await call('GET', `patients/${people.patientId}/own-rules`)).body as OwnRuleView[];
  const answered = async (asked: Promise<{ body: unknown }>): Promise<WhatIfView> => {
    const { id } = (await asked).body as WhatIfView;
    let found: WhatIfView | null = null;
    await until(async () => {
      found = (await call('GET', `what-ifs/${id}`)).body as WhatIfView;
      return found.state !== 'waiting';
    }, 'the what-if is answered');
    return found as unknown as WhatIfView;
  };

  it('is on only once somebody has seen what it would have told, and says in which version it is', async () => {
    const rule = await write();
    expect(rule).toMatchObject({ name: fast.name, version: 1, activeVersion: null, whatIf: null, content: { forS: 5, when: fast.when } });
    expect(await call('POST', `own-rules/${rule.id}/activation`, { version: 1 })).toMatchObject({ status: 409, body: { message: 'first ask what it would have told in the last 30 days' } });
    expect(await answered(call('POST', `own-rules/${rule.id}/what-ifs`, { version: 1 }))).toMatchObject({ state: 'done', result: { sessions: 0, gained: [] } });
    expect((await call('POST', `own-rules/${rule.id}/activation`, { version: 1 })).status).toBe(204);
    expect((await call('PUT', `own-rules/${rule.id}`, { ...fast, forS: 10 })).body).toMatchObject({ version: 2, activeVersion: 1, whatIf: null });
    expect((await call('POST', `own-rules/${rule.id}/activation`, { version: 2 })).status).toBe(409);
    expect((await call('POST', `own-rules/${rule.id}/activation`, { version: 3 })).status).toBe(404);
    expect((await call('DELETE', `own-rules/${rule.id}/activation`)).status).toBe(204);
    expect(await list()).toMatchObject([{ version: 2, activeVersion: null }]);
    expect((await call('DELETE', `own-rules/${rule.id}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    const audited = (await new AuditRepository(database.dataSource).ofPatient(people.patientId, { before: 0, limit: 20 })).map(({ action }) => action);
    expect(audited.reverse().filter((action) => action.includes('own-rule') || action === 'ask-what-if')).toEqual([
      'write-own-rule', 'ask-what-if', 'activate-own-rule', 'write-own-rule', 'deactivate-own-rule', 'remove-own-rule',
    ]);
  });

  it('refuses a rule that cannot be, with why and where', async () => {
    const wrong = { ...fast, graver: { afterS: 1, priority: 'low' }, when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'pain' }, is: 'above', than: 40, margin: 0 }] }] } };
    const { status, body } = await call('POST', `patients/${people.patientId}/own-rules`, wrong);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('pain is compared with 0 to 10 of 10');
    expect(JSON.stringify(body)).toContain('graver than the priority before');
    const deep = { ...fast, when: { join: 'any', groups: Array.from({ length: 5 }, () => fast.when.groups[0]) } };
    expect((await call('POST', `patients/${people.patientId}/own-rules`, deep)).status).toBe(400);
  });

  it('belongs to those who care for the patient', async () => {
    const rule = await write();
    const other = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    for (const [method, path, body] of [['GET', `patients/${people.patientId}/own-rules`], ['PUT', `own-rules/${rule.id}`, fast], ['POST', `own-rules/${rule.id}/what-ifs`, { version: 1 }], ['DELETE', `own-rules/${rule.id}`], ['POST', `prescriptions/${people.prescriptionId}/what-ifs`, {}]] as const) {
      expect((await call(method, path, body, other)).status).toBe(404);
    }
    expect(await list()).toHaveLength(1);
  });

  it('says what it would have told of the last 30 days, in which session and when; of no older one and of nobody else', async () => {
    const session = await exercised(3);
    await exercised(31);
    await exercised(2, await addPatient(database.dataSource, people.practitionerId));
    const rule = await write();
    const { result } = await answered(call('POST', `own-rules/${rule.id}/what-ifs`, { version: 1 }));
    expect(result).toMatchObject({ sessions: 1, leftOut: 0, unreadable: 0, lost: [], changed: [] });
    expect(result?.gained).toEqual([expect.objectContaining({ sessionId: session.sessionId, ruleName: fast.name, priority: 'medium', unit: 'bpm', exerciseName: 'Seated knee extension' })]);
    const afterS = (Date.parse(result?.gained[0].at ?? '') - session.startedAt.getTime()) / 1000;
    expect(afterS).toBeGreaterThanOrEqual(5);
    expect(afterS).toBeLessThan(12);
    expect(await database.dataSource.query('SELECT FROM alert WHERE patient_id = $1', [people.patientId])).toEqual([]);
  });

  it('tries other limits of the built-in rules as well, with what was said', async () => {
    const session = await exercised(1);
    const say = (pain: number) => new PatientReportRepository(database.dataSource).create({
      id: randomUUID(), sessionId: session.sessionId, by: { practitionerId: people.practitionerId }, report: { report: 'dizziness', dizziness: pain }, reportedAt: new Date(session.startedAt.getTime() + 10_000),
    });
    await say(4);
    await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [session.sessionId]);
    const { result } = await answered(call('POST', `prescriptions/${people.prescriptionId}/what-ifs`, { alertLimits: { dizziness: 4 }, hardLimitBpm: 60 }));
    expect(result?.gained.map(({ ruleId, priority }) => `${ruleId} ${priority}`)).toEqual(['SY-02 high']);
    // The simulated heart is over its own limit in the end; over a lower one it is from the beginning.
    expect(result?.changed.map(({ before, after }) => [before.ruleId, Date.parse(after.at) < Date.parse(before.at)])).toEqual([['HR-03', true]]);
  });

  it('sets limits of the built-in rules only as they were tried, not over what somebody else has set meanwhile, for sessions that begin then', async () => {
    const path = `prescriptions/${people.prescriptionId}`;
    const asked = { alertLimits: { dizziness: 4 }, ceilingBpm: 130 };
    const seeded = { alertLimits: {}, ceilingBpm: null, hardLimitBpm: 150 };
    const set = { alertLimits: { dizziness: 4 }, ceilingBpm: 130, hardLimitBpm: 150 };
    const waiting = randomUUID();
    await new WhatIfRepository(database.dataSource).ask({ id: waiting, prescriptionId: people.prescriptionId, limits: { ...asked, hardLimitBpm: null }, practitionerId: people.practitionerId, now: new Date(), mostWaiting: 3 });
    expect(await call('PUT', `${path}/limits`, { was: seeded, whatIfId: waiting })).toMatchObject({ status: 409, body: { message: 'first see what they would have told in the last 30 days' } });
    await processor.process({ whatIfId: waiting });
    const change = (was: object, whatIfId: string | null, by = token) => call('PUT', `${path}/limits`, { was, whatIfId }, by);
    expect((await change(seeded, waiting, await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId)))).status).toBe(404);
    expect((await change(seeded, (await write()).id)).status).toBe(404);
    expect(await change(seeded, waiting)).toMatchObject({ status: 200, body: { id: people.prescriptionId, limits: set } });
    expect(await change(seeded, waiting)).toMatchObject({ status: 200, body: { limits: set } });
    const { id: low } = await answered(call('POST', `${path}/what-ifs`, { hardLimitBpm: 120 }));
    expect(await change(set, low)).toMatchObject({ status: 409, body: { message: 'the hard limit would be below the ceiling' } });
    const { id: higher } = await answered(call('POST', `${path}/what-ifs`, { ceilingBpm: 140 }));
    expect(await change(seeded, higher)).toMatchObject({ status: 409, body: { message: 'somebody else has set other limits meanwhile' } });
    const { intensity, limits } = (await open(0)).prescription;
    expect({ ceilingBpm: intensity?.ceilingBpm, limits }).toEqual({ ceilingBpm: 130, limits: { dizziness: 4 } });
    // Opening it for a spec has taken the hard limit away.
    expect(await change({ ...set, hardLimitBpm: null }, null)).toMatchObject({ status: 200, body: { limits: { alertLimits: {}, ceilingBpm: null, hardLimitBpm: null } } });
    const audited = await database.dataSource.query<{ detail: unknown }[]>(`SELECT detail FROM audit_event WHERE action = 'change-limits' AND subject_id = $1 ORDER BY position`, [people.prescriptionId]);
    expect(audited.map(({ detail }) => detail)).toEqual([{ was: seeded, is: set }, { was: { ...set, hardLimitBpm: null }, is: { alertLimits: {}, ceilingBpm: null, hardLimitBpm: null } }]);
  });

  it('is found by what the store says when the queue has forgotten it, answered once, and asked no more than three times at once', async () => {
    const { id: ruleId } = await write();
    const whatIfs = new WhatIfRepository(database.dataSource);
    const askOnly = (id: string) => whatIfs.ask({ id, ruleId, version: 1, practitionerId: people.practitionerId, now: new Date(), mostWaiting: 3 });
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of ids) expect(await askOnly(id)).toBe('asked');
    expect(await askOnly(randomUUID())).toBe('too-many');
    expect(await call('POST', `own-rules/${ruleId}/what-ifs`, { version: 1 })).toMatchObject({ status: 409 });
    expect(await whatIfs.due(1000)).toEqual(expect.arrayContaining(ids));
    await Promise.all([1, 2].map(() => processor.process({ whatIfId: ids[0] })));
    const { body } = await call('GET', `what-ifs/${ids[0]}`);
    expect(body).toMatchObject({ state: 'done', result: { sessions: 0 } });
    await exercised(1);
    await processor.process({ whatIfId: ids[0] });
    expect((await call('GET', `what-ifs/${ids[0]}`)).body).toEqual(body);
    expect(await whatIfs.due(1000)).not.toContain(ids[0]);
  });

  it('says how many sessions it could not read', async () => {
    const session = await exercised(1);
    await database.dataSource.query(`UPDATE session SET resolved = resolved #- '{exercise,primary}' WHERE id = $1`, [session.sessionId]);
    const rule = await write();
    expect(await answered(call('POST', `own-rules/${rule.id}/what-ifs`, { version: 1 }))).toMatchObject({ state: 'done', result: { sessions: 0, unreadable: 1 } });
  });

  it('holds for a session that begins then, which keeps its version, and rings by its name', async () => {
    const rule = await write();
    await answered(call('POST', `own-rules/${rule.id}/what-ifs`, { version: 1 }));
    await call('POST', `own-rules/${rule.id}/activation`, { version: 1 });
    const session = await open(0);
    await call('PUT', `own-rules/${rule.id}`, { ...fast, name: 'Another name', forS: 20 });
    await call('DELETE', `own-rules/${rule.id}/activation`);
    await send(session);
    await analyse(session);
    const alerts = (await call('GET', 'alerts')).body as AlertView[];
    expect(alerts.filter(({ ruleId }) => ruleId.startsWith('OWN-'))).toEqual([
      expect.objectContaining({ ruleId: `OWN-${rule.id}`, ruleName: fast.name, subject: 'version 1', priority: 'medium', sounding: true, limit: 60, unit: 'bpm' }),
    ]);
    expect(((await call('GET', 'alert-budget')).body as AlertBudget).rules).toContainEqual(expect.objectContaining({ ruleId: `OWN-${rule.id}`, ruleName: 'Another name', alerts: 1 }));
    // The simulated heart was over the ceiling too, and the plan waits for a clinician.
    await database.dataSource.query('UPDATE plan_pause SET reviewed_at = now()');
    expect((await open(0)).prescription.ownRules).toEqual([]);
  });

  interface Exercised {
    sessionId: string;
    epoch: string;
    startedAt: Date;
    deviceId: string;
    prescription: Prescription;
  }

  async function open(daysAgo: number, of: Pick<Seed, 'deviceId' | 'prescriptionId'> = people): Promise<Exercised> {
    const now = new Date(Date.now() - daysAgo * dayMs - 60_000);
    await database.dataSource.query('UPDATE prescription SET sensors = $2, hard_limit_bpm = NULL WHERE id = $1', [of.prescriptionId, JSON.stringify(bindingsOf(patient.signals))]);
    const kept: Prescription[] = [];
    const outcome = await new StreamRepository(database.dataSource).open(opening(of, {
      now, shardCount: 1, deviceTimeUs: 0,
      resolve: (facts) => {
        kept.push(resolvePrescription({ ...facts, purpose: 'exercise', year: now.getUTCFullYear() }));
        return kept[0];
      },
    }));
    if (!outcome.ok) throw new Error(outcome.reason);
    const { sessionId, epoch, startedAt }: OpenedStream = outcome;
    return { sessionId, epoch, startedAt, deviceId: of.deviceId, prescription: kept[0] };
  }

  async function send({ epoch, deviceId, startedAt }: Exercised): Promise<void> {
    const packets = packetise(patient.signals).map(({ packet, atMs }): ReceivedPacket => {
      const payload = Buffer.from(encodePacket({ ...packet, epoch }, 'float32'));
      const hash = createHash('sha256').update(payload).digest().subarray(0, 16);
      return { deviceId, epoch, sequence: packet.sequence, deviceTimeUs: packet.deviceTimeUs, receivedAt: new Date(startedAt.getTime() + atMs), payload, hash, lastSequence: packet.kind === 'end' ? packet.lastSequence : null };
    });
    await new PacketRepository(database.dataSource).append({ packets, refused: [] });
  }

  /** A session that is over. */
  async function exercised(daysAgo: number, of?: Pick<Seed, 'deviceId' | 'prescriptionId'>): Promise<Exercised> {
    const session = await open(daysAgo, of);
    await send(session);
    await database.dataSource.query(`UPDATE session SET state = 'finished' WHERE id = $1`, [session.sessionId]);
    return session;
  }

  /** By the worker's own analyst, 20 s after it began: it still goes on. */
  async function analyse({ sessionId, startedAt }: Exercised): Promise<void> {
    const repository = new AnalysisRepository(database.dataSource);
    const nowMs = startedAt.getTime() + 20_000;
    await database.dataSource.query('DELETE FROM packet WHERE received_at > to_timestamp($1 / 1000.0)', [nowMs]);
    const session = (await repository.loadShard(0)).find((each) => each.sessionId === sessionId);
    if (session === undefined) throw new Error('not loaded');
    const commit = commitOf(await new SessionAnalyst(repository).analyse(session, nowMs), { known: [], nowMs, newId: randomUUID });
    if (commit === null) throw new Error('nothing came of it');
    await repository.commit([commit], new Date(nowMs));
  }
});
