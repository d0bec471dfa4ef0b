import { readFileSync } from 'node:fs';
import type { Config } from '#libs/platform';

/** Mozilla's "intermediate" (Server Side TLS 5.7): 1.2 with forward secrecy and AEAD, or 1.3, whose suites are all good. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

export interface TlsOptions {
  cert: Buffer;
  key: Buffer;
  minVersion: 'TLSv1.2';
  ciphers: string;
}

/** undefined: no TLS of our own. Throws when a file is not there. */
export function tlsOptions({ tls }: Config): TlsOptions | undefined {
  if (tls === null) return undefined;
  return { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile), minVersion: 'TLSv1.2', ciphers };
}
