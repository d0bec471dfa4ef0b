import { Practitioner, SignedIn, SignInRequest } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, CurrentToken, type Actor } from '../actor.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { SignInService } from './sign-in.service.js';

@Controller('api')
export class SignInController {
  constructor(private readonly signIns: SignInService) {}

  @Post('sign-in')
  @Policy('public')
  @Returns(SignedIn)
  signIn(@Body({ schema: SignInRequest }) body: SignInRequest, @Ip() address: string): Promise<SignedIn> {
    return this.signIns.signIn(body, address);
  }

  @Post('sign-out')
  @Policy('practitioner')
  @ApiBearerAuth()
  @ReturnsNothing()
  signOut(@CurrentActor() actor: Actor, @CurrentToken() token: string): Promise<void> {
    return this.signIns.signOut(actor, token);
  }

  @Get('me')
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(Practitioner)
  me(@CurrentActor() actor: Actor): Practitioner {
    return actor;
  }
}
