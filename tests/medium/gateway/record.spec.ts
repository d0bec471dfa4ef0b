import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PacketRepository } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addPractitioner, openStream, packet, openPatientAccount, seed, type Seed } from '../../support/database-seed.js';
import { ask, tokenFor, type Answer } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

describe('a patient\'s own record', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let ours: Seed;
  let theirs: Seed;
  let own: string;

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
    await openPatientAccount(database.dataSource, ours.patientId);
    own = await tokenFor(database.dataSource, ours.patientId);
  });

  const call = (method: string, path: string, token: string, body?: unknown): Promise<Answer> => ask(`${gateway.url}/api/${path}`, { method, token, body });

  it('is taken out whole, to the last packet, and nothing of anybody else with it', async () => {
    for (const one of [ours, theirs]) {
      const opened = await openStream(database.dataSource, one);
      await addAlert(database.dataSource, { ...one, sessionId: opened.sessionId });
      const packets = Array.from({ length: 1100 }, (_, i) => packet({ deviceId: one.deviceId, epoch: opened.epoch }, i + 1));
      await new PacketRepository(database.dataSource).append({ packets, refused: [] });
    }
    const { body } = await call('GET', 'record/export', own);
    const lines = String(typeof body === 'string' ? body : JSON.stringify(body)).trim().split('\n').map((line) => JSON.parse(line) as { table?: string; row?: object; end?: boolean; lines?: number });
    const count = new Map<string, number>();
    for (const { table } of lines) if (table !== undefined) count.set(table, (count.get(table) ?? 0) + 1);
    expect(Object.fromEntries(count)).toEqual({ patient: 1, care_team: 1, device: 1, prescription: 1, session: 1, stream: 1, packet: 1100, alert: 1, audit_event: expect.any(Number) });
    expect(lines.at(-1)).toEqual({ end: true, lines: lines.length - 1 });
    const text = JSON.stringify(lines);
    for (const secret of [theirs.patientId, theirs.deviceId, 'secret_hash', 'password', 'token_hash']) expect(text).not.toContain(secret);
    const trail = (await call('GET', 'record/audit', own)).body as { action: string }[];
    expect(trail[0]).toMatchObject({ action: 'export-record' });
  });

  it('is agreed to for a purpose, for somebody, until a day, and no more when it is withdrawn', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    expect((await call('POST', 'record/consents', own, { purpose: 'research', recipient: 'University', until: '2020-01-01T00:00:00.000Z' })).status).toBe(400);
    expect((await call('POST', 'record/consents', own, { purpose: 'research', recipient: 'University', until })).status).toBe(204);
    const [given] = (await call('GET', 'record/consents', own)).body as { id: string }[];
    expect(given).toMatchObject({ purpose: 'research', recipient: 'University', until, withdrawnAt: null });
    expect((await call('DELETE', `record/consents/${given.id}`, own)).status).toBe(204);
    expect((await call('DELETE', `record/consents/${given.id}`, own)).status).toBe(404);
    expect((await call('GET', 'record/consents', own)).body).toMatchObject([{ withdrawnAt: expect.any(String) }]);
  });

  it('is shared with a therapist of the clinic for as long as the patient says, and not a moment after they take it back', async () => {
    const second = await addPractitioner(database.dataSource, ours.clinicId);
    const token = await tokenFor(database.dataSource, second);
    expect((await call('GET', 'record/therapists', own)).body).toEqual(expect.arrayContaining([{ id: second, displayName: 'Therapist' }]));
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const give = (body: object): Promise<Answer> => call('POST', 'record/consents', own, { purpose: 'treatment', until, ...body });
    expect((await give({ recipient: 'Nadia', practitionerId: second })).status).toBe(400);
    expect((await give({ purpose: 'research', practitionerId: second })).status).toBe(400);
    for (const practitionerId of [theirs.practitionerId, ours.practitionerId, randomUUID()]) expect((await give({ practitionerId })).status).toBe(404);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
    expect((await give({ practitionerId: second })).status).toBe(204);
    expect((await call('GET', 'patients', token)).body).toMatchObject([{ id: ours.patientId }]);
    const given = ((await call('GET', 'record/consents', own)).body as { id: string; opensRecord: boolean; recipient: string }[]).find(({ opensRecord }) => opensRecord);
    expect(given).toMatchObject({ recipient: 'Therapist', until });
    expect(((await call('GET', 'record/access', own)).body as object[])[0]).toMatchObject({ until, emergencyReason: null });
    expect((await call('DELETE', `record/consents/${given?.id}`, own)).status).toBe(204);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
  });

  it('is taken out as CSV too, with nothing that a spreadsheet would run', async () => {
    await call('POST', 'record/consents', own, { purpose: 'teaching', recipient: '=HYPERLINK("http://evil.example")' });
    const { body, headers } = await call('GET', 'record/export?format=csv', own);
    expect(headers.get('content-disposition')).toBe('attachment; filename="record.csv"');
    const lines = String(body).trim().split('\r\n');
    expect(lines[0]).toBe('"row","table","column","value"');
    expect(lines).toContain('1,"patient","display_name","Patient One"');
    expect(lines.some((line) => line.endsWith(`"consent","recipient","'=HYPERLINK(""http://evil.example"")"`))).toBe(true);
    expect(lines.at(-1)).toMatch(/^\d+,"end",,$/);
    expect((await call('GET', 'record/export?format=xls', own)).status).toBe(400);
  });

  it('is opened in an emergency for an hour by a therapist of the clinic, with a reason that the patient reads', async () => {
    const helper = await addPractitioner(database.dataSource, ours.clinicId);
    const token = await tokenFor(database.dataSource, helper);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
    expect((await call('GET', 'emergency-access/patients', token)).body).toEqual([{ id: ours.patientId, displayName: 'Patient One' }]);
    const open = (patientId: string, reason = 'found on the floor by a neighbour'): Promise<Answer> => call('POST', `patients/${patientId}/emergency-access`, token, { reason });
    expect((await open(ours.patientId, 'because')).status).toBe(400);
    expect([(await open(theirs.patientId)).status, (await open(randomUUID())).status]).toEqual([404, 404]);
    expect((await open(ours.patientId)).status).toBe(204);
    expect((await open(ours.patientId)).status).toBe(409);
    expect((await call('GET', 'patients', token)).body).toHaveLength(1);
    const access = (await call('GET', 'record/access', own)).body as { emergencyReason: string | null; until: string | null; since: string }[];
    expect(access[0]).toMatchObject({ displayName: 'Therapist', emergencyReason: 'found on the floor by a neighbour' });
    expect(Date.parse(access[0].until ?? '') - Date.parse(access[0].since)).toBe(3_600_000);
    expect(((await call('GET', 'record/audit', own)).body as { action: string }[]).map(({ action }) => action)).toContain('break-glass');
    await database.dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [helper]);
    expect((await call('GET', 'patients', token)).body).toEqual([]);
  });
});
