import { randomBytes } from 'node:crypto';
import type { ProviderAnswer, ProviderAsked } from '#libs/contracts';
import { IdentityProviderRepository, Seal, SignInChallengeRepository, type IdentityProviderRecord } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { forgetBrowser, isBrowser, markBrowser } from './asking-browser.js';
import { OpenId, type Asked, type Identity } from './open-id.js';

/** Long enough to type a password and a code over there. */
const lastsMs = 10 * 60_000;
/** Where the console is that the provider sends the browser back to; the clinic tells its provider. */
const answerPath = '/sign-in/answer';

/** What the answer is for. */
export type Purpose = { kind: 'sign-in' } | { kind: 'invitation'; token: string } | { kind: 'link' | 'proof'; accountId: string; signInId: string };

interface Question extends Asked {
  providerId: string;
  browser: string;
  purpose: Purpose;
}

export interface Answered {
  provider: IdentityProviderRecord;
  identity: Identity;
  purpose: Purpose;
}

/** Asks a provider who somebody is, and takes its answer: once, from the browser that asked, from the provider that was asked. Any gateway takes it. */
@Injectable()
export class ProviderQuestions {
  constructor(
    private readonly openId: OpenId,
    private readonly providers: IdentityProviderRepository,
    private readonly challenges: SignInChallengeRepository,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  async ask(provider: IdentityProviderRecord, purpose: Purpose, { origin, response }: { origin: string; response: Response }): Promise<ProviderAsked> {
    const state = randomBytes(32).toString('base64url');
    const { url, asked } = await this.openId.ask(provider, { state, redirectUri: `${origin}${answerPath}`, isFresh: purpose.kind === 'proof' });
    const question: Question = { ...asked, providerId: provider.id, browser: markBrowser(response, lastsMs), purpose };
    const now = new Date(this.clock.now());
    await this.challenges.create({
      token: state, kind: 'identity-provider', accountId: 'accountId' in purpose ? purpose.accountId : null, challenge: this.seal.seal(JSON.stringify(question), placeOf(state)), now, expiresAt: new Date(now.getTime() + lastsMs),
    });
    return { url };
  }

  /** 401: nobody asked, it was answered before, it is another browser, or the provider does not say what was asked. */
  async answer({ state, code, issuer }: ProviderAnswer, request: Request, response: Response): Promise<Answered> {
    const asked = await this.challenges.attempt(state, 'identity-provider', new Date(this.clock.now()));
    // Used up whatever comes of it: a code is good for one exchange.
    if (asked === null || !(await this.challenges.finish(state))) throw new UnauthorizedException('nobody asks for this any more; begin again');
    const question = JSON.parse(this.seal.open(asked.challenge, placeOf(state))) as Question;
    if (!isBrowser(request, question.browser)) throw new UnauthorizedException('another browser asked for this; begin again');
    forgetBrowser(response);
    const provider = await this.providers.find(question.providerId);
    if (provider === null) throw new UnauthorizedException('your clinic\'s account is no longer taken here');
    return { provider, identity: await this.openId.answer(provider, question, { state, code, issuer }), purpose: question.purpose };
  }
}

function placeOf(state: string): string {
  return `sign_in_challenge.challenge:${state}`;
}
