import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createAuthority } from '../../../tests/support/certificates.js';
import { startMailbox, type Mailbox } from '../../../tests/support/mailbox.js';
import { sendMail } from './mail.js';

const mail = { id: 'delivery-1', to: 'desk@clinic.example', subject: 'Tendon: an alert waits', text: 'Please open the console.\n' };
const from = 'tendon@clinic.example';

describe('e-mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-mail-'));
  const open: Mailbox[] = [];
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const start = async (...options: Parameters<typeof startMailbox>): Promise<Mailbox> => {
    const mailbox = await startMailbox(...options);
    open.push(mailbox);
    return mailbox;
  };
  afterEach(async () => {
    for (const mailbox of open.splice(0)) await mailbox.stop();
  });

  it('goes to the server, with the same id however often it is tried', async () => {
    const mailbox = await start();
    const server = { smtpUrl: `smtp://127.0.0.1:${mailbox.port}`, from };
    await sendMail(server, mail);
    await sendMail(server, mail);
    expect(mailbox.mails.map((each) => [each.from, each.to])).toEqual([[from, [mail.to]], [from, [mail.to]]]);
    for (const { raw } of mailbox.mails) {
      for (const line of ['From: tendon@clinic.example', 'To: desk@clinic.example', 'Subject: Tendon: an alert waits', 'Message-ID: <delivery-1@tendon>', 'Auto-Submitted: auto-generated']) expect(raw.split('\r\n')).toContain(line);
      expect(raw).toMatch(/\r\n\r\nPlease open the console\.\r\n$/);
    }
  });

  it('signs in with the name and password of the URL', async () => {
    const seen: unknown[] = [];
    const mailbox = await start({ disabledCommands: ['STARTTLS'], authOptional: false, allowInsecureAuth: true, onAuth: ({ username, password }, _session, done) => {
      seen.push([username, password]);
      done(null, { user: username });
    } });
    await sendMail({ smtpUrl: `smtp://tendon%40clinic:p%3Aw@127.0.0.1:${mailbox.port}`, from }, mail);
    expect(seen).toEqual([['tendon@clinic', 'p:w']]);
    expect(mailbox.mails.length).toBe(1);
  });

  it('is not sent in clear beyond this machine', async () => {
    const mailbox = await start();
    // Another way to write 127.0.0.1, which does not count as this machine.
    await expect(sendMail({ smtpUrl: `smtp://127.1:${mailbox.port}`, from }, mail)).rejects.toThrow(/STARTTLS/);
    expect(mailbox.mails).toEqual([]);
  });

  it('is not given to a server whose certificate is not good', async () => {
    const { keyFile, certFile } = createAuthority(folder, 'unknown').issue('mail', { host: 'IP:127.0.0.1' });
    const tls = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
    const [starts, always] = [await start(tls), await start({ ...tls, secure: true })];
    await expect(sendMail({ smtpUrl: `smtp://127.0.0.1:${starts.port}`, from }, mail)).rejects.toThrow(/certificate/);
    await expect(sendMail({ smtpUrl: `smtps://127.0.0.1:${always.port}`, from }, mail)).rejects.toThrow(/certificate/);
    expect([...starts.mails, ...always.mails]).toEqual([]);
  });

  it('has failed when the server refuses it, or is not there', async () => {
    const mailbox = await start();
    mailbox.refusal = { code: 451, message: 'try later' };
    await expect(sendMail({ smtpUrl: `smtp://127.0.0.1:${mailbox.port}`, from }, mail)).rejects.toThrow('451 try later');
    await mailbox.stop();
    await expect(sendMail({ smtpUrl: `smtp://127.0.0.1:${mailbox.port}`, from }, mail)).rejects.toThrow('ECONNREFUSED');
  });
});
