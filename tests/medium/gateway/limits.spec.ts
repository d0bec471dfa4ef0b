import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

describe('how much the gateway takes', () => {
  let database: TestDatabase;
  let plain: TestGateway;
  let proxied: TestGateway;
  let token: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    token = await tokenFor(database.dataSource, (await seed(database.dataSource)).practitionerId);
    plain = await startGateway({ databaseUrl: database.url, env: { HTTP_REQUESTS_PER_S: '2' } });
    proxied = await startGateway({ databaseUrl: database.url, env: { HTTP_REQUESTS_PER_S: '2', TENDON_BEHIND_TLS_PROXY: 'loopback' } });
  });
  afterAll(async () => {
    await plain.stop();
    await proxied.stop();
    await database.drop();
  });

  const answersOf = (count: number, ask: (i: number) => Promise<Response>): Promise<Response[]> => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
  const statuses = async (count: number, ask: (i: number) => Promise<Response>): Promise<number[]> => (await answersOf(count, ask)).map(({ status }) => status);
  const live = (url: string, forwarded: string): Promise<Response> => fetch(`${url}/health/live`, { headers: { 'x-forwarded-for': forwarded } });

  it('of one address: ten seconds\' worth at once, and then 429 with when to come again; what it says of its address is not believed', async () => {
    const answers = await answersOf(40, (i) => live(plain.url, `192.0.2.${i}`));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThanOrEqual(15);
    for (const { headers } of refused) expect(headers.get('retry-after')).toBe('1');
    expect(await refused[0].json()).toEqual({ code: 'too-many-requests', message: 'too many requests; wait a second' });
  });

  it('behind a proxy: of each address that the proxy names, and of one person from however many', async () => {
    expect(await statuses(40, (i) => live(proxied.url, `192.0.2.${i}`))).toEqual(Array(40).fill(200));
    const me = await statuses(40, (i) => fetch(`${proxied.url}/api/me`, { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': `198.51.100.${i}` } }));
    expect(me.filter((status) => status === 429).length).toBeGreaterThanOrEqual(15);
    expect(me.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
  });

  it('a request that is two requests to somebody else is none', async () => {
    const port = Number(new URL(proxied.url).port);
    const smuggled = [
      'GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'GET /health/live HTTP/1.1\nHost: x\n\n',
      `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(65_536)}\r\n\r\n`,
    ];
    for (const text of smuggled) {
      let heard = '';
      const socket = connect(port, '127.0.0.1').on('error', () => undefined).on('data', (bytes: Buffer) => (heard += bytes.toString()));
      socket.write(text);
      await until(() => heard.includes('\r\n\r\n') || socket.closed, 'an answer');
      socket.destroy();
      expect({ text: text.slice(0, 80), heard: heard.split('\r\n')[0] }).toEqual({ text: text.slice(0, 80), heard: expect.stringMatching(/^HTTP\/1\.1 4\d\d/) });
    }
  });
});
