import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './password.js';

describe('a password', () => {
  it('is known again by its hash, and another is not', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword('correct horse', stored)).toBe('right');
    expect(await verifyPassword('correct horsf', stored)).toBe('wrong');
  });

  it('has another hash each time', async () => {
    expect(await hashPassword('the same')).not.toBe(await hashPassword('the same'));
  });

  it('may be typed on a keyboard that composes its letters', async () => {
    const stored = await hashPassword('caf\u00e9');
    expect(await verifyPassword('cafe\u0301', stored)).toBe('right');
  });

  it('is never that of nobody, nor of a hash that cannot be read', async () => {
    for (const stored of [null, '', 'scrypt$', 'scrypt$15.8.3$AAAA$', 'bcrypt$x', '$argon2id$']) expect(await verifyPassword('', stored)).toBe('wrong');
  });

  it('is known by a hash of the time before argon2id, which is to be replaced', async () => {
    // node -e "scryptSync('old', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 })"
    const stored = 'scrypt$10.8.1$AAAAAAAAAAAAAAAAAAAAAA$I3pHC5g7H1CZ949mBRMmtv7VEB5bH5S4Jo4MQ8eOUm8';
    expect(await verifyPassword('old', stored)).toBe('right-but-outdated');
    expect(await verifyPassword('new', stored)).toBe('wrong');
  });

  it('is known by a cheaper argon2id than today\'s, which is to be replaced', async () => {
    // phc-winner-argon2, src/test.c: hashtest(version, 2, 16, 1, "password", "somesalt", ...) for Argon2id
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', stored)).toBe('right-but-outdated');
    expect(await verifyPassword('passwore', stored)).toBe('wrong');
  });
});
