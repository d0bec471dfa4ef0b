import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const periodS = 30;
/** A clock may be off by one period (RFC 6238, section 5.2). */
const window = 1;
const recoveryCodes = 10;
const recoveryBytes = 10;

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Tendon', label, algorithm: 'SHA1', digits: 6, period: periodS, secret: Secret.fromBase32(secret) });
}

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

export function totpUri(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/** The number of the period whose code this is; null: it is none of now. */
export function totpStepOf(secret: string, code: string, nowMs: number): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window });
  return delta === null ? null : Math.floor(nowMs / 1000 / periodS) + delta;
}

/** 80 bits each, in groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => group(base32(randomBytes(recoveryBytes))));
}

/** As it may have been typed. */
export function readRecoveryCode(typed: string): string {
  return group(typed.toLowerCase().replace(/[^a-z2-7]/g, ''));
}

function group(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}

/** RFC 4648, in lower case. */
function base32(bytes: Buffer): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('');
}
