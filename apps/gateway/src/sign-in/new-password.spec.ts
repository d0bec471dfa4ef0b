import { describe, expect, it } from '@jest/globals';
import { hashNewPassword, isGuessable } from './new-password.js';

/** Of 15 characters or more, as guessers try them: doubled entries of "10k most common" (SecLists), walks over the keyboard, what is known of the account. */
const known = ['passwordpassword', 'password1234567', '123456789012345', 'qwertyuiop12345', '1qaz2wsx3edc4rfv', 'iloveyouiloveyou', 'letmein letmein letmein', 'Summer2026Summer2026', 'aaaaaaaaaaaaaaaa', 'P@ssw0rdP@ssw0rd', 'nadia@clinic.example.'];

describe('a new password', () => {
  it.each(known)('is not %s', async (password) => {
    expect(await isGuessable(password, ['nadia@clinic.example', 'Nadia'])).toBe(true);
    await expect(hashNewPassword(password, ['nadia@clinic.example', 'Nadia'])).rejects.toThrow('password: too easy to guess');
  });

  it.each(['correct horse battery staple', 'wet paint on 7 benches', 'přiliš žluťoučký kůň', 'x8Jq-2kdm-Wp0e-vr5T'])('may be %s', async (password) => {
    expect(await hashNewPassword(password, ['nadia'])).toMatch(/^\$argon2id\$/);
  });

  it('is looked at in less than a second, however long', async () => {
    await isGuessable('warm up', []);
    const longest = Array.from({ length: 200 }, (_, i) => String.fromCharCode(33 + ((i * 37) % 90))).join('');
    const atMs = performance.now();
    await isGuessable(longest, []);
    expect(performance.now() - atMs).toBeLessThan(1000);
  });
});
