import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { post } from './webhook.js';

describe('the webhook of the clinic contact', () => {
  let server: Server;
  let url: string;
  let status = 204;
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        response.writeHead(status, { location: url }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is signed over its time and its body, and says which delivery it is', async () => {
    await post({ url, secret: 'key', allowPrivate: true }, { id: 'delivery-1', body: '{"a":1}', nowMs: 1_700_000_000_500 });
    const mac = createHmac('sha256', 'key').update('1700000000.{"a":1}').digest('hex');
    expect(got.at(-1)).toMatchObject({ body: '{"a":1}', headers: { 'tendon-delivery': 'delivery-1', 'tendon-signature': `t=1700000000,v1=${mac}` } });
  });

  it.each([302, 400, 500])('has failed when it is answered with %d, and follows nowhere', async (answered) => {
    status = answered;
    const before = got.length;
    await expect(post({ url, secret: 'key', allowPrivate: true }, { id: 'd', body: '{}', nowMs: 0 })).rejects.toThrow(`answered ${answered}`);
    expect(got.length).toBe(before + 1);
    status = 204;
  });

  it('calls no inner address, by number or by name, unless it is allowed', async () => {
    const before = got.length;
    await expect(post({ url, secret: 'key', allowPrivate: false }, { id: 'd', body: '{}', nowMs: 0 })).rejects.toThrow('inner address');
    await expect(post({ url: url.replace('127.0.0.1', 'localhost'), secret: 'key', allowPrivate: false }, { id: 'd', body: '{}', nowMs: 0 })).rejects.toThrow('inner address');
    expect(got.length).toBe(before);
  });
});
