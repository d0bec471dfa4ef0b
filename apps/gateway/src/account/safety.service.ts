import type { RecoveryCodes, Safety, TotpProposed } from '#libs/contracts';
import { AccountRepository, AuditRepository, SecondFactorRepository, Seal, SignInRepository, IdentityProviderRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { BadRequestException, ConflictException, ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { kindOf, type Actor } from '../actor.js';
import { newRecoveryCodes, newTotpSecret, totpStepOf, totpUri } from '../sign-in/one-time-code.js';
import { totpPlace } from '../sign-in/second-factor.service.js';

@Injectable()
export class SafetyService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly accounts: AccountRepository,
    private readonly providers: IdentityProviderRepository,
    private readonly signIns: SignInRepository,
    private readonly audit: AuditRepository,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  async of({ id, clinicId }: Actor): Promise<Safety> {
    const [{ totpSecret, recoveryCodesLeft, isRequired }, passkeys, identity, provider] = await Promise.all([
      this.factors.of(id), this.factors.passkeys(id), this.providers.identityOf(id), this.providers.ofClinic(clinicId),
    ]);
    return {
      totp: totpSecret !== null,
      recoveryCodesLeft,
      isRequired,
      clinicAccount: provider === null ? 'none' : identity === null ? 'offered' : 'linked',
      passkeys: passkeys.map((each) => ({ id: each.id, label: each.label, createdAt: each.createdAt.toISOString(), usedAt: each.usedAt?.toISOString() ?? null })),
    };
  }

  async proposeTotp({ id }: Actor): Promise<TotpProposed> {
    const secret = newTotpSecret();
    if (!(await this.factors.proposeTotp(id, this.seal.seal(secret, totpPlace(id))))) throw new ConflictException('there is one already; remove it first');
    return { secret, uri: totpUri(secret, await this.accounts.signInNameOf(id)) };
  }

  /** The app shows the right code, so the secret has arrived there. */
  async confirmTotp(actor: Actor, code: string): Promise<RecoveryCodes> {
    const proposed = await this.factors.proposedTotp(actor.id);
    if (proposed === null) throw new ConflictException('nothing waits to be confirmed');
    const step = totpStepOf(this.seal.open(proposed, totpPlace(actor.id)), code, this.clock.now());
    if (step === null || !(await this.factors.useTotpStep(actor.id, step))) throw new BadRequestException('code: wrong or too old');
    await this.factors.confirmTotp(actor.id, this.now());
    await this.enrolled(actor, 'add-totp');
    return this.renewRecoveryCodes(actor);
  }

  async removeTotp(actor: Actor): Promise<void> {
    const { isRequired, passkeys } = await this.factors.of(actor.id);
    if (isRequired && passkeys === 0) throw new ForbiddenException('your clinic wants a second factor: add a passkey first');
    await this.factors.removeTotp(actor.id);
    await this.note(actor, 'remove-totp');
  }

  async renewRecoveryCodes(actor: Actor): Promise<RecoveryCodes> {
    const recoveryCodes = newRecoveryCodes();
    await this.factors.replaceRecoveryCodes(actor.id, recoveryCodes);
    await this.note(actor, 'renew-recovery-codes');
    return { recoveryCodes };
  }

  async removePasskey(actor: Actor, passkeyId: string): Promise<void> {
    const { isRequired, passkeys, totpSecret } = await this.factors.of(actor.id);
    if (isRequired && passkeys === 1 && totpSecret === null) throw new ForbiddenException('your clinic wants a second factor: add another one first');
    if (!(await this.factors.removePasskey(actor.id, passkeyId))) throw new NotFoundException('no such passkey');
    await this.note(actor, 'remove-passkey');
  }

  /** Now that they have one, the sign-in is good for everything. */
  async enrolled(actor: Actor, action: 'add-totp' | 'add-passkey'): Promise<void> {
    await this.signIns.hasEnrolled(actor.signInId);
    await this.note(actor, action);
  }

  private async note(actor: Actor, action: string): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: kindOf(actor), actorId: actor.id, action, subjectKind: 'account', subjectId: actor.id, detail: {} });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
