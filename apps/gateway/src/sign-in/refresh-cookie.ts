import type { Request, Response } from 'express';

/**
 * The refresh token travels in a cookie that no script reads and no other site sends along. `__Host-`: this host's alone, over
 * TLS or the machine's own loopback (RFC 6265bis, section 4.1.3.2).
 */
const name = '__Host-tendon-refresh';
const attributes = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

export function setRefreshCookie(response: Response, refresh: string, expiresAt: Date): void {
  response.cookie(name, refresh, { ...attributes, expires: expiresAt });
}

export function clearRefreshCookie(response: Response): void {
  response.clearCookie(name, attributes);
}

/** Null: there is none. Whatever is found is only looked up by its hash. */
export function readRefreshCookie({ headers }: Request): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && /^[\w-]{20,200}$/.test(value ?? '')) return value;
  }
  return null;
}
