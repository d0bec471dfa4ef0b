import type { SignInRequest } from '#libs/contracts';
import { AccountRepository, AuditRepository, type AccountRecord } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { hashPassword, verifyPassword } from './password.js';
import { tooMany, toRefusal } from './too-many.js';

@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly audit: AuditRepository,
    private readonly attempts: Attempts,
    private readonly clock: Clock,
  ) {}

  /** Whose name and password these are. One answer, in one time, for a name that is unknown and a password that is wrong. */
  async check({ signInName, password }: SignInRequest, address: string): Promise<AccountRecord> {
    const key = `${signInName.toLowerCase()} ${address}`;
    if (!this.attempts.take(key)) throw tooMany('too many attempts; try again in ten minutes');
    const known = await this.accounts.findBySignInName(signInName);
    const verdict = await verifyPassword(password, known?.passwordHash ?? null).catch(toRefusal);
    if (verdict === 'wrong' || known === null) {
      if (known !== null) await this.noteRefusal(known.id);
      throw new UnauthorizedException('name or password is wrong');
    }
    this.attempts.succeeded(key);
    const { passwordHash: _passwordHash, ...account } = known;
    if (verdict === 'right-but-outdated') await this.accounts.setPasswordHash(account.id, await hashPassword(password).catch(toRefusal));
    return account;
  }

  /** Somebody tried; who they are is not known. */
  private async noteRefusal(accountId: string): Promise<void> {
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'system', actorId: null, action: 'refuse-sign-in', subjectKind: 'account', subjectId: accountId, detail: {} });
  }
}
