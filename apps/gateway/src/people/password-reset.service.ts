import { randomBytes } from 'node:crypto';
import type { PasswordResetMade } from '#libs/contracts';
import { AccountRepository, AuditRepository, SignInChallengeRepository, SignInRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { hashNewPassword } from '../sign-in/new-password.js';
import { SignInTries } from '../sign-in/sign-in-tries.js';

const lastsMs = 24 * 3_600_000;

/** A lost password: an admin who knows the person hands them a link. It sets a password and signs nobody in: a second factor is asked for as ever. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly challenges: SignInChallengeRepository,
    private readonly signIns: SignInRepository,
    private readonly audit: AuditRepository,
    private readonly tries: SignInTries,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async make(actor: Actor, accountId: string): Promise<PasswordResetMade> {
    if (!(await this.accounts.isOpenIn(actor.clinicId, accountId))) throw new NotFoundException('no such open account');
    const token = randomBytes(32).toString('base64url');
    const now = this.now();
    const expiresAt = new Date(now.getTime() + lastsMs);
    await this.challenges.create({ token, kind: 'password-reset', accountId, challenge: '', now, expiresAt });
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'make-password-reset', subjectKind: 'account', subjectId: accountId, detail: {} });
    return { token, expiresAt: expiresAt.toISOString() };
  }

  /** Every sign-in of the account is over. */
  async use(token: string, password: string, address: string): Promise<void> {
    await this.tries.link('password-reset', address);
    const now = this.now();
    const accountId = (await this.challenges.attempt(token, 'password-reset', now))?.accountId ?? null;
    if (accountId === null) throw new NotFoundException('no such link: it may have been used, or be too old');
    const passwordHash = await hashNewPassword(password, [await this.accounts.signInNameOf(accountId)]);
    if (!(await this.challenges.finish(token))) throw new NotFoundException('no such link: it may have been used, or be too old');
    await this.accounts.setPasswordHash(accountId, passwordHash);
    await this.signIns.endAll({ accountId, except: null, now });
    await this.audit.append({ at: now, actorKind: 'system', actorId: null, action: 'reset-password', subjectKind: 'account', subjectId: accountId, detail: {} });
    this.bus.publish({ hint: 'access-changed', accountIds: [accountId] });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
