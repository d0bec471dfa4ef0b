import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { hash, verify } from '@node-rs/argon2';
import { Gate } from './gate.js';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default kind), 19 MiB, 2 passes, 1 lane. Stands in the hash (PHC string), so that a dearer one can follow. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;
/** So many at once take memory and cores; the others wait, and beyond 64 they are turned away. */
const gate = new Gate({ atOnce: 2, waiting: 64 });

/** `right-but-outdated`: by another method or cost than today's; to be hashed again while the password is at hand. */
export type PasswordVerdict = 'right' | 'right-but-outdated' | 'wrong';

export function hashPassword(password: string): Promise<string> {
  return gate.pass(() => hash(password.normalize('NFKC'), cost));
}

/** `stored` null: nobody of that name, or nobody with a password; takes as long all the same. Rejects with `GateFull` when too many wait. */
export function verifyPassword(password: string, stored: string | null): Promise<PasswordVerdict> {
  const given = password.normalize('NFKC');
  return gate.pass(async () => {
    if (stored?.startsWith('scrypt$')) return (await isScryptOf(given, stored)) ? 'right-but-outdated' : 'wrong';
    const isRight = await verify(stored ?? (await nobodysHash()), given).catch(() => false);
    if (!isRight || stored === null) return 'wrong';
    return stored.startsWith(current) ? 'right' : 'right-but-outdated';
  });
}

let nobodys: Promise<string> | null = null;

/** Of a password that nobody can have: nobody was told it. */
function nobodysHash(): Promise<string> {
  nobodys ??= hash(randomBytes(32), cost);
  return nobodys;
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const scryptFormat = /^scrypt\$(\d+)\.(\d+)\.(\d+)\$([\w-]+)\$([\w-]+)$/;
const scryptMemoryBytes = 64 * 1024 * 1024;

/** As passwords were kept before argon2id: `scrypt$logN.r.p$salt$key` (RFC 7914). */
async function isScryptOf(password: string, stored: string): Promise<boolean> {
  const match = scryptFormat.exec(stored);
  if (match === null) return false;
  const [logN, r, p] = match.slice(1, 4).map(Number);
  const [salt, key] = match.slice(4).map((part) => Buffer.from(part, 'base64url'));
  const derived = await derive(password, salt, key.length, { N: 2 ** logN, r, p, maxmem: scryptMemoryBytes });
  return key.length > 0 && timingSafeEqual(derived, key);
}
