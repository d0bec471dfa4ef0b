import { randomBytes } from 'node:crypto';
import type { SecondFactorAnswer, SecondFactorAsked } from '#libs/contracts';
import { AccountRepository, Seal, SecondFactorRepository, SignInChallengeRepository, type AccountRecord, type SecondFactors } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { readRecoveryCode, totpStepOf } from './one-time-code.js';

const challengeLastsMs = 5 * 60_000;

/** Asks for what a password alone does not show, and checks it. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly challenges: SignInChallengeRepository,
    private readonly accounts: AccountRepository,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  of(accountId: string): Promise<SecondFactors> {
    return this.factors.of(accountId);
  }

  /** `first`: what they have shown already. */
  async ask(account: AccountRecord, factors: SecondFactors, first: string): Promise<SecondFactorAsked> {
    const challenge = randomBytes(32).toString('base64url');
    const now = this.now();
    await this.challenges.create({ token: challenge, kind: 'second-factor', accountId: account.id, challenge: first, now, expiresAt: new Date(now.getTime() + challengeLastsMs) });
    const methods = [...(factors.totpSecret === null ? [] : ['totp' as const]), ...(factors.passkeys > 0 ? ['passkey' as const] : []), ...(factors.recoveryCodesLeft > 0 ? ['recovery-code' as const] : [])];
    return { challenge, methods };
  }

  /** Five tries a challenge, and each challenge costs what came first. `method`: all that they have shown. */
  async answer({ challenge, code }: SecondFactorAnswer): Promise<{ account: AccountRecord; method: string }> {
    const asked = await this.challenges.attempt(challenge, 'second-factor', this.now());
    const accountId = asked?.accountId ?? null;
    const method = accountId === null ? null : await this.check(accountId, code);
    if (asked === null || accountId === null || method === null || !(await this.challenges.finish(challenge))) throw new UnauthorizedException('the code is wrong or too old');
    return { account: await this.accounts.find(accountId), method: `${asked.challenge}, ${method}` };
  }

  /** How the code was good; null: it was not. A good one is used up. */
  async check(accountId: string, code: string): Promise<'totp' | 'recovery-code' | null> {
    if (!/^\d{6}$/.test(code)) return (await this.factors.useRecoveryCode(accountId, readRecoveryCode(code), this.now())) ? 'recovery-code' : null;
    const { totpSecret } = await this.factors.of(accountId);
    const step = totpSecret === null ? null : totpStepOf(this.seal.open(totpSecret, totpPlace(accountId)), code, this.clock.now());
    return step !== null && (await this.factors.useTotpStep(accountId, step)) ? 'totp' : null;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** What the sealed secret is bound to. */
export function totpPlace(accountId: string): string {
  return `account.totp_secret:${accountId}`;
}
