import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { declaredPolicies } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';
import { ask, tokenFor, type Asking } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const sensors = [{ sensor: 0, kind: 'imu', placement: { segment: 'shank', side: 'left' } }];
const prescription = { exerciseId: 'seated-knee-extension', side: 'left', sensors };

describe('the gateway by HTTP', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let sessionId: string;
  let alertId: string;
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
    sessionId = (await openStream(database.dataSource, people)).sessionId;
    alertId = await addAlert(database.dataSource, { ...people, sessionId });
    token = await tokenFor(database.dataSource, people.practitionerId);
    strangersToken = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
  });

  const at = (path: string, asking?: Asking) => ask(`${gateway.url}${path}`, asking);

  it('lets nobody in without a token, on any route that is not declared public', async () => {
    const routes = declaredPolicies(gateway.app);
    const closed = routes.filter(({ policy }) => policy !== 'public');
    expect(routes.filter(({ policy }) => policy === 'public').map(({ path }) => path).sort()).toEqual(['/api/device-claims/redemption', '/api/invitations/acceptance', '/api/invitations/greeting', '/api/openapi.json', '/api/sign-in', '/api/sign-in/passkey', '/api/sign-in/passkey-challenge', '/api/sign-in/password-reset', '/api/sign-in/provider', '/api/sign-in/provider-answer', '/api/sign-in/providers', '/api/sign-in/renewal', '/api/sign-in/second-factor', '/health/live', '/health/ready', '/metrics']);
    expect(closed.length).toBeGreaterThan(10);
    for (const { method, path } of closed) {
      const url = path.replace(/:\w+/g, () => randomUUID());
      for (const bad of [undefined, 'short', 'x'.repeat(43)]) {
        const answer = await at(url, { method, token: bad, body: method === 'POST' ? {} : undefined });
        expect({ path, status: answer.status, body: answer.body }).toEqual({ path, status: 401, body: { code: 'unauthorized', message: 'sign in first' } });
      }
    }
  });

  it('answers alike for what is foreign and what is missing', async () => {
    const things = (id: { patient: string; prescription: string; session: string; alert: string }): [string, Asking][] => [
      [`/api/patients/${id.patient}/prescriptions`, {}],
      [`/api/patients/${id.patient}/prescriptions`, { method: 'POST', body: prescription }],
      [`/api/patients/${id.patient}/devices`, { method: 'POST', body: { label: 'knee' } }],
      [`/api/prescriptions/${id.prescription}/references`, { method: 'POST', body: { sessionId: id.session, approved: [{ startMs: 0, endMs: 1000 }] } }],
      [`/api/sessions/${id.session}`, {}],
      [`/api/sessions/${id.session}/packets`, {}],
      [`/api/alerts/${id.alert}/acknowledgement`, { method: 'POST', body: { outcome: 'false-alarm' } }],
    ];
    const own = things({ patient: people.patientId, prescription: people.prescriptionId, session: sessionId, alert: alertId });
    const missing = things({ patient: randomUUID(), prescription: randomUUID(), session: randomUUID(), alert: randomUUID() });
    for (const [i, [path, asking]] of own.entries()) {
      const foreign = await at(path, { ...asking, token: strangersToken });
      const none = await at(missing[i][0], { ...missing[i][1], token });
      expect({ path, status: foreign.status }).toEqual({ path, status: 404 });
      expect([none.status, none.body]).toEqual([foreign.status, foreign.body]);
      expect((await at(path, { ...asking, token })).status).toBeLessThan(300);
    }
  });

  it('lists to each practitioner their own', async () => {
    expect((await at('/api/patients', { token: strangersToken })).body).toEqual([]);
    expect((await at('/api/sessions', { token: strangersToken })).body).toEqual([]);
    expect((await at('/api/alerts?state=open', { token: strangersToken })).body).toEqual([]);
    expect((await at('/api/patients', { token })).body).toEqual([expect.objectContaining({ id: people.patientId, displayName: 'Patient One' })]);
    expect((await at('/api/sessions', { token })).body).toEqual([expect.objectContaining({ id: sessionId, state: 'running', source: 'simulated' })]);
    expect((await at('/api/alerts?state=open', { token })).body).toEqual([expect.objectContaining({ id: alertId, ruleId: 'HR-03' })]);
    const recorded = `/api/patients/${people.patientId}/alerts`;
    expect((await at(recorded, { token: strangersToken })).status).toBe(404);
    expect((await at(recorded, { token })).body).toEqual([expect.objectContaining({ id: alertId, heldBackBy: null })]);
    expect((await at(`${recorded}?sessionId=${sessionId}`, { token })).body).toHaveLength(1);
    expect((await at(`${recorded}?sessionId=${randomUUID()}`, { token })).body).toEqual([]);
    expect((await at(`${recorded}?sessionId=mine`, { token })).status).toBe(400);
  });

  it.each<[string, Asking['body'], string]>([
    ['a field that is not known', { displayName: 'A', birthYear: 1970, isAdmin: true }, 'Unrecognized key: "isAdmin"'],
    ['a wrong type', { displayName: 'A', birthYear: '1970' }, 'birthYear: '],
    ['something missing', { birthYear: 1970 }, 'displayName: '],
    ['a list item out of range', { displayName: 'A', birthYear: 1970, conditions: ['x'.repeat(61)] }, 'conditions.0: '],
    ['no object', [], 'expected object'],
  ])('refuses a body with %s, and says where', async (_what, body, message) => {
    const answer = await at('/api/patients', { method: 'POST', token, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code: 'bad-request', message: expect.stringContaining(message) });
  });

  it('refuses what contradicts itself or the catalogue', async () => {
    const cases: [string, unknown, string][] = [
      [`/api/patients/${people.patientId}/prescriptions`, { ...prescription, ceilingBpm: 150, hardLimitBpm: 140 }, 'hardLimitBpm: '],
      [`/api/patients/${people.patientId}/prescriptions`, { ...prescription, sensors: [...sensors, ...sensors] }, 'sensors: '],
      [`/api/patients/${people.patientId}/prescriptions`, { ...prescription, involvedSide: 'middle' }, 'involvedSide: '],
      [`/api/patients/${people.patientId}/prescriptions`, { ...prescription, exerciseId: 'juggling' }, 'exerciseId: '],
      [`/api/patients/${people.patientId}/devices`, { label: 'knee', source: 'simulated' }, 'sourceLabel: '],
      [`/api/prescriptions/${people.prescriptionId}/references`, { sessionId, approved: [{ startMs: 5, endMs: 5 }] }, 'approved.0.endMs: '],
      ...[0, 200.5].map((goniometerDeg): [string, unknown, string] => [`/api/prescriptions/${people.prescriptionId}/references`, { sessionId, approved: [{ startMs: 0, endMs: 1000 }], goniometerDeg }, `goniometerDeg: above 0 and at most 200 deg, not ${goniometerDeg}`]),
      [`/api/prescriptions/${people.prescriptionId}/references`, { sessionId, approved: [{ startMs: 0, endMs: 1000 }], goniometerDeg: null }, 'goniometerDeg: '],
    ];
    for (const [path, body, message] of cases) {
      expect(await at(path, { method: 'POST', token, body })).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
    }
  });

  it('keeps which side hurts apart from the side that exercises, and from nobody having said', async () => {
    const path = `/api/patients/${people.patientId}/prescriptions`;
    const prescribed = async (more: object): Promise<unknown> => (await at(path, { method: 'POST', token, body: { ...prescription, ...more } })).body;
    expect(await prescribed({ side: 'both', involvedSide: 'left' })).toMatchObject({ side: 'both', involvedSide: 'left' });
    expect(await prescribed({ side: 'right' })).toMatchObject({ side: 'right', involvedSide: null });
    expect((await at(path, { token })).body).toEqual(expect.arrayContaining([expect.objectContaining({ side: 'both', involvedSide: 'left' })]));
  });

  it('says anew which side hurts, once, and not over what somebody else has said meanwhile', async () => {
    const change = (was: unknown, involvedSide: unknown, asking: Asking = {}) => at(`/api/prescriptions/${people.prescriptionId}/involved-side`, { method: 'PUT', token, body: { was, involvedSide }, ...asking });
    expect(await change(null, 'right')).toMatchObject({ status: 200, body: { id: people.prescriptionId, side: 'left', involvedSide: 'right' } });
    expect((await change(null, 'right')).status).toBe(200);
    expect(await change(null, 'left')).toMatchObject({ status: 409, body: { message: 'somebody else has changed it meanwhile, to right' } });
    expect(await change('right', null)).toMatchObject({ status: 200, body: { involvedSide: null } });
    expect(await change(null, 'middle')).toMatchObject({ status: 400, body: { message: expect.stringContaining('involvedSide: ') } });
    expect((await at(`/api/prescriptions/${people.prescriptionId}/involved-side`, { method: 'PUT', token, body: { involvedSide: 'left' } })).status).toBe(400);
    expect((await change(null, 'left', { token: strangersToken })).status).toBe(404);
    const said = await database.dataSource.query(`SELECT detail FROM audit_event WHERE action = 'change-involved-side' AND subject_id = $1 ORDER BY position`, [people.prescriptionId]);
    expect(said).toEqual([{ detail: { was: null, is: 'right' } }, { detail: { was: 'right', is: null } }]);
  });

  it('refuses ids and queries that are none', async () => {
    expect((await at('/api/sessions/42', { token })).status).toBe(400);
    for (const query of ['after=-1', 'after=0&limit=201', 'after=0&limit=0', 'after=zero', 'after=0&order=desc', '']) {
      expect({ query, status: (await at(`/api/inbox?${query}`, { token })).status }).toEqual({ query, status: 400 });
    }
    expect((await at('/api/alerts?state=closed', { token })).status).toBe(400);
  });

  it('takes no body over 256 KiB, and nothing that is no JSON', async () => {
    const body = { displayName: 'A', birthYear: 1970, conditions: ['x'.repeat(257 * 1024)] };
    expect(await at('/api/patients', { method: 'POST', token, body })).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
    const broken = await fetch(`${gateway.url}/api/patients`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"displayName":' });
    expect(broken.status).toBe(400);
  });

  it('tells a device its secret once and everybody that the device is there', async () => {
    const hints: unknown[] = [];
    const stop = gateway.bus.subscribe((hint) => hints.push(hint));
    const { status, body } = await at(`/api/patients/${people.patientId}/devices`, { method: 'POST', token, body: { label: 'knee' } });
    stop();
    const { id, secret } = body as { id: string; secret: string };
    expect({ status, bytes: Buffer.from(secret, 'base64url').length }).toEqual({ status: 201, bytes: 32 });
    expect(hints).toEqual([{ hint: 'device-changed', deviceId: id }]);
    const stored = await database.dataSource.query<unknown[]>('SELECT * FROM device WHERE id = $1', [id]);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('writes down who acknowledged and when, and tells whoever comes second', async () => {
    const first = await at(`/api/alerts/${alertId}/acknowledgement`, { method: 'POST', token, body: { note: 'calling her', outcome: 'spoke-to-patient' } });
    expect(first).toMatchObject({ status: 200, body: { acknowledgement: { practitionerId: people.practitionerId, note: 'calling her' } } });
    const second = await at(`/api/alerts/${alertId}/acknowledgement`, { method: 'POST', token, body: { note: 'me too' } });
    expect(second.body).toEqual(first.body);
    expect((await at(`/api/alerts/${alertId}`, { token })).body).toEqual(first.body);
    expect((await at(`/api/alerts/${alertId}`, { token: strangersToken })).status).toBe(404);
    const [row] = await database.dataSource.query<{ acknowledged_by: string; age: number }[]>('SELECT acknowledged_by, extract(epoch FROM now() - acknowledged_at)::float8 AS age FROM alert WHERE id = $1', [alertId]);
    expect(row.acknowledged_by).toBe(people.practitionerId);
    expect(Math.abs(row.age)).toBeLessThan(60);
  });

  it('writes down who looked at a session', async () => {
    await at(`/api/sessions/${sessionId}`, { token });
    const found = await database.dataSource.query<unknown[]>('SELECT actor_id, action FROM audit_event WHERE subject_id = $1', [sessionId]);
    expect(found).toEqual([{ actor_id: people.practitionerId, action: 'view-session' }]);
  });

  it('hands a reference to the worker as an id', async () => {
    const approved = [{ startMs: 0, endMs: 2000 }];
    const made = await at(`/api/prescriptions/${people.prescriptionId}/references`, { method: 'POST', token, body: { sessionId, approved } });
    const { id } = made.body as { id: string };
    expect(made).toMatchObject({ status: 201, body: { state: 'building' } });
    expect((await at(`/api/references/${id}`, { token })).body).toEqual({ id, state: 'building', refusal: null, repetitions: null, provisional: null, faults: [] });
    expect((await at(`/api/references/${id}`, { token: strangersToken })).status).toBe(404);
    const jobs = await database.dataSource.query<{ data: unknown }[]>(`SELECT data FROM bullmq.job WHERE data::text LIKE '%' || $1 || '%'`, [id]);
    expect(jobs.map(({ data }) => (typeof data === 'string' ? (JSON.parse(data) as unknown) : data))).toEqual([{ referenceId: id }]);
  });

  it('is ready while its database answers, counts, and describes itself', async () => {
    expect(await at('/health/live')).toMatchObject({ status: 200, body: { live: true } });
    expect(await at('/health/ready')).toMatchObject({ status: 200, body: { ready: true, checks: { database: 'ok', 'live-bus': 'ok' } } });
    expect((await at('/metrics')).body).toContain('tendon_sockets 0');
    expect((await at('/api/openapi.json')).body).toMatchObject({ openapi: expect.stringMatching(/^3\./), paths: { '/api/inbox': expect.anything() } });
  });

  it('has nothing kept by caches, framed by others or run that is not ours', async () => {
    const { headers } = await at('/api/patients', { token });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'self';img-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types tendon");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('says of what it has not that it has it not, in its one form', async () => {
    expect(await at('/api/nothing', { token })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
