import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { DataModule, DeviceRepository } from '#libs/data';
import { HealthServer, JsonLogger, PlatformModule, loadConfig } from '#libs/platform';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CredentialWatch } from '../../../apps/ingest/src/credential-watch.js';
import { EmqxAccess } from '../../../apps/ingest/src/emqx-access.js';
import { EmqxClients } from '../../../apps/ingest/src/emqx-clients.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { deviceSecret, seed, startedAt, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';

const token = 'emqx-says-this-so-that-ingest-knows-it';
const ingestPassword = 'ingest-has-a-password-of-its-own';

/** The requests of EMQX's documentation (HTTP authenticator and authorizer of version 5), replayed. */
describe('EMQX asks', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let url: string;
  let seeded: Seed;
  /** EMQX's own interface, as its documentation has it: who is connected, a page at a time, and who was put out. */
  let emqx: Server;
  let connected: { clientid: string; username: string }[] = [];
  let isAway = true;
  const putOut: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    seeded = await seed(database.dataSource);
    emqx = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://emqx');
      const json = (status: number, body?: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
      if (request.headers.authorization !== `Basic ${Buffer.from('key:of-emqx').toString('base64')}`) return json(401, { code: 'BAD_API_KEY_OR_SECRET' });
      if (isAway) return json(503);
      if (request.method === 'DELETE') {
        const name = decodeURIComponent(pathname.split('/').at(-1) ?? '');
        putOut.push(name);
        const isThere = connected.some(({ clientid }) => clientid === name);
        connected = connected.filter(({ clientid }) => clientid !== name);
        return isThere ? json(204) : json(404, { code: 'CLIENTID_NOT_FOUND' });
      }
      const page = Number(searchParams.get('page'));
      json(200, { data: connected.slice(2 * page - 2, 2 * page), meta: { page, limit: 2, count: connected.length, hasnext: connected.length > 2 * page } });
    });
    await new Promise<void>((resolve) => emqx.listen(0, '127.0.0.1', resolve));
    const emqxUrl = `http://127.0.0.1:${(emqx.address() as AddressInfo).port}`;
    const config = loadConfig({ DATABASE_URL: database.url, EMQX_API_URL: emqxUrl, EMQX_API_KEY: 'key', EMQX_API_SECRET: 'of-emqx', EMQX_TOKEN: token, MQTT_USERNAME: 'ingest', MQTT_PASSWORD: ingestPassword, LOG_LEVEL: 'fatal' });
    @Module({ imports: [PlatformModule.forRoot(config), DataModule.forRoot({ url: database.url, poolSize: 2, applicationName: 'test' })], providers: [EmqxAccess, CredentialWatch, EmqxClients] })
    class Asked {}
    app = await NestFactory.createApplicationContext(Asked, { logger: new JsonLogger('fatal', 'test') });
    url = `http://127.0.0.1:${await app.get(HealthServer).listen()}`;
  });
  afterAll(async () => {
    await app.close();
    emqx.closeAllConnections();
    await new Promise((resolve) => emqx.close(resolve));
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

  it('a revoked device may nothing any more, and is put out of EMQX, when EMQX can be reached', async () => {
    const [other, stranger] = [await seed(database.dataSource), randomUUID()];
    const clientOf = (name: string): { clientid: string; username: string } => ({ clientid: name, username: name });
    connected = [{ clientid: 'mqttjs_1', username: 'ingest' }, clientOf(seeded.deviceId), clientOf(other.deviceId), clientOf(stranger)];
    await new DeviceRepository(database.dataSource).revoke({ deviceId: seeded.deviceId, practitionerId: seeded.practitionerId, reason: 'lost', now: startedAt });
    expect(await come(seeded.deviceId, deviceSecret)).toEqual(deny);
    expect(await act('publish', `v1/d/${seeded.deviceId}/up/f`)).toBe('deny');
    isAway = false;
    await until(() => putOut.length === 2, 'put out');
    expect(putOut.sort()).toEqual([seeded.deviceId, stranger].sort());
    expect(connected.map(({ username }) => username)).toEqual(['ingest', other.deviceId]);
  });

  it('is not believed by a short token', () => {
    expect(() => loadConfig({ EMQX_TOKEN: 'short' })).toThrow(/EMQX_TOKEN=\(secret\)/);
  });
});
