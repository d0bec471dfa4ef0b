import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Which browser has asked a provider, so that nobody is signed in by an answer to somebody else's question (RFC 9700, section
 * 4.7.1). It comes back to our own page, which posts the answer itself: the cookie need not cross sites, and is strict.
 */
const name = '__Host-tendon-asked';
const attributes = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/** Its mark, to be kept with the question. */
export function markBrowser(response: Response, lastsMs: number): string {
  const secret = randomBytes(32).toString('base64url');
  response.cookie(name, secret, { ...attributes, maxAge: lastsMs });
  return hashOf(secret);
}

export function isBrowser({ headers }: Request, mark: string): boolean {
  const found = new RegExp(`(?:^|;)\\s*${name}=([\\w-]{43})(?:;|$)`).exec(headers.cookie ?? '')?.[1];
  return found !== undefined && timingSafeEqual(Buffer.from(hashOf(found)), Buffer.from(mark));
}

export function forgetBrowser(response: Response): void {
  response.clearCookie(name, attributes);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
