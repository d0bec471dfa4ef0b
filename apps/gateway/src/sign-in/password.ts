import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Gate } from './gate.js';

interface Cost {
  /** CPU and memory cost is 2 to this power. */
  logN: number;
  r: number;
  p: number;
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
/** RFC 7914; one of the settings of equal strength in the OWASP Password Storage Cheat Sheet, 32 MiB a hash. Stands in the hash, so that a dearer one can follow. */
const cost: Cost = { logN: 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;
const memoryBytes = 64 * 1024 * 1024;
const gate = new Gate({ atOnce: 2, waiting: 64 });
const format = /^scrypt\$(\d+)\.(\d+)\.(\d+)\$([\w-]+)\$([\w-]+)$/;

/** `scrypt$logN.r.p$salt$key` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return write(cost, salt, await keyOf(password, salt, cost));
}

/** `stored` null: nobody of that name; takes as long all the same. Rejects with `GateFull` when too many wait. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? null : read(stored);
  const { salt, key, cost: itsCost } = known ?? nobody;
  const derived = await keyOf(password, salt, itsCost);
  return timingSafeEqual(derived, key) && known !== null;
}

const nobody = { cost, salt: Buffer.alloc(saltBytes), key: Buffer.alloc(keyBytes) };

function write({ logN, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return `scrypt$${logN}.${r}.${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

function read(stored: string): typeof nobody | null {
  const match = format.exec(stored);
  if (match === null) return null;
  const [logN, r, p] = match.slice(1, 4).map(Number);
  const [salt, key] = match.slice(4).map((part) => Buffer.from(part, 'base64url'));
  return key.length === keyBytes ? { cost: { logN, r, p }, salt, key } : null;
}

function keyOf(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  return gate.pass(() => derive(password.normalize('NFKC'), salt, keyBytes, { N: 2 ** logN, r, p, maxmem: memoryBytes }));
}
