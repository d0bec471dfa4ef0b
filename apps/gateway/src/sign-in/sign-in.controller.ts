import { Person, Renewed, SignedIn, SignInRequest, SignInView } from '#libs/contracts';
import { SignInRepository } from '#libs/data';
import { Clock, Policy } from '#libs/platform';
import { Body, Controller, Delete, Get, Ip, NotFoundException, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { clearRefreshCookie } from './refresh-cookie.js';
import { SignInDesk, toPerson } from './sign-in-desk.js';
import { SignInService } from './sign-in.service.js';

@Controller('api')
export class SignInController {
  constructor(private readonly service: SignInService, private readonly desk: SignInDesk, private readonly signIns: SignInRepository, private readonly clock: Clock) {}

  @Post('sign-in')
  @Policy('public')
  @Returns(SignedIn)
  async signIn(@Body({ schema: SignInRequest }) body: SignInRequest, @Ip() address: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedIn> {
    const account = await this.service.check(body, address);
    return this.desk.begin(account, { method: 'password', request, response });
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
  @ReturnsNothing()
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    clearRefreshCookie(response);
    response.setHeader('clear-site-data', '"cache", "storage"');
    await this.desk.end(actor, actor.signInId, 'sign-out');
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
