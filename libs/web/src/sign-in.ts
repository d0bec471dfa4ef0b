import type { Person, Renewed, SignedIn } from '#libs/contracts';

/** Renewed so long before it ends, so that no request is sent with one that ends on its way. */
const renewBeforeMs = 60_000;
const lockName = 'tendon.sign-in';

/** What is used of the browser; a test brings its own. */
export interface Browser {
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** One tab at a time: two that renew by the same cookie at once look like somebody with a copy of it. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  nowMs(): number;
}

export interface SignInKeeper {
  readonly person: Person;
  /** One that is good now, renewed when it must be; rejects when the sign-in is over or the server is out of reach. */
  token(): Promise<string>;
}

/** The sign-in is over, or it is somebody else's now. */
export class SignInOver extends Error {}

/** The token stays in this page's memory: no storage has it. `onOver` is called once, when a renewal says that the sign-in has ended. */
export function keepSignIn(signedIn: SignedIn, { browser, onOver }: { browser: Browser; onOver: () => void }): SignInKeeper {
  let current = signedIn;
  let renewal: Promise<string> | null = null;
  const isFresh = (): boolean => Date.parse(current.expiresAt) - browser.nowMs() > renewBeforeMs;
  const renew = async (): Promise<string> => {
    const next = await resumeSignIn(browser);
    // Another tab may have signed in somebody else: what is on this page is not theirs.
    if (next === null || next.person.id !== current.person.id) {
      onOver();
      throw new SignInOver('the sign-in has ended');
    }
    current = next;
    return next.token;
  };
  return {
    person: signedIn.person,
    token: async () => {
      if (isFresh()) return current.token;
      renewal ??= renew().finally(() => (renewal = null));
      return renewal;
    },
  };
}

/** The sign-in that the browser's cookie stands for, as after a reload; null: there is none. Rejects when the server gives no answer to that. */
export async function resumeSignIn(browser: Browser): Promise<SignedIn | null> {
  return browser.alone(lockName, async () => {
    const response = await browser.fetch('/api/sign-in/renewal', { method: 'POST', credentials: 'same-origin' });
    if (!response.ok) throw new TypeError(`no sign-in: ${response.status}`);
    return ((await response.json()) as Renewed).signedIn;
  });
}

export const thisBrowser: Browser = {
  fetch: (path, init) => fetch(path, init),
  alone: <T>(name: string, work: () => Promise<T>) => navigator.locks.request(name, work) as Promise<T>,
  nowMs: () => Date.now(),
};
