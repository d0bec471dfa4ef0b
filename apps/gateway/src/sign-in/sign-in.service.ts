import type { SignInRequest } from '#libs/contracts';
import { AccountRepository, type AccountRecord } from '#libs/data';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { hashPassword, verifyPassword } from './password.js';
import { tooMany, toRefusal } from './too-many.js';

@Injectable()
export class SignInService {
  constructor(private readonly accounts: AccountRepository, private readonly attempts: Attempts) {}

  /** Whose name and password these are. One answer, in one time, for a name that is unknown and a password that is wrong. */
  async check({ signInName, password }: SignInRequest, address: string): Promise<AccountRecord> {
    const key = `${signInName.toLowerCase()} ${address}`;
    if (!this.attempts.take(key)) throw tooMany('too many attempts; try again in ten minutes');
    const known = await this.accounts.findBySignInName(signInName);
    const verdict = await verifyPassword(password, known?.passwordHash ?? null).catch(toRefusal);
    if (verdict === 'wrong' || known === null) throw new UnauthorizedException('name or password is wrong');
    this.attempts.succeeded(key);
    const { passwordHash: _passwordHash, ...account } = known;
    if (verdict === 'right-but-outdated') await this.accounts.setPasswordHash(account.id, await hashPassword(password).catch(toRefusal));
    return account;
  }
}
