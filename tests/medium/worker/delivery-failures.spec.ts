import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { sayDeliveryFailure } from '../../../libs/web/src/delivery-words.js';
import { sendMail } from '../../../apps/worker/src/mail.js';
import { reasonOf } from '../../../apps/worker/src/send-notification.processor.js';
import { post } from '../../../apps/worker/src/webhook.js';
import { createAuthority } from '../../support/certificates.js';
import { startMailbox } from '../../support/mailbox.js';

/** Calls that fail as they do in earnest: each is said in words, whatever this version of Node calls it. */
describe('why the clinic contact was not told, from the failure itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-delivery-'));
  const open: { stop: () => Promise<unknown> }[] = [];
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const each of open.splice(0)) await each.stop();
  });

  async function listening(server: Server | TcpServer): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    open.push({ stop: () => new Promise((resolve) => server.close(resolve)) });
    return (server.address() as AddressInfo).port;
  }
  const answering = (answer: RequestListener): Promise<number> => listening(createServer(answer));

  const failureOf = async (sending: Promise<void>): Promise<string> => sending.then(() => 'sent', reasonOf);
  const byWebhook = async (url: string, allowPrivate = true): Promise<string | undefined> => sayDeliveryFailure({ channel: 'webhook', error: await failureOf(post({ url, secret: 'key', allowPrivate }, { id: 'd', body: '{}', nowMs: 0 })) })?.wrong;
  const byEmail = async (smtpUrl: string): Promise<string | undefined> => sayDeliveryFailure({ channel: 'email', error: await failureOf(sendMail({ smtpUrl, from: 'tendon@clinic.example' }, { id: 'd', to: 'desk@clinic.example', subject: 's', text: 't' })) })?.wrong;

  it('by webhook', async () => {
    expect(await byWebhook('http://127.0.0.1:1/')).toContain('Nothing listens');
    // Two addresses, none of which answers: an error with several causes and no text of its own.
    expect(await byWebhook('http://localhost:1/')).toContain('Nothing listens');
    expect(await byWebhook('http://nobody.invalid/')).toContain('not known');
    expect(await byWebhook('http://127.0.0.1:1/', false)).toContain('private network');
    expect(await byWebhook('http://localhost:1/', false)).toContain('private network');
    expect(await byWebhook(`http://127.0.0.1:${await answering((request, response) => response.writeHead(404).end(void request.resume()))}/`)).toContain('nothing at this path');
    expect(await byWebhook(`http://127.0.0.1:${await answering((request) => request.socket.destroy())}/`)).toContain('hung up');
    const { keyFile, certFile } = createAuthority(folder, 'unknown').issue('duty', { host: 'IP:127.0.0.1' });
    expect(await byWebhook(`https://127.0.0.1:${await listening(createTlsServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }))}/`)).toContain('certificate');
    expect(await byWebhook(`https://127.0.0.1:${await answering((_request, response) => response.end())}/`)).toContain('No safe connection');
  });

  it('by e-mail', async () => {
    expect(await byEmail('smtp://127.0.0.1:1')).toContain('Nothing listens');
    const mailbox = await startMailbox();
    open.push(mailbox);
    for (const [code, words] of [[550, 'does not take the address'], [451, 'just now'], [552, 'full']] as const) {
      mailbox.refusal = { code, message: 'no' };
      expect(await byEmail(`smtp://127.0.0.1:${mailbox.port}`)).toContain(words);
    }
    expect(await byEmail(`smtp://127.1:${mailbox.port}`)).toContain('no safe connection');
    const guarded = await startMailbox({ disabledCommands: ['STARTTLS'], authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(new Error('no')) });
    open.push(guarded);
    expect(await byEmail(`smtp://tendon:wrong@127.0.0.1:${guarded.port}`)).toContain('name and password');
    expect(await byEmail(`smtp://127.0.0.1:${await listening(createTcpServer((socket) => socket.destroy()))}`)).toContain('hung up');
  });
});
