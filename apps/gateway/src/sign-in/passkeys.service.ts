import { randomBytes, randomUUID } from 'node:crypto';
import type { PasskeyAdd, PasskeyAnswer, PasskeyAsked } from '#libs/contracts';
import { AccountRepository, SecondFactorRepository, SignInChallengeRepository, type AccountRecord, type ChallengeKind } from '#libs/data';
import { Clock } from '#libs/platform';
import { BadRequestException, Injectable, UnauthorizedException } from '@nestjs/common';
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type AuthenticatorTransport, type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Actor } from '../actor.js';
import type { PageOrigin } from './page-origin.js';

const lastsMs = 5 * 60_000;

/** WebAuthn: a key that never leaves the authenticator, bound to our address, with a PIN or a finger: two factors in one. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly challenges: SignInChallengeRepository,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  async askForNew(actor: Actor, { host }: PageOrigin): Promise<PasskeyAsked> {
    const known = await this.factors.passkeys(actor.id);
    const options = await generateRegistrationOptions({
      rpName: 'Tendon', rpID: host, userID: new TextEncoder().encode(actor.id), userName: await this.accounts.signInNameOf(actor.id), userDisplayName: actor.displayName, attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as AuthenticatorTransport[] })),
    });
    return this.ask('passkey-new', actor.id, options);
  }

  async add(actor: Actor, { challenge, credential, label }: PasskeyAdd, { origin, host }: PageOrigin): Promise<string> {
    const asked = await this.challenges.attempt(challenge, 'passkey-new', this.now());
    if (asked === null || asked.accountId !== actor.id) throw new BadRequestException('challenge: unknown or too old');
    const verified = await verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON, expectedChallenge: asked.challenge, expectedOrigin: origin, expectedRPID: host, requireUserVerification: true,
    }).catch(() => null);
    if (verified?.verified !== true || !(await this.challenges.finish(challenge))) throw new BadRequestException('credential: not made for this page and challenge');
    const { id: credentialId, publicKey, counter, transports } = verified.registrationInfo.credential;
    const id = randomUUID();
    await this.factors.addPasskey({ id, accountId: actor.id, credentialId, publicKey: Buffer.from(publicKey), counter, transports: transports ?? [], label, createdAt: this.now() });
    return id;
  }

  async askForSignIn({ host }: PageOrigin): Promise<PasskeyAsked> {
    return this.ask('passkey-sign-in', null, await generateAuthenticationOptions({ rpID: host, userVerification: 'required' }));
  }

  /** Whose passkey has answered. */
  async signIn({ challenge, credential }: PasskeyAnswer, { origin, host }: PageOrigin): Promise<AccountRecord> {
    const asked = await this.challenges.attempt(challenge, 'passkey-sign-in', this.now());
    const passkey = asked === null ? null : await this.factors.findPasskey(credential.id);
    if (asked === null || passkey === null) throw new UnauthorizedException('this passkey is not known here');
    const { id, accountId, credentialId, publicKey, counter, transports } = passkey;
    const verified = await verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON, expectedChallenge: asked.challenge, expectedOrigin: origin, expectedRPID: host, requireUserVerification: true,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter, transports: transports as AuthenticatorTransport[] },
    }).catch(() => null);
    if (verified?.verified !== true || !(await this.challenges.finish(challenge))) throw new UnauthorizedException('this passkey is not known here');
    await this.factors.passkeyUsed(id, verified.authenticationInfo.newCounter, this.now());
    return this.accounts.find(accountId);
  }

  private async ask(kind: ChallengeKind, accountId: string | null, options: { challenge: string }): Promise<PasskeyAsked> {
    const token = randomBytes(32).toString('base64url');
    const now = this.now();
    await this.challenges.create({ token, kind, accountId, challenge: options.challenge, now, expiresAt: new Date(now.getTime() + lastsMs) });
    return { challenge: token, options: { ...options } };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
