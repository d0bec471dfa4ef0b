import type { SignedIn } from '#libs/contracts';

const key = 'tendon.sign-in';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The sign-in of this tab. In `sessionStorage`: a reload keeps it, closing the tab ends it, and no other tab has it
 * (the token is opaque, the server can end it at any time).
 */
export function keepSignIn(storage: Storage, signedIn: SignedIn): void {
  storage.setItem(key, JSON.stringify(signedIn));
}

export function forgetSignIn(storage: Storage): void {
  storage.removeItem(key);
}

/** Null when there is none, when it is over anyway, or when it is not what we kept. */
export function readSignIn(storage: Storage, nowMs: number): SignedIn | null {
  const kept = storage.getItem(key);
  if (kept === null) return null;
  const signedIn = parsed(kept);
  return signedIn !== null && Date.parse(signedIn.expiresAt) > nowMs ? signedIn : null;
}

function parsed(kept: string): SignedIn | null {
  try {
    return JSON.parse(kept) as SignedIn | null;
  } catch {
    return null;
  }
}
