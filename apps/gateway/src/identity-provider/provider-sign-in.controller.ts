import { ProviderAnswer, ProviderAsk, ProviderAsked, ProviderOffer, ProviderOutcome } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { FromPage, type PageOrigin } from '../sign-in/page-origin.js';
import { ProviderSignInService } from './provider-sign-in.service.js';

/** Sign-in by the account that one's clinic gives one (OpenID Connect). */
@Controller('api')
export class ProviderSignInController {
  constructor(private readonly service: ProviderSignInService) {}

  @Get('sign-in/providers')
  @Policy('public')
  @ReturnsMany(ProviderOffer)
  offers(): Promise<ProviderOffer[]> {
    return this.service.offers();
  }

  @Post('sign-in/provider')
  @Policy('public')
  @Returns(ProviderAsked)
  ask(@Body({ schema: ProviderAsk }) body: ProviderAsk, @FromPage() { origin }: PageOrigin, @Res({ passthrough: true }) response: Response): Promise<ProviderAsked> {
    return this.service.ask(body, { origin, response });
  }

  @Post('sign-in/provider-answer')
  @Policy('public')
  @Returns(ProviderOutcome)
  answer(@Body({ schema: ProviderAnswer }) body: ProviderAnswer, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<ProviderOutcome> {
    return this.service.answer(body, { request, response });
  }

  /** Instead of a password, before what cannot be taken back. */
  @Post('account/provider-proof')
  @Policy('signed-in')
  @ApiBearerAuth()
  @Returns(ProviderAsked)
  prove(@CurrentActor() actor: Actor, @FromPage() { origin }: PageOrigin, @Res({ passthrough: true }) response: Response): Promise<ProviderAsked> {
    return this.service.askOf(actor, 'proof', { origin, response });
  }

  @Post('account/provider-link')
  @Policy('signed-in')
  @StepUp()
  @ApiBearerAuth()
  @Returns(ProviderAsked)
  link(@CurrentActor() actor: Actor, @FromPage() { origin }: PageOrigin, @Res({ passthrough: true }) response: Response): Promise<ProviderAsked> {
    return this.service.askOf(actor, 'link', { origin, response });
  }

  @Delete('account/provider-link')
  @Policy('signed-in')
  @StepUp()
  @ApiBearerAuth()
  @ReturnsNothing()
  unlink(@CurrentActor() actor: Actor): Promise<void> {
    return this.service.unlink(actor);
  }
}
