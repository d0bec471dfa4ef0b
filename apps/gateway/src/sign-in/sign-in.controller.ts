import { PasskeyAnswer, PasskeyAsked, Person, Renewed, SecondFactorAnswer, SignedIn, SignedOut, SignInAnswer, SignInRequest, SignInView } from '#libs/contracts';
import { SignInRepository } from '#libs/data';
import { Clock, Policy } from '#libs/platform';
import { Body, Controller, Delete, Get, Ip, NotFoundException, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { ProviderSignInService } from '../identity-provider/provider-sign-in.service.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { FromPage, type PageOrigin } from './page-origin.js';
import { PasskeysService } from './passkeys.service.js';
import { clearRefreshCookie } from './refresh-cookie.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInDesk, toPerson } from './sign-in-desk.js';
import { SignInService } from './sign-in.service.js';

@Controller('api')
export class SignInController {
  constructor(
    private readonly service: SignInService,
    private readonly secondFactor: SecondFactorService,
    private readonly passkeys: PasskeysService,
    private readonly clinicAccount: ProviderSignInService,
    private readonly desk: SignInDesk,
    private readonly signIns: SignInRepository,
    private readonly clock: Clock,
  ) {}

  @Post('sign-in')
  @Policy('public')
  @Returns(SignInAnswer)
  async signIn(@Body({ schema: SignInRequest }) body: SignInRequest, @Ip() address: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignInAnswer> {
    const account = await this.service.check(body, address);
    const factors = await this.secondFactor.of(account.id);
    if (factors.totpSecret !== null || factors.passkeys > 0) return this.secondFactor.ask(account, factors, 'password');
    return this.desk.begin(account, { method: 'password', mustEnrol: factors.isRequired, request, response });
  }

  @Post('sign-in/second-factor')
  @Policy('public')
  @Returns(SignedIn)
  async answer(@Body({ schema: SecondFactorAnswer }) body: SecondFactorAnswer, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedIn> {
    const { account, method } = await this.secondFactor.answer(body);
    return this.desk.begin(account, { method, request, response });
  }

  @Post('sign-in/passkey-challenge')
  @Policy('public')
  @Returns(PasskeyAsked)
  askForPasskey(@FromPage() page: PageOrigin): Promise<PasskeyAsked> {
    return this.passkeys.askForSignIn(page);
  }

  @Post('sign-in/passkey')
  @Policy('public')
  @Returns(SignedIn)
  async signInByPasskey(@Body({ schema: PasskeyAnswer }) body: PasskeyAnswer, @FromPage() page: PageOrigin, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedIn> {
    return this.desk.begin(await this.passkeys.signIn(body, page), { method: 'passkey', request, response });
  }

  /** The next token, for the cookie that came with the one before. */
  @Post('sign-in/renewal')
  @Policy('public')
  @Returns(Renewed)
  async renew(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Renewed> {
    return { signedIn: await this.desk.renew(request, response) };
  }

  /** The browser is told to forget what it kept of us. */
  @Post('sign-out')
  @Policy('signed-in')
  @ApiBearerAuth()
  @Returns(SignedOut)
  async signOut(@CurrentActor() actor: Actor, @Req() { headers }: Request, @Res({ passthrough: true }) response: Response): Promise<SignedOut> {
    const endSessionUrl = await this.clinicAccount.endSessionUrl(actor, headers.origin);
    clearRefreshCookie(response);
    response.setHeader('clear-site-data', '"cache", "storage"');
    await this.desk.end(actor, actor.signInId, 'sign-out');
    return { endSessionUrl };
  }

  @Get('me')
  @Policy('signed-in')
  @ApiBearerAuth()
  @Returns(Person)
  me(@CurrentActor() actor: Actor): Person {
    return toPerson(actor);
  }

  /** Where I am signed in. */
  @Get('sign-ins')
  @Policy('signed-in')
  @ApiBearerAuth()
  @ReturnsMany(SignInView)
  async list(@CurrentActor() actor: Actor): Promise<SignInView[]> {
    const open = await this.signIns.open(actor.id, new Date(this.clock.now()));
    return open.map(({ createdAt, renewedAt, ...rest }) => ({ ...rest, createdAt: createdAt.toISOString(), renewedAt: renewedAt.toISOString(), current: rest.id === actor.signInId }));
  }

  /** All but the one that asks. */
  @Delete('sign-ins')
  @Policy('signed-in')
  @ApiBearerAuth()
  @ReturnsNothing()
  endOthers(@CurrentActor() actor: Actor): Promise<void> {
    return this.desk.endOthers(actor);
  }

  @Delete('sign-ins/:signInId')
  @Policy('signed-in')
  @ApiBearerAuth()
  @ReturnsNothing()
  async end(@CurrentActor() actor: Actor, @IdParam('signInId') signInId: string): Promise<void> {
    if (!(await this.desk.end(actor, signInId, 'end-sign-in'))) throw new NotFoundException('no such sign-in');
  }
}
