import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isInner, isLoopback, lookupOuter } from '#libs/platform';
import type { CustomFetch, CustomFetchOptions } from 'openid-client';

const patienceMs = 10_000;
/** A description or a set of keys is a few kB. */
const longestAnswer = 512 * 1024;

/**
 * How an identity provider is asked: a clinic's admin told us its address, and what stands at it names further ones. None within
 * the house is called unless `allowPrivate`, without TLS only this machine; nothing is redirected, nothing long is read.
 */
export function askProvider(allowPrivate: boolean): CustomFetch {
  return async (url, options) => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && isInner(host)) throw new TypeError('the identity provider has an inner address');
    if (target.protocol !== 'https:' && !(allowPrivate && target.protocol === 'http:' && isLoopback(host))) throw new TypeError('the identity provider is not asked without TLS');
    const answer = await send(target, options, allowPrivate);
    return toResponse(answer, await readAll(answer));
  };
}

function send(target: URL, { method, headers, body, signal }: CustomFetchOptions, allowPrivate: boolean): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = (target.protocol === 'https:' ? httpsRequest : httpRequest)(
      target, { method, headers, lookup: allowPrivate ? undefined : lookupOuter, signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal === undefined ? [] : [signal])]) }, resolve);
    asking.on('error', reject);
    asking.end(body instanceof URLSearchParams ? body.toString() : (body as string | Uint8Array | null | undefined) ?? undefined);
  });
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestAnswer) throw new TypeError(`the identity provider answers more than ${longestAnswer} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toResponse({ statusCode = 502, headers }: IncomingMessage, body: Buffer): Response {
  const told = Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]));
  // Such a status has no body (Fetch standard, null body status).
  return new Response([204, 205, 304].includes(statusCode) ? null : new Uint8Array(body), { status: statusCode, headers: told });
}
