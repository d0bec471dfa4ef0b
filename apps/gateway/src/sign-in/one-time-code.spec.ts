import { describe, expect, it } from '@jest/globals';
import { newRecoveryCodes, newTotpSecret, readRecoveryCode, totpStepOf, totpUri } from './one-time-code.js';

/** RFC 6238, appendix B: the ASCII secret "12345678901234567890", of whose eight digits six are shown. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a one-time code', () => {
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037']])('at %d s is %s (RFC 6238)', (seconds, code) => {
    expect(totpStepOf(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('is taken one period early or late, and known as what it is', () => {
    expect(totpStepOf(secret, '287082', 89_000)).toBe(1);
    expect(totpStepOf(secret, '287082', 29_000)).toBe(1);
    expect(totpStepOf(secret, '287082', 90_000)).toBeNull();
    expect(totpStepOf(secret, '287083', 59_000)).toBeNull();
  });

  it('is made by apps that read the link', () => {
    const fresh = newTotpSecret();
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(fresh, 'nadia@clinic.example')).toBe(`otpauth://totp/Tendon:nadia%40clinic.example?issuer=Tendon&secret=${fresh}&algorithm=SHA1&digits=6&period=30`);
  });
});

describe('recovery codes', () => {
  it('are ten of 80 bits, each another, and read as they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
      expect(readRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code);
    }
  });
});
