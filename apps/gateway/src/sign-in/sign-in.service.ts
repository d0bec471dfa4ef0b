import type { SignInRequest } from '#libs/contracts';
import { AccountRepository, AuditRepository, type AccountRecord } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { hashPassword, verifyPassword } from './password.js';
import { SignInTries } from './sign-in-tries.js';
import { toRefusal } from './too-many.js';

@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly audit: AuditRepository,
    private readonly tries: SignInTries,
    private readonly clock: Clock,
  ) {}

  /** Whose name and password these are. One answer, in one time, for a name that is unknown and a password that is wrong. */
  async check({ signInName, password }: SignInRequest, address: string): Promise<AccountRecord> {
    const succeeded = await this.tries.password(signInName, address);
    const known = await this.accounts.findBySignInName(signInName);
    const verdict = await verifyPassword(password, known?.passwordHash ?? null).catch(toRefusal);
    if (verdict === 'wrong' || known === null) {
      await this.noteRefusal(known?.id ?? null);
      throw new UnauthorizedException('name or password is wrong');
    }
    await succeeded();
    const { passwordHash: _passwordHash, ...account } = known;
    if (verdict === 'right-but-outdated') await this.accounts.setPasswordHash(account.id, await hashPassword(password).catch(toRefusal));
    return account;
  }

  /** Somebody tried; who they are is not known. Written down for a name that nobody has too: it takes as long. */
  private async noteRefusal(accountId: string | null): Promise<void> {
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'system', actorId: null, action: 'refuse-sign-in', subjectKind: 'account', subjectId: accountId, detail: {} });
  }
}
