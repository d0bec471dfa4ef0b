import type { ClinicContact } from '#libs/contracts';

type Delivery = ClinicContact['deliveries'][number];

/** Why the clinic's contact could not be told, and what somebody can do about it. */
export interface DeliveryFailure {
  wrong: string;
  toDo: string;
}

type Known = [sign: RegExp, wrong: string, toDo: string];

const askInstaller = 'Whoever runs this installation';

/** Signs of Node (errno of libuv, OpenSSL) and of ours that do not depend on what is called. The first that fits. */
const ofAny: Known[] = [
  [/DATA_KEYS|sealed|no sealed text/, 'What was set for it cannot be opened: its key is gone.', `Set the contact anew; ${askInstaller.toLowerCase()} looks for the missing key (DATA_KEYS).`],
  [/ECONNREFUSED/, 'Nothing listens at that address.', 'Check the address and its port, and whether the service runs.'],
  [/ENOTFOUND|EAI_AGAIN/, 'The name in the address is not known.', 'Check the address for a slip; if it is right, the name service of this installation does not answer.'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|no answer within|timeout|Greeting never received/i, 'There was no answer in time.', 'Check whether it runs and whether a firewall is in between.'],
  [/certificate|altnames|\bCERT_/i, 'Its certificate is not good, so nothing was said.', 'Have its certificate renewed, or issued for this name by an authority that this installation trusts.'],
  [/wrong version number|EPROTO|ssl|tls/i, 'No safe connection (TLS) came about.', 'Check that it speaks TLS at this address and port.'],
  [/ECONNRESET|EPIPE|socket hang up|closed unexpectedly/i, 'It hung up in the middle.', 'Look into its log; it may have been restarted.'],
];

const ofWebhook: Known[] = [
  [/inner address/, 'The address lies inside a private network, where nothing is called.', `Give a public address, or have inner ones allowed. (${askInstaller} can.)`],
  [/no webhook any more/, 'The webhook was removed before it could be told.', 'Nothing, if that was meant.'],
  [/answered 3\d\d/, 'It sent us on to another address, which is not followed.', 'Give the address that it sends to.'],
  [/answered 40[13]/, 'It did not let us in.', 'Let its side take our signature: the secret there must be the newest one made here.'],
  [/answered 404|answered 410/, 'There is nothing at this path.', 'Check the address to the end.'],
  [/answered 429/, 'It was asked too often.', 'Wait; it is tried again.'],
  [/answered 4\d\d/, 'It did not take what was sent.', 'Look into its log for the request that it refused.'],
  [/answered 5\d\d/, 'It has a fault of its own.', 'Tell whoever runs it; it is tried again.'],
];

const ofEmail: Known[] = [
  [/no e-mail address any more/, 'The address was removed before it could be told.', 'Nothing, if that was meant.'],
  [/SMTP_URL/, 'This installation has no mail server.', `${askInstaller} sets SMTP_URL.`],
  [/STARTTLS/, 'The mail server offers no safe connection, so nothing was said.', `${askInstaller} turns on STARTTLS at the mail server, or gives one that speaks TLS (smtps).`],
  [/Invalid login|: 53[045]\b/, 'The mail server does not take our name and password.', `${askInstaller} checks both in SMTP_URL.`],
  [/: 55[0134]\b|recipients were rejected/, 'The mail server does not take the address.', 'Check the address for a slip, and whether the mailbox exists.'],
  [/: 552\b/, 'The mailbox is full.', 'Make room in it.'],
  [/: 4[2-5]\d\b/, 'The mail server could not take it just now.', 'Wait; it is tried again.'],
];

/** In words; the text itself is for whoever looks closer. null: nothing failed. */
export function sayDeliveryFailure({ channel, error }: Pick<Delivery, 'channel' | 'error'>): DeliveryFailure | null {
  if (error === null) return null;
  const known = [...(channel === 'webhook' ? ofWebhook : ofEmail), ...ofAny].find(([sign]) => sign.test(error));
  if (known === undefined) return { wrong: 'It could not be told.', toDo: 'See what it said, and show that to whoever runs it.' };
  const [, wrong, toDo] = known;
  return { wrong, toDo };
}
