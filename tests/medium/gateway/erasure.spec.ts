import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '#libs/data';
import { JobQueue, loadConfig } from '#libs/platform';
import { connectAsync } from 'mqtt';
import { startServers, type Servers } from '../../../apps/all-in-one/src/start-servers.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { addPatient, addPractitioner, deviceSecret, openPatientAccount, seed, type Seed } from '../../support/database-seed.js';
import { fillRecord, type RecordIds } from '../../support/fill-record.js';
import { until } from '../../support/until.js';
import { ask, tokenFor, type Answer } from './support/console.js';

/** Of finished sessions the reconciler takes these away, at a time of its own. */
const clearedAnyway = 'analysis_checkpoint';

describe('the erasure of a record', () => {
  let database: TestDatabase;
  let servers: Servers;
  let own: Seed;
  let admin: string;
  let adminToken: string;
  const mark = `Erasemark${randomUUID()}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    servers = await startServers(loadConfig({ DATABASE_URL: database.url, DATA_KEYS: testDataKeys, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'off', LOG_LEVEL: 'fatal' }));
    own = await seed(database.dataSource);
    admin = await addPractitioner(database.dataSource, own.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [admin]);
    adminToken = await tokenFor(database.dataSource, admin);
  });
  afterAll(async () => {
    await servers.stop();
    await database.drop();
  });

  const call = (method: string, path: string, body?: unknown, token = adminToken): Promise<Answer> => ask(`${servers.httpUrl}/api/${path}`, { method, token, body });
  const fill = async ({ patientId, deviceId, prescriptionId }: Pick<Seed, 'patientId' | 'deviceId' | 'prescriptionId'>, text: string): Promise<{ known: RecordIds; filled: string[] }> => {
    await openPatientAccount(database.dataSource, patientId);
    const known = { clinic: own.clinicId, practitioner: own.practitionerId, patient: patientId, account: patientId, device: deviceId, prescription: prescriptionId };
    return fillRecord(database.dataSource, known, text);
  };
  /** Rows of every table, of the queue's too, in which one of these ids or texts stands. */
  const rowsWith = async (known: RecordIds, text: string): Promise<Record<string, number>> => {
    const tables = await database.dataSource.query<{ name: string }[]>(`SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'bullmq') ORDER BY 1`);
    const ids = Object.entries(known).filter(([table, id]) => table !== 'clinic' && table !== 'practitioner' && id.length === 36).map(([, id]) => id);
    const marks = [...ids, text, Buffer.from(text).toString('hex')].map((each) => `%${each}%`);
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [{ n }] = await database.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${name} t WHERE t::text LIKE ANY ($1) OR to_jsonb(t)->>'stream_id' = $2`, [marks, known['stream']]);
      if (n > 0 && name !== `public.${clearedAnyway}`) found[name.replace('public.', '')] = n;
    }
    return found;
  };
  const filesWith = async (text: string): Promise<number> => {
    const [{ folder }] = await database.dataSource.query<{ folder: string }[]>(`SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`);
    return readdirSync(folder).filter((file) => readFileSync(join(folder, file), 'latin1').includes(text)).length;
  };
  const comeDue = (): Promise<unknown> => database.dataSource.query(`UPDATE erasure SET due_at = now() - interval '1 second' WHERE erased_at IS NULL AND cancelled_at IS NULL`);
  const takeStep = async (id: string): Promise<void> => servers.app.get(JobQueue).enqueue('erase-record', { erasureId: id }, { deduplicationId: randomUUID() });

  it('is asked for by an admin of the clinic, taken back within the grace, and not done while a legal hold stands', async () => {
    const { patientId } = await addPatient(database.dataSource, own.practitionerId);
    const path = `patients/${patientId}/erasure`;
    const patientToken = await tokenFor(database.dataSource, await openPatientAccount(database.dataSource, patientId));
    const told = async (): Promise<unknown> => (await call('GET', 'record/erasures', undefined, patientToken)).body;
    expect(await told()).toEqual([]);
    const { status, body } = await call('POST', path);
    const dueInMs = Date.parse((body as { dueAt: string }).dueAt) - Date.now();
    expect({ status, isWithinADay: dueInMs > 11 * 3_600_000 && dueInMs < 24 * 3_600_000 }).toEqual({ status: 201, isWithinADay: true });
    expect((await call('POST', path)).status).toBe(409);
    expect(await told()).toEqual([{ askedAt: expect.any(String), dueAt: (body as { dueAt: string }).dueAt }]);
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await told()).toEqual([]);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await call('PUT', `patients/${patientId}/legal-hold`, { reason: 'a letter of the court' })).status).toBe(204);
    expect((await call('GET', 'legal-holds')).body).toEqual([{ patientId, reason: 'a letter of the court', heldAt: expect.any(String) }]);
    expect(await call('POST', path)).toMatchObject({ status: 409, body: { message: 'a legal hold stands on this record; end it first' } });
    expect((await call('DELETE', `patients/${patientId}/legal-hold`)).status).toBe(204);
    // The hold comes after the demand: it waits.
    const { id } = (await call('POST', path)).body as { id: string };
    await call('PUT', `patients/${patientId}/legal-hold`, { reason: 'another letter of the court' });
    await comeDue();
    await takeStep(id);
    expect((await call('GET', 'erasures')).body).toEqual(expect.arrayContaining([expect.objectContaining({ id, patientId, displayName: 'Patient One', isHeld: true, erasedAt: null })]));
    expect(await database.dataSource.query('SELECT stopped_at AS stopped FROM erasure WHERE id = $1', [id])).toEqual([{ stopped: null }]);
    await call('DELETE', path);
  });

  it('leaves no row of any table, no open door, no byte in the files, and nothing else touched; the trail says how much it was', async () => {
    const gone = await fill(own, mark);
    const stays = await fill(await addPatient(database.dataSource, own.practitionerId), 'Staymark');
    expect(gone.filled.length).toBeGreaterThan(25);
    const before = { gone: await rowsWith(gone.known, mark), stays: await rowsWith(stays.known, 'Staymark') };
    expect(gone.filled.filter((table) => table !== clearedAnyway && !(table in before.gone))).toEqual([]);
    await database.dataSource.query('CHECKPOINT');
    expect(await filesWith(mark)).toBeGreaterThan(10);
    const device = await connectAsync(servers.mqttUrl, { protocolVersion: 4, clientId: own.deviceId, username: own.deviceId, password: deviceSecret, reconnectPeriod: 0 });
    const patientToken = await tokenFor(database.dataSource, own.patientId);
    expect((await call('GET', 'record/audit', undefined, patientToken)).status).toBe(200);

    const { id } = (await call('POST', `patients/${own.patientId}/erasure`)).body as { id: string };
    await comeDue();
    await takeStep(id);
    await until(() => !device.connected, 'the device is cut off');
    expect((await call('GET', 'record/audit', undefined, patientToken)).status).toBe(401);
    type Done = { id: string; erasedAt: string | null; displayName: string | null; counts: Record<string, number> };
    let done: Done | undefined;
    await until(async () => (done = ((await call('GET', 'erasures')).body as Done[]).find((each) => each.id === id))?.erasedAt !== null, 'it is erased');

    expect(done).toMatchObject({ displayName: null, counts: { patient: 1, session: 1, packet: 1, account: 1, alert: 1 } });
    // A job that was on its way finds nothing, and is gone by itself.
    let left: Record<string, unknown> = {};
    await until(async () => !('bullmq.job' in (left = await rowsWith(gone.known, mark))), 'no job speaks of them');
    expect(await database.dataSource.query(`SELECT 1 FROM ${clearedAnyway} WHERE session_id = $1`, [gone.known['session']])).toEqual([]);
    expect(Object.keys(left).sort()).toEqual(['audit_event', 'erasure']);
    // A job about the one who stays may be on its way.
    const after = await rowsWith(stays.known, 'Staymark');
    expect({ ...after, 'bullmq.job': 0 }).toEqual({ ...before.stays, 'bullmq.job': 0 });
    const trail = await database.dataSource.query<{ action: string; whose: string; detail: { rows: number } }[]>(`SELECT action, patient_id AS whose, detail FROM audit_event WHERE subject_id = $1 ORDER BY position`, [id]);
    expect(trail.map(({ action, whose }) => [action, whose])).toEqual([['ask-erasure', own.patientId], ['erase-record', own.patientId]]);
    expect(trail[1].detail.rows).toBe(Object.values(done?.counts ?? {}).reduce((sum, n) => sum + n, 0));
    expect((await verifyAuditChain(database.dataSource, null)).broken).toBeNull();
    await database.dataSource.query('VACUUM FULL');
    await database.dataSource.query('CHECKPOINT');
    expect(await filesWith(mark)).toBe(0);
    expect(await filesWith('Staymark')).toBeGreaterThan(10);
  });
});
