import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { DataModule, DeviceRepository } from '#libs/data';
import { HealthServer, JsonLogger, PlatformModule, loadConfig } from '#libs/platform';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EmqxAccess } from '../../../apps/ingest/src/emqx-access.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { deviceSecret, seed, startedAt, type Seed } from '../../support/database-seed.js';

const token = 'emqx-says-this-so-that-ingest-knows-it';
const ingestPassword = 'ingest-has-a-password-of-its-own';

/** The requests of EMQX's documentation (HTTP authenticator and authorizer of version 5), replayed. */
describe('EMQX asks', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let url: string;
  let seeded: Seed;

  beforeAll(async () => {
    database = await createTestDatabase();
    seeded = await seed(database.dataSource);
    const config = loadConfig({ DATABASE_URL: database.url, EMQX_TOKEN: token, MQTT_USERNAME: 'ingest', MQTT_PASSWORD: ingestPassword, LOG_LEVEL: 'fatal' });
    @Module({ imports: [PlatformModule.forRoot(config), DataModule.forRoot({ url: database.url, poolSize: 2, applicationName: 'test' })], providers: [EmqxAccess] })
    class Asked {}
    app = await NestFactory.createApplicationContext(Asked, { logger: new JsonLogger('fatal', 'test') });
    url = `http://127.0.0.1:${await app.get(HealthServer).listen()}`;
  }, 30_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const post = async (path: string, body: unknown, authorization = `Bearer ${token}`): Promise<{ status: number; type: string | null; body: unknown }> => {
    const response = await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: typeof body === 'string' ? body : JSON.stringify(body) });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
  };
  const come = async (username: string, password: string, clientid = username): Promise<unknown> => (await post('/emqx/authentication', { username, password, clientid })).body;
  const act = async (action: string, topic: string, changes: object = {}): Promise<unknown> =>
    ((await post('/emqx/authorization', { username: seeded.deviceId, clientid: seeded.deviceId, topic, action, qos: '1', retain: 'false', ...changes })).body as { result: unknown }).result;
  const allow = { result: 'allow', is_superuser: false };
  const deny = { result: 'deny' };

  it('who may come in: a device by its secret and under its own name, and ingest', async () => {
    expect(await post('/emqx/authentication', { username: seeded.deviceId, password: deviceSecret, clientid: seeded.deviceId })).toEqual({ status: 200, type: 'application/json', body: allow });
    expect(await come(seeded.deviceId, 'wrong')).toEqual(deny);
    expect(await come(seeded.deviceId, deviceSecret, 'other')).toEqual(deny);
    expect(await come(randomUUID(), deviceSecret)).toEqual(deny);
    expect(await come('', '')).toEqual(deny);
    expect([await come('ingest', ingestPassword, 'mqttjs_1'), await come('ingest', 'wrong')]).toEqual([allow, deny]);
  });

  it('what it may do: its own topics, and nothing else', async () => {
    const own = `v1/d/${seeded.deviceId}`;
    expect(await Promise.all([act('publish', `${own}/up/f`), act('subscribe', `${own}/down/wm`), act('subscribe', `${own}/down/#`)])).toEqual(['allow', 'allow', 'allow']);
    const refused: [string, string, object?][] = [
      ['publish', `v1/d/${randomUUID()}/up/f`], ['publish', `${own}/down/ctl`], ['publish', `${own}/up/f`, { retain: 'true' }], ['publish', `${own}/up/f`, { qos: '2' }], ['publish', '$SYS/x'],
      ['subscribe', '#'], ['subscribe', 'v1/d/+/down/wm'], ['subscribe', '$share/ingest/v1/d/+/up/#'], ['publish', `${own}/up/f`, { clientid: 'other' }], ['all', `${own}/up/f`],
    ];
    for (const [action, topic, changes] of refused) expect({ action, topic, result: await act(action, topic, changes) }).toEqual({ action, topic, result: 'deny' });
    expect(await act('subscribe', '$share/ingest/v1/d/+/up/#', { username: 'ingest', clientid: 'x' })).toBe('allow');
    expect(await act('publish', '$SYS/x', { username: 'ingest', clientid: 'x' })).toBe('deny');
  });

  it('says deny, and never "no opinion", to a stranger and to what it does not understand', async () => {
    for (const body of [{}, { username: 1 }, []]) expect(await post('/emqx/authentication', body)).toMatchObject({ status: 200, body: deny });
    for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, token]) expect((await post('/emqx/authentication', { username: 'ingest', password: ingestPassword, clientid: 'x' }, authorization)).body).toEqual(deny);
    expect((await post('/emqx/authorization', '{"username":')).status).toBe(400);
    expect((await post('/emqx/authorization', `"${'x'.repeat(20_000)}"`)).status).toBe(400);
  });

  it('a revoked device may nothing any more', async () => {
    await new DeviceRepository(database.dataSource).revoke({ deviceId: seeded.deviceId, practitionerId: seeded.practitionerId, reason: 'lost', now: startedAt });
    expect(await come(seeded.deviceId, deviceSecret)).toEqual(deny);
    expect(await act('publish', `v1/d/${seeded.deviceId}/up/f`)).toBe('deny');
  });

  it('is not believed by a short token', () => {
    expect(() => loadConfig({ EMQX_TOKEN: 'short' })).toThrow(/EMQX_TOKEN=\(secret\)/);
  });
});
