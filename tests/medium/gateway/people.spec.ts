import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { ask, connect, listen, tokenFor, type Answer } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const password = 'wet paint on 7 benches';

describe('people of a clinic', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let ours: Seed;
  let theirs: Seed;
  let adminToken: string;
  let colleague: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    [ours, theirs] = [await seed(database.dataSource), await seed(database.dataSource)];
    adminToken = await adminOf(ours.clinicId);
    colleague = await addPractitioner(database.dataSource, ours.clinicId);
  });

  const adminOf = async (clinicId: string): Promise<string> => {
    const id = await addPractitioner(database.dataSource, clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [id]);
    return tokenFor(database.dataSource, id);
  };
  const call = (method: string, path: string, token: string | undefined, body?: unknown): Promise<Answer> => ask(`${gateway.url}/api/${path}`, { method, token, body });

  it('an invitation lets one person in, once, with the roles it names', async () => {
    const made = await call('POST', 'invitations', adminToken, { displayName: 'New Nadia', roles: ['therapist', 'auditor'] });
    expect(made.status).toBe(201);
    const { id, token } = made.body as { id: string; token: string };
    expect((await call('GET', 'invitations', adminToken)).body).toMatchObject([{ id, displayName: 'New Nadia', roles: ['therapist', 'auditor'] }]);
    expect(JSON.stringify(await database.dataSource.query('SELECT * FROM invitation'))).not.toContain(token);
    expect((await call('POST', 'invitations/greeting', undefined, { token })).body).toEqual({ displayName: 'New Nadia', clinicName: 'Riverside', roles: ['therapist', 'auditor'], providerId: null });
    const signInName = `nadia-${id}`;
    expect((await call('POST', 'invitations/acceptance', undefined, { token, signInName, password: `I am ${signInName}` })).status).toBe(400);
    const accepted = await call('POST', 'invitations/acceptance', undefined, { token, signInName, password });
    expect(accepted).toMatchObject({ status: 200, body: { person: { displayName: 'New Nadia', roles: ['therapist', 'auditor'] } } });
    expect((await call('GET', 'me', (accepted.body as { token: string }).token)).status).toBe(200);
    expect((await call('POST', 'invitations/acceptance', undefined, { token, signInName: `again-${id}`, password })).status).toBe(404);
    expect((await call('POST', 'sign-in', undefined, { signInName, password })).status).toBe(200);
  });

  it('an invitation is worth nothing when it is withdrawn, too old, or its name is taken; of these only the last stays open', async () => {
    const invite = async (): Promise<{ id: string; token: string }> => (await call('POST', 'invitations', adminToken, { displayName: 'X', roles: ['therapist'] })).body as never;
    const [gone, old, open] = [await invite(), await invite(), await invite()];
    expect((await call('DELETE', `invitations/${gone.id}`, adminToken)).status).toBe(204);
    await database.dataSource.query('UPDATE invitation SET expires_at = now() WHERE id = $1', [old.id]);
    for (const { token } of [gone, old, { token: 'x'.repeat(43) }]) expect((await call('POST', 'invitations/acceptance', undefined, { token, signInName: randomUUID(), password })).status).toBe(404);
    expect((await call('POST', 'invitations/acceptance', undefined, { token: open.token, signInName: `T-${colleague}`, password })).status).toBe(409);
    expect((await call('POST', 'invitations/acceptance', undefined, { token: open.token, signInName: randomUUID(), password })).status).toBe(200);
  });

  it('a patient signs in by the link of their therapist, and reads who looked at their record', async () => {
    const therapist = await tokenFor(database.dataSource, ours.practitionerId);
    const { sessionId } = await openStream(database.dataSource, ours);
    await call('GET', `sessions/${sessionId}`, therapist);
    const { token } = (await call('POST', `patients/${ours.patientId}/invitation`, therapist)).body as { token: string };
    const accepted = await call('POST', 'invitations/acceptance', undefined, { token, signInName: `patient-${ours.patientId}`, password });
    expect(accepted.body).toMatchObject({ person: { id: ours.patientId, displayName: 'Patient One', roles: ['patient'] } });
    const own = (accepted.body as { token: string }).token;
    const trail = (await call('GET', 'record/audit', own)).body as { action: string; actorName: string | null; subjectId: string }[];
    expect(trail).toContainEqual(expect.objectContaining({ action: 'view-session', actorName: 'Therapist', subjectId: sessionId }));
    expect(trail).toContainEqual(expect.objectContaining({ action: 'invite-patient' }));
    for (const path of ['patients', 'sessions', `sessions/${sessionId}`, 'staff', 'audit']) expect({ path, status: (await call('GET', path, own)).status }).toEqual({ path, status: 403 });
  });

  it('an admin sees staff and care teams of their clinic alone, and changes no other', async () => {
    expect((await call('GET', 'staff', adminToken)).body).toHaveLength(3);
    expect((await call('GET', 'care-teams', adminToken)).body).toEqual([expect.objectContaining({
      patientId: ours.patientId, displayName: 'Patient One', hasAccount: false, members: [expect.objectContaining({ practitionerId: ours.practitionerId, until: null })] })]);
    const foreign = await call('POST', `care-teams/${theirs.patientId}/members`, adminToken, { practitionerId: colleague });
    const missing = await call('POST', `care-teams/${randomUUID()}/members`, adminToken, { practitionerId: colleague });
    expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
    expect((await call('POST', `care-teams/${ours.patientId}/members`, adminToken, { practitionerId: theirs.practitionerId })).status).toBe(404);
    expect((await call('DELETE', `care-teams/${theirs.patientId}/members/${theirs.practitionerId}`, adminToken)).status).toBe(404);
    expect((await call('POST', `accounts/${theirs.practitionerId}/closure`, adminToken)).status).toBe(404);
    expect((await call('GET', 'staff', await tokenFor(database.dataSource, colleague))).status).toBe(403);
  });

  it('whoever joins a team sees the patient, and whoever leaves it does no more, live either', async () => {
    const token = await tokenFor(database.dataSource, colleague);
    const socket = await connect(gateway.url, { token });
    const heard = listen(socket, 'motion.sampled');
    const curve = { sessionId: randomUUID(), fromMs: 0, stepMs: 50, angleDeg: [1], ageMs: 0 };
    const tell = (): void => gateway.bus.publish({ hint: 'motion-sampled', patientId: ours.patientId, curve });
    expect((await call('GET', 'patients', token)).body).toEqual([]);
    expect((await call('POST', `care-teams/${ours.patientId}/members`, adminToken, { practitionerId: colleague })).status).toBe(204);
    expect((await call('POST', `care-teams/${ours.patientId}/members`, adminToken, { practitionerId: colleague })).status).toBe(404);
    expect((await call('GET', 'patients', token)).body).toHaveLength(1);
    await until(() => {
      tell();
      return heard.length > 0;
    }, 'a curve of the new patient');
    expect((await call('DELETE', `care-teams/${ours.patientId}/members/${colleague}`, adminToken)).status).toBe(204);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
    await until(() => {
      const before = heard.length;
      tell();
      return heard.length === before;
    }, 'silence', 2000);
    socket.disconnect();
  });

  it('a team that ends on a day is over on that day', async () => {
    const token = await tokenFor(database.dataSource, colleague);
    expect((await call('POST', `care-teams/${ours.patientId}/members`, adminToken, { practitionerId: colleague, until: new Date(Date.now() - 1000).toISOString() })).status).toBe(400);
    expect((await call('POST', `care-teams/${ours.patientId}/members`, adminToken, { practitionerId: colleague, until: new Date(Date.now() + 3_600_000).toISOString() })).status).toBe(204);
    expect((await call('GET', 'patients', token)).body).toHaveLength(1);
    await database.dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [colleague]);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
  });

  it('an account that is closed is out at once, everywhere', async () => {
    const token = await tokenFor(database.dataSource, colleague);
    const socket = await connect(gateway.url, { token });
    expect((await call('POST', `accounts/${colleague}/closure`, adminToken)).status).toBe(204);
    await until(() => socket.disconnected, 'the socket closed', 2000);
    expect((await call('GET', 'me', token)).status).toBe(401);
    expect((await call('DELETE', `accounts/${colleague}/closure`, adminToken)).status).toBe(204);
    // Its sign-ins are over; a new one may begin.
    expect((await call('GET', 'me', token)).status).toBe(401);
    expect((await call('GET', 'me', await tokenFor(database.dataSource, colleague))).status).toBe(200);
  });

  it('an auditor reads what the clinic did, and nothing of another clinic', async () => {
    const auditor = await addPractitioner(database.dataSource, ours.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{auditor}' WHERE id = $1`, [auditor]);
    const token = await tokenFor(database.dataSource, auditor);
    await call('GET', 'patients', await tokenFor(database.dataSource, ours.practitionerId));
    await call('GET', 'patients', await tokenFor(database.dataSource, theirs.practitionerId));
    await call('GET', 'staff', adminToken);
    const trail = (await call('GET', 'audit', token)).body as { action: string; actorId: string; detail: object }[];
    expect(trail).toContainEqual(expect.objectContaining({ action: 'read', actorId: ours.practitionerId, detail: { route: '/api/patients', count: 1 } }));
    expect(trail).toContainEqual(expect.objectContaining({ detail: { route: '/api/staff', count: 4 } }));
    expect(trail.filter(({ actorId }) => actorId === theirs.practitionerId)).toEqual([]);
    expect((await call('GET', 'patients', token)).status).toBe(403);
    expect((await call('GET', 'audit', adminToken)).status).toBe(403);
  });

  it('a page that stands open is one look in the trail, until it is told something else; who signs in anew looks anew', async () => {
    const { id: patientId } = ((await call('GET', 'patients', await tokenFor(database.dataSource, ours.practitionerId))).body as { id: string }[])[0];
    const looks = async (): Promise<unknown[]> => database.dataSource.query(`SELECT detail->>'count' AS count FROM audit_event WHERE actor_id = $1 AND detail->>'route' = '/api/plan-pauses' ORDER BY id`, [ours.practitionerId]);
    const token = await tokenFor(database.dataSource, ours.practitionerId);
    for (let i = 0; i < 4; i++) expect((await call('GET', 'plan-pauses', token)).body).toEqual([]);
    expect(await looks()).toEqual([{ count: '0' }]);
    const alertId = await addAlert(database.dataSource, { ...ours, sessionId: (await openStream(database.dataSource, ours)).sessionId });
    await database.dataSource.query('INSERT INTO plan_pause (id, patient_id, alert_id, paused_at) VALUES (gen_random_uuid(), $1, $2, now())', [patientId, alertId]);
    for (let i = 0; i < 3; i++) expect((await call('GET', 'plan-pauses', token)).body).toHaveLength(1);
    expect(await looks()).toEqual([{ count: '0' }, { count: '1' }]);
    await call('GET', 'plan-pauses', await tokenFor(database.dataSource, ours.practitionerId));
    expect(await looks()).toHaveLength(3);
  });

  it('a lost password is set anew by a link that works once, signs nobody in, and ends every sign-in', async () => {
    const before = await tokenFor(database.dataSource, colleague);
    const made = await call('POST', `accounts/${colleague}/password-reset`, adminToken);
    const { token } = made.body as { token: string };
    expect((await call('POST', `accounts/${theirs.practitionerId}/password-reset`, adminToken)).status).toBe(404);
    expect((await call('POST', 'sign-in/password-reset', undefined, { token, password: 'too short' })).status).toBe(400);
    expect((await call('POST', 'sign-in/password-reset', undefined, { token, password })).status).toBe(204);
    expect((await call('POST', 'sign-in/password-reset', undefined, { token, password })).status).toBe(404);
    expect((await call('GET', 'me', before)).status).toBe(401);
    expect((await call('POST', 'sign-in', undefined, { signInName: `T-${colleague}`, password })).status).toBe(200);
    await database.dataSource.query(`UPDATE account SET totp_secret = 'sealed', totp_confirmed_at = now() WHERE id = $1`, [colleague]);
    const asked = await call('POST', 'sign-in', undefined, { signInName: `T-${colleague}`, password });
    expect(asked.body).toMatchObject({ methods: ['totp'] });
    expect(asked.body).not.toHaveProperty('token');
  });
});
