import { BadRequestException } from '@nestjs/common';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { hashPassword } from './password.js';
import { toRefusal } from './too-many.js';

/** zxcvbn's third of four: 10^8 guesses or more (Wheeler 2016, "zxcvbn: low-budget password strength estimation"). */
const least = 3;
/** Looking at more takes a second of the one thread that everybody shares; a password of which the first 40 are easy is no good one. */
const looksAt = 40;

/**
 * The hash to keep of a password that somebody chose. 400 when a guesser would try it early: known passwords, names, keyboard
 * walks, repeats, and what is known of the account (NIST SP 800-63B-4, section 3.1.1.2: compare with what is commonly used).
 */
export async function hashNewPassword(password: string, about: string[]): Promise<string> {
  if (await isGuessable(password, about)) throw new BadRequestException('password: too easy to guess; a few words that have nothing to do with each other are better');
  return hashPassword(password).catch(toRefusal);
}

export async function isGuessable(password: string, about: string[]): Promise<boolean> {
  checker ??= makeChecker();
  return (await checker).check(password.normalize('NFKC'), ['tendon', ...about]).score < least;
}

/** 28 MB of words and 0.2 s: only for a gateway that is ever given a new password. */
let checker: Promise<ZxcvbnFactory> | null = null;

async function makeChecker(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-en')]);
  return new Factory({ dictionary: { ...common.dictionary, ...english.dictionary }, graphs: common.adjacencyGraphs, maxLength: looksAt });
}
