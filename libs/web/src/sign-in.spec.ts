import { describe, expect, it } from '@jest/globals';
import { forgetSignIn, keepSignIn, readSignIn } from './sign-in.js';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

const signedIn = { token: 'opaque', expiresAt: '2026-01-01T10:00:00.000Z', practitioner: { id: '0', displayName: 'T', clinicName: 'C' } };
const expiresMs = Date.parse(signedIn.expiresAt);

describe('sign-in of a tab', () => {
  it('is kept over a reload, until it is forgotten', () => {
    const storage = memory();
    keepSignIn(storage, signedIn);
    expect(readSignIn(storage, expiresMs - 1)).toEqual(signedIn);
    forgetSignIn(storage);
    expect(readSignIn(storage, expiresMs - 1)).toBeNull();
  });

  it('is none when it has expired', () => {
    const storage = memory();
    keepSignIn(storage, signedIn);
    expect(readSignIn(storage, expiresMs)).toBeNull();
  });

  it.each(['', 'no JSON', 'null', '5', '{}'])('is none when %p is found in its place', (found) => {
    const storage = memory();
    storage.setItem('tendon.sign-in', found);
    expect(readSignIn(storage, 0)).toBeNull();
  });
});
