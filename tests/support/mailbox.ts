import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mailbox {
  port: number;
  /** Everything that was taken, the oldest first, as it came. */
  mails: { from: string; to: string[]; raw: string; wasTls: boolean }[];
  /** Set to refuse what comes from now on. */
  refusal: { code: number; message: string } | null;
  /** Set to take what comes and not say so: whoever sends it does not know that it is here. */
  isSilent: boolean;
  stop(): Promise<void>;
}

/** A mail server on this machine that delivers nothing. Without STARTTLS unless `options` say otherwise. */
export async function startMailbox(options: SMTPServerOptions = { disabledCommands: ['STARTTLS'] }): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true, disableReverseLookup: true, closeTimeout: 1000, ...options,
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        if (mailbox.refusal !== null) return done(Object.assign(new Error(mailbox.refusal.message), { responseCode: mailbox.refusal.code }));
        const { mailFrom, rcptTo } = session.envelope;
        mailbox.mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw, wasTls: session.secure });
        if (!mailbox.isSilent) done();
      });
    },
  });
  // A client that hangs up because it does not trust us is not our failure.
  server.on('error', () => undefined);
  const mailbox: Mailbox = { port: 0, mails: [], refusal: null, isSilent: false, stop: () => new Promise((resolve) => server.close(() => resolve())) };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  mailbox.port = (server.server.address() as AddressInfo).port;
  return mailbox;
}
