import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
/** RFC 7914; 32 MiB a hash. The version stands first in what is stored, so that a stronger one can follow. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;
/** So many at a time: a flood of sign-ins must not take the memory and cores of everybody else. */
const atOnce = 2;
let running = 0;
const queue: (() => void)[] = [];

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await gated(() => derive(password, salt, keyBytes, cost));
  return `scrypt1$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** `stored` null: nobody of that name; takes as long all the same. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [version, salt, key] = (stored ?? nobody).split('$');
  const expected = Buffer.from(key, 'base64url');
  const derived = await gated(() => derive(password, Buffer.from(salt, 'base64url'), keyBytes, cost));
  return stored !== null && version === 'scrypt1' && timingSafeEqual(expected, derived);
}

const nobody = `scrypt1$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(keyBytes).toString('base64url')}`;

async function gated<T>(work: () => Promise<T>): Promise<T> {
  while (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    queue.shift()?.();
  }
}
