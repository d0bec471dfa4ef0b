import { PasswordReset, PasswordResetMade } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { PasswordResetService } from './password-reset.service.js';

@Controller('api')
export class PasswordResetController {
  constructor(private readonly resets: PasswordResetService) {}

  @Post('accounts/:accountId/password-reset')
  @Policy('clinic-admin')
  @StepUp()
  @ApiBearerAuth()
  @Returns(PasswordResetMade, 201)
  make(@CurrentActor() actor: Actor, @IdParam('accountId') accountId: string): Promise<PasswordResetMade> {
    return this.resets.make(actor, accountId);
  }

  /** For whoever has the link. Signs nobody in. */
  @Post('sign-in/password-reset')
  @Policy('public')
  @ReturnsNothing()
  use(@Body({ schema: PasswordReset }) { token, password }: PasswordReset, @Ip() address: string): Promise<void> {
    return this.resets.use(token, password, address);
  }
}
