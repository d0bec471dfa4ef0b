import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './password.js';

describe('a password', () => {
  it('is known again by its hash, and another is not', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^scrypt\$15\.8\.3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword('correct horse', stored)).toBe(true);
    expect(await verifyPassword('correct horsf', stored)).toBe(false);
  });

  it('has another hash each time', async () => {
    expect(await hashPassword('the same')).not.toBe(await hashPassword('the same'));
  });

  it('may be typed on a keyboard that composes its letters', async () => {
    const stored = await hashPassword('caf\u00e9');
    expect(await verifyPassword('cafe\u0301', stored)).toBe(true);
  });

  it('is never that of nobody, nor of a hash that cannot be read', async () => {
    for (const stored of [null, '', 'scrypt$', 'scrypt$15.8.3$AAAA$AAAA', 'bcrypt$x']) expect(await verifyPassword('', stored)).toBe(false);
  });

  it('keeps its cost in its hash, so that an old one is still known when new ones are dearer', async () => {
    // node -e "scryptSync('old', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 })"
    const stored = 'scrypt$10.8.1$AAAAAAAAAAAAAAAAAAAAAA$I3pHC5g7H1CZ949mBRMmtv7VEB5bH5S4Jo4MQ8eOUm8';
    expect(await verifyPassword('old', stored)).toBe(true);
  });
});
