import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClinicContact, ClinicContactChanged } from '#libs/contracts';
import { builtApp } from '../../../apps/simulator/src/system/built.js';
import { startChild, whenReady, type Child } from '../../../apps/simulator/src/system/child.js';
import { createAuthority } from '../../support/certificates.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { addAlert, addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';
import { startMailbox, type Mailbox } from '../../support/mailbox.js';
import { until } from '../../support/until.js';
import { ask, tokenFor, type Answer } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

/** The gateway in this process, a worker in its own; a mailbox and a duty system on this machine. Needs what `npm run build` makes. */
describe("the clinic's contact", () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-contact-'));
  const calls: { signature: string; body: string }[] = [];
  let database: TestDatabase;
  let mailbox: Mailbox;
  let duty: Server;
  let gateway: TestGateway;
  let worker: Child;
  let people: Seed;
  let admin: string;
  let webhookUrl: string;

  beforeAll(async () => {
    const authority = createAuthority(folder, 'house');
    const { keyFile, certFile } = authority.issue('mail', { host: 'IP:127.0.0.1' });
    database = await createTestDatabase();
    mailbox = await startMailbox({ secure: true, key: readFileSync(keyFile), cert: readFileSync(certFile) });
    duty = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        calls.push({ signature: String(request.headers['tendon-signature']), body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => duty.listen(0, '127.0.0.1', resolve));
    webhookUrl = `http://127.0.0.1:${(duty.address() as AddressInfo).port}/`;
    const env = {
      DATA_KEYS: testDataKeys, CLINIC_CONTACT_PRIVATE: 'yes', SMTP_URL: `smtps://127.0.0.1:${mailbox.port}`, SMTP_FROM: 'tendon@clinic.example', CONSOLE_URL: 'https://tendon.clinic.example/',
    };
    gateway = await startGateway({ databaseUrl: database.url, env });
    worker = startChild('worker', [process.execPath, builtApp('worker/src/main.js')], { env: { ...process.env, ...env, TENDON_PROFILE: 'embedded', DATABASE_URL: database.url, NODE_EXTRA_CA_CERTS: authority.certFile } });
    await whenReady(worker, (said) => said.includes('"ready":"worker"'));
    people = await seed(database.dataSource);
    const id = await addPractitioner(database.dataSource, people.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [id]);
    admin = await tokenFor(database.dataSource, id);
  });

  afterAll(async () => {
    await worker.stop();
    await gateway.stop();
    await mailbox.stop();
    await new Promise((resolve) => duty.close(resolve));
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (method: string, path = '', body?: unknown): Promise<Answer> => ask(`${gateway.url}/api/clinic/contact${path}`, { method, token: admin, body });
  const contact = async (): Promise<ClinicContact> => (await call('GET')).body as ClinicContact;
  const isSigned = (secret: string, { signature, body }: { signature: string; body: string }): boolean => {
    const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    return mac === createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  };
  let secret = '';

  it('is nobody at first, and there is nobody to test', async () => {
    expect(await contact()).toEqual({ webhookUrl: null, email: null, canMail: true, deliveries: [] });
    expect(await call('POST', '/test')).toMatchObject({ status: 409, body: { message: 'nobody is set to be told' } });
  });

  it('gets a secret that is told once; it and the addresses are sealed in the database', async () => {
    secret = ((await call('PUT', '', { webhookUrl, email: 'desk@clinic.example' })).body as ClinicContactChanged).webhookSecret ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    const stored = JSON.stringify(await database.dataSource.query('SELECT * FROM clinic_contact'));
    for (const clear of [secret, webhookUrl, 'desk@clinic.example']) expect(stored).not.toContain(clear);
    expect(await contact()).toMatchObject({ webhookUrl, email: 'desk@clinic.example' });
    expect((await call('PUT', '', { webhookUrl, email: 'desk@clinic.example' })).body).toEqual({ webhookSecret: null });
  });

  it('is tested by every way, once in half a minute', async () => {
    expect((await call('POST', '/test')).status).toBe(204);
    await until(async () => (await contact()).deliveries.every(({ state }) => state === 'sent'), 'both tests');
    const { deliveries } = await contact();
    expect(deliveries.map(({ channel }) => channel).sort()).toEqual(['email', 'webhook']);
    for (const delivery of deliveries) expect(delivery).toMatchObject({ isTest: true, attempts: 1, error: null });
    expect(calls.map(({ body }) => body)).toEqual(['{"event":"contact.tested"}']);
    expect(isSigned(secret, calls[0])).toBe(true);
    expect((await call('POST', '/test')).status).toBe(409);
  });

  it('is told by TLS of an alert that nobody answers: not who, not what', async () => {
    const { sessionId } = await openStream(database.dataSource, people);
    const alertId = await addAlert(database.dataSource, { ...people, sessionId });
    await database.dataSource.query(`UPDATE alert SET sounding = true, sounded_at = now() - interval '60 s', escalation_step = 1, due_at = now() WHERE id = $1`, [alertId]);
    await until(() => mailbox.mails.length === 2 && calls.length === 2, 'the mail and the call');
    const { to, raw: folded, wasTls } = mailbox.mails[1];
    // Quoted-printable breaks long lines (RFC 2045, 6.7).
    const raw = folded.replaceAll('=\r\n', '');
    expect({ to, wasTls }).toEqual({ to: ['desk@clinic.example'], wasTls: true });
    expect(raw).toContain('Subject: Tendon: an alert of severity HIGH waits');
    const link = `https://tendon.clinic.example/#/alerts/${alertId}`;
    expect(raw).toContain(link);
    for (const secretOf of ['Patient One', 'HR-03', '158.5', people.patientId, sessionId, 'heart']) expect(raw).not.toContain(secretOf);
    expect(JSON.parse(calls[1].body)).toMatchObject({ event: 'alert.unanswered', alertId, sessionId, ruleId: 'HR-03', priority: 'high', link });
    expect(calls[1].body).not.toContain('Patient One');
    expect(isSigned(secret, calls[1])).toBe(true);
    const carer = await tokenFor(database.dataSource, people.practitionerId);
    const told = async (): Promise<unknown> => ((await ask(`${gateway.url}/api/alerts`, { token: carer })).body as { contactTold: unknown }[])[0].contactTold;
    await until(async () => JSON.stringify(await told()).split('"sent"').length === 3, 'the carer to see that both were told');
  });

  it('keeps why it failed, and goes on trying', async () => {
    mailbox.refusal = { code: 550, message: 'no such mailbox' };
    await call('PUT', '', { webhookUrl: null, email: 'gone@clinic.example' });
    await database.dataSource.query(`UPDATE notification SET created_at = created_at - interval '1 min'`);
    expect((await call('POST', '/test')).status).toBe(204);
    await until(async () => (await contact()).deliveries[0].error !== null, 'the first refusal');
    expect((await contact()).deliveries[0]).toMatchObject({ channel: 'email', state: 'waiting', error: expect.stringContaining('550 no such mailbox') });
  });

  it('is audited, without the address', async () => {
    const events = await database.dataSource.query<{ action: string; detail: unknown }[]>(`SELECT action, detail FROM audit_event WHERE subject_kind = 'clinic' ORDER BY position`);
    expect(events).toEqual([
      { action: 'change-clinic-contact', detail: { webhook: true, email: true, newSecret: true } },
      { action: 'change-clinic-contact', detail: { webhook: true, email: true, newSecret: false } },
      { action: 'test-clinic-contact', detail: { channels: ['webhook', 'email'] } },
      { action: 'change-clinic-contact', detail: { webhook: false, email: true, newSecret: false } },
      { action: 'test-clinic-contact', detail: { channels: ['email'] } },
    ]);
  });

  it('says that the key of the webhook\'s secret is gone, and goes on telling by e-mail', async () => {
    mailbox.refusal = null;
    await call('PUT', '', { webhookUrl, email: 'duty@clinic.example' });
    await database.dataSource.query(`UPDATE clinic_contact SET webhook_secret = 'gone:' || split_part(webhook_secret, ':', 2)`);
    await database.dataSource.query(`UPDATE notification SET created_at = created_at - interval '1 min'`);
    expect((await call('POST', '/test')).status).toBe(204);
    const newest = async () => (await contact()).deliveries.slice(0, 2).sort((a, b) => a.channel.localeCompare(b.channel));
    await until(async () => (await newest()).every(({ state, error }) => state === 'sent' || error !== null), 'both to have been tried');
    expect(await newest()).toMatchObject([{ channel: 'email', state: 'sent', error: null }, { channel: 'webhook', state: 'waiting', attempts: 1, error: expect.stringContaining('gone') }]);
  });

  it.each([
    ['ftp://contact.example.org/', 400], ['https://name:word@contact.example.org/', 400], ['not a url', 400],
  ])('is not set to %s', async (bad, status) => {
    expect((await call('PUT', '', { webhookUrl: bad, email: null })).status).toBe(status);
  });

  it('is no inner address and needs https, unless the house allows it; no e-mail without a mail server', async () => {
    const strict = await startGateway({ databaseUrl: database.url });
    const put = (body: unknown) => ask(`${strict.url}/api/clinic/contact`, { method: 'PUT', token: admin, body });
    try {
      for (const bad of ['http://contact.example.org/', 'https://127.0.0.1/', 'https://localhost/', 'https://[::1]/', 'https://10.1.2.3/']) expect({ bad, status: (await put({ webhookUrl: bad, email: null })).status }).toEqual({ bad, status: 400 });
      expect(await put({ webhookUrl: null, email: 'desk@clinic.example' })).toMatchObject({ status: 409, body: { message: 'this installation has no mail server' } });
      expect((await put({ webhookUrl: 'https://contact.example.org/', email: null })).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});
