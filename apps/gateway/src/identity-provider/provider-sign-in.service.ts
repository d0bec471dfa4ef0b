import { randomUUID } from 'node:crypto';
import type { ProviderAnswer, ProviderAsk, ProviderAsked, ProviderOffer, ProviderOutcome } from '#libs/contracts';
import { AccountRepository, AuditRepository, IdentityProviderRepository, InvitationRepository, SignInRepository, type AccountRecord } from '#libs/data';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException, UnauthorizedException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { kindOf, type Actor } from '../actor.js';
import { SecondFactorService } from '../sign-in/second-factor.service.js';
import { SignInDesk } from '../sign-in/sign-in-desk.js';
import { OpenId } from './open-id.js';
import { ProviderQuestions, type Answered, type Purpose } from './provider-questions.js';

/** How a sign-in is called that a clinic's provider has vouched for. */
const method = 'clinic account';

interface Exchange {
  request: Request;
  response: Response;
}

/** In by the account that one's clinic gives one; and what of it is asked for by those who are in. */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly providers: IdentityProviderRepository,
    private readonly questions: ProviderQuestions,
    private readonly openId: OpenId,
    private readonly invitations: InvitationRepository,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly secondFactor: SecondFactorService,
    private readonly desk: SignInDesk,
    private readonly audit: AuditRepository,
    private readonly clock: Clock,
  ) {}

  async offers(): Promise<ProviderOffer[]> {
    return (await this.providers.all()).map(({ id, clinicName }) => ({ id, clinicName }));
  }

  async ask({ providerId, invitation }: ProviderAsk, page: { origin: string; response: Response }): Promise<ProviderAsked> {
    const provider = await this.providers.find(providerId);
    if (provider === null) throw new NotFoundException('no such clinic account');
    return this.questions.ask(provider, invitation === null ? { kind: 'sign-in' } : { kind: 'invitation', token: invitation }, page);
  }

  /** For whoever is signed in: to link their account, or to show again who they are. */
  async askOf(actor: Actor, kind: 'link' | 'proof', page: { origin: string; response: Response }): Promise<ProviderAsked> {
    const [provider, identity] = await Promise.all([this.providers.ofClinic(actor.clinicId), this.providers.identityOf(actor.id)]);
    if (provider === null) throw new ConflictException('your clinic has no accounts of its own here');
    if ((identity === null) === (kind === 'proof')) throw new ConflictException(kind === 'proof' ? 'your clinic account is not linked' : 'your clinic account is linked already');
    return this.questions.ask(provider, { kind, accountId: actor.id, signInId: actor.signInId }, page);
  }

  async answer(answer: ProviderAnswer, exchange: Exchange): Promise<ProviderOutcome> {
    const answered = await this.questions.answer(answer, exchange.request, exchange.response);
    const { purpose } = answered;
    switch (purpose.kind) {
      case 'sign-in': return this.signIn(answered, exchange);
      case 'invitation': return this.accept(answered, purpose.token, exchange);
      case 'link': return this.link(answered, purpose);
      case 'proof': return this.prove(answered, purpose);
      default: return purpose satisfies never;
    }
  }

  /** 409: they could not sign in any more. */
  async unlink(actor: Actor): Promise<void> {
    const [hasPassword, { passkeys }] = await Promise.all([this.accounts.hasPassword(actor.id), this.secondFactor.of(actor.id)]);
    if (!hasPassword && passkeys === 0) throw new ConflictException('it is how you sign in: add a passkey first');
    if (!(await this.providers.unlink(actor.id))) throw new NotFoundException('your clinic account is not linked');
    await this.note(actor, 'unlink-identity');
  }

  /** Where whoever signs out leaves the clinic's account as well; null: this sign-in has nothing to do with it. */
  async endSessionUrl(actor: Actor, backTo: string | undefined): Promise<string | null> {
    const current = (await this.signIns.open(actor.id, this.now())).find(({ id }) => id === actor.signInId);
    const provider = current?.method.includes(method) === true ? await this.providers.ofClinic(actor.clinicId) : null;
    return provider === null ? null : this.openId.endSessionUrl(provider, backTo);
  }

  private async signIn({ provider, identity }: Answered, exchange: Exchange): Promise<ProviderOutcome> {
    const account = await this.providers.accountOf(provider.id, identity.subject);
    if (account === null) {
      await this.audit.append({ at: this.now(), actorKind: 'system', actorId: null, action: 'refuse-sign-in', subjectKind: 'account', subjectId: null, detail: { providerId: provider.id } });
      throw new UnauthorizedException('nobody here is linked to this account: ask your clinic for an invitation, or sign in as before and link it');
    }
    const factors = await this.secondFactor.of(account.id);
    if (provider.secondFactor === 'provider') return this.desk.begin(account, { method, ...exchange });
    if (factors.totpSecret !== null || factors.passkeys > 0) return this.secondFactor.ask(account, factors, method);
    return this.desk.begin(account, { method, mustEnrol: factors.isRequired, ...exchange });
  }

  /** The link says who they are here, and the provider who they are there: from now on they are the same. */
  private async accept({ provider, identity }: Answered, token: string, exchange: Exchange): Promise<ProviderOutcome> {
    const greeting = await this.invitations.greeting(token, this.now());
    if (greeting?.providerId !== provider.id) throw new NotFoundException('no such invitation: it may have been used, withdrawn, or be too old');
    const accept = (signInName: string) => this.invitations.accept({
      token, signInName, passwordHash: null, identity: { providerId: provider.id, subject: identity.subject }, newAccountId: randomUUID(), now: this.now() });
    // A name to be called by; who they are does not hang on it.
    const named = await accept(identity.email ?? randomUUID());
    const outcome = !named.ok && named.reason === 'name-taken' ? await accept(randomUUID()) : named;
    if (!outcome.ok) throw outcome.reason === 'unknown' ? new NotFoundException('no such invitation: it may have been used, withdrawn, or be too old') : new ConflictException('this clinic account is somebody else\'s here');
    const account = await this.accounts.find(outcome.accountId);
    await this.note(account, 'link-identity');
    const { isRequired } = await this.secondFactor.of(account.id);
    return this.desk.begin(account, { method: `invitation, ${method}`, mustEnrol: isRequired && provider.secondFactor === 'own', ...exchange });
  }

  private async link({ provider, identity }: Answered, asked: Extract<Purpose, { accountId: string }>): Promise<ProviderOutcome> {
    const account = await this.stillSignedIn(asked);
    if (!(await this.providers.link({ providerId: provider.id, subject: identity.subject, accountId: account.id, now: this.now() }))) throw new ConflictException('this clinic account is somebody else\'s here');
    await this.note(account, 'link-identity');
    return { done: 'linked' };
  }

  private async prove({ provider, identity }: Answered, asked: Extract<Purpose, { accountId: string }>): Promise<ProviderOutcome> {
    const account = await this.stillSignedIn(asked);
    const linked = await this.providers.identityOf(account.id);
    if (linked?.providerId !== provider.id || linked.subject !== identity.subject) throw new UnauthorizedException('this is another clinic account than yours');
    await this.signIns.prove(asked.signInId, this.now());
    return { done: 'proven' };
  }

  private async stillSignedIn({ accountId, signInId }: Extract<Purpose, { accountId: string }>): Promise<AccountRecord> {
    const open = await this.signIns.open(accountId, this.now());
    if (!open.some(({ id }) => id === signInId)) throw new UnauthorizedException('your sign-in has ended');
    return this.accounts.find(accountId);
  }

  private async note(account: AccountRecord, action: string): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: kindOf(account), actorId: account.id, action, subjectKind: 'account', subjectId: account.id, detail: {} });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
