import { describe, expect, it } from '@jest/globals';
import type { SignedIn } from '#libs/contracts';
import { keepSignIn, resumeSignIn, SignInOver, type Browser } from './sign-in.js';

const person = { id: '1', displayName: 'T', clinicName: 'C', roles: ['therapist' as const], mustEnrol: false };
const tokenOf = (token: string, minutes: number, who = person): SignedIn => ({ token, expiresAt: new Date(minutes * 60_000).toISOString(), person: who });

/** A browser at time 0 whose server gives these answers to renewals, in order. */
function browserWith(answers: (SignedIn | null | number)[]): Browser & { minutes: number; renewals: number } {
  const browser = {
    minutes: 0,
    renewals: 0,
    nowMs: () => browser.minutes * 60_000,
    alone: <T>(_name: string, work: () => Promise<T>) => work(),
    fetch: async () => {
      browser.renewals++;
      const answer = answers.shift();
      return typeof answer === 'number' ? new Response(null, { status: answer }) : Response.json({ signedIn: answer });
    },
  };
  return browser;
}

const never = (): never => {
  throw new Error('the sign-in is not over');
};

describe('the sign-in of a page', () => {
  it('gives its token as long as that is good, then another one', async () => {
    const browser = browserWith([tokenOf('second', 20)]);
    const keeper = keepSignIn(tokenOf('first', 10), { browser, onOver: never });
    expect(await keeper.token()).toBe('first');
    browser.minutes = 8;
    expect(await keeper.token()).toBe('first');
    browser.minutes = 9;
    expect(await keeper.token()).toBe('second');
    expect(browser.renewals).toBe(1);
  });

  it('renews once for all who ask at the same time', async () => {
    const browser = browserWith([tokenOf('second', 20)]);
    browser.minutes = 11;
    const keeper = keepSignIn(tokenOf('first', 10), { browser, onOver: never });
    expect(await Promise.all([keeper.token(), keeper.token(), keeper.token()])).toEqual(['second', 'second', 'second']);
    expect(browser.renewals).toBe(1);
  });

  it.each([['ended', null], ["somebody else's", tokenOf('theirs', 20, { ...person, id: '2' })]])('is over when the renewal finds it %s', async (_how, answer) => {
    const browser = browserWith([answer]);
    browser.minutes = 10;
    let over = 0;
    const keeper = keepSignIn(tokenOf('first', 10), { browser, onOver: () => over++ });
    await expect(keeper.token()).rejects.toThrow(SignInOver);
    expect(over).toBe(1);
  });

  it('is not over because the server is', async () => {
    const browser = browserWith([503, tokenOf('second', 20)]);
    browser.minutes = 10;
    const keeper = keepSignIn(tokenOf('first', 10), { browser, onOver: never });
    await expect(keeper.token()).rejects.toThrow('503');
    expect(await keeper.token()).toBe('second');
  });

  it('comes back after a reload by the cookie alone', async () => {
    expect(await resumeSignIn(browserWith([tokenOf('again', 10)]))).toEqual(tokenOf('again', 10));
    expect(await resumeSignIn(browserWith([null]))).toBeNull();
  });
});
