import { createHmac } from 'node:crypto';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isInner, lookupOuter } from '#libs/platform';

export interface Webhook {
  url: string;
  secret: string;
  /** For tests and for a contact within the house; otherwise no address but a public one is called. */
  allowPrivate: boolean;
}

const patienceMs = 10_000;
/** `t=<seconds>,v1=<HMAC-SHA256 of "seconds.body", hex>`: whoever gets it can tell that it is ours, and not an old one. */
export function signatureOf(secret: string, { seconds, body }: { seconds: number; body: string }): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/**
 * Posts `body`, signed; rejects unless the answer is 2xx. The address is checked after its name was resolved, and is the one that is
 * then connected to; nothing is redirected.
 */
export function post({ url, secret, allowPrivate }: Webhook, { id, body, nowMs }: { id: string; body: string; nowMs: number }): Promise<void> {
  const target = new URL(url);
  if (!allowPrivate && isInner(target.hostname.replace(/^\[|\]$/g, ''))) return Promise.reject(new Error('the target is an inner address'));
  const options: RequestOptions = {
    method: 'POST', timeout: patienceMs, lookup: allowPrivate ? undefined : lookupOuter,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'tendon-delivery': id, 'tendon-signature': signatureOf(secret, { seconds: Math.floor(nowMs / 1000), body }) },
  };
  return new Promise((resolve, reject) => {
    const sending = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, options, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) resolve();
      else reject(new Error(`answered ${status}`));
    });
    sending.on('timeout', () => sending.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
    sending.on('error', reject);
    sending.end(body);
  });
}
