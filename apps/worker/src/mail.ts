import { isLoopback } from '#libs/platform';
import { createTransport } from 'nodemailer';

export interface MailServer {
  /** `smtps://name:password@host:465`, or `smtp://host:587`, which must offer STARTTLS unless it is this machine. */
  smtpUrl: string;
  from: string;
}

export interface Mail {
  /** The same for each attempt, so that a mailbox may know a second one. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

const patienceMs = 10_000;

/** Hands one e-mail to the server; rejects unless it was taken. Beyond this machine nothing is said before TLS stands, and the certificate must be good. */
export async function sendMail({ smtpUrl, from }: MailServer, { id, to, subject, text }: Mail): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const isTls = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname, port: port === '' ? (isTls ? 465 : 587) : Number(port), secure: isTls, requireTLS: !isTls && !isLoopback(hostname), tls: { minVersion: 'TLSv1.2' },
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs, disableFileAccess: true, disableUrlAccess: true,
  });
  try {
    // RFC 3834: no machine is to answer it.
    await transport.sendMail({ from, to, subject, text, messageId: `<${id}@tendon>`, headers: { 'Auto-Submitted': 'auto-generated' } });
  } finally {
    transport.close();
  }
}
