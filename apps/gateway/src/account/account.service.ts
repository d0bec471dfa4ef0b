import { AccountRepository, AuditRepository, SignInRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { BadRequestException, Injectable, UnauthorizedException } from '@nestjs/common';
import { kindOf, type Actor } from '../actor.js';
import { hashNewPassword } from '../sign-in/new-password.js';
import { SignInDesk } from '../sign-in/sign-in-desk.js';
import { SignInService } from '../sign-in/sign-in.service.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly audit: AuditRepository,
    private readonly service: SignInService,
    private readonly desk: SignInDesk,
    private readonly clock: Clock,
  ) {}

  /** Counted like a sign-in: a screen that was left open is no place to guess. */
  async prove(actor: Actor, { password, address }: { password: string; address: string }): Promise<void> {
    const signInName = await this.accounts.signInNameOf(actor.id);
    await this.service.check({ signInName, password }, address).catch(toBadRequest);
    await this.signIns.prove(actor.signInId, new Date(this.clock.now()));
  }

  async changePassword(actor: Actor, password: string): Promise<void> {
    const signInName = await this.accounts.signInNameOf(actor.id);
    if (password.toLowerCase().includes(signInName)) throw new BadRequestException('password: must not have the sign-in name in it');
    await this.accounts.setPasswordHash(actor.id, await hashNewPassword(password, [signInName, actor.displayName, actor.clinicName]));
    await this.desk.endOthers(actor);
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: kindOf(actor), actorId: actor.id, action: 'change-password', subjectKind: 'account', subjectId: actor.id, detail: {} });
  }
}

/** 401 would say that the sign-in is over. */
function toBadRequest(error: unknown): never {
  throw error instanceof UnauthorizedException ? new BadRequestException('password: not the right one') : error;
}
