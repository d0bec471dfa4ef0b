import { PasswordChange, Proof } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { ReturnsNothing } from '../returns.js';
import { AccountService } from './account.service.js';

/** What people do with their own account. */
@Controller('api/account')
@ApiBearerAuth()
export class AccountController {
  constructor(private readonly account: AccountService) {}

  @Post('proof')
  @Policy('signed-in')
  @ReturnsNothing()
  prove(@CurrentActor() actor: Actor, @Body({ schema: Proof }) { password }: Proof, @Ip() address: string): Promise<void> {
    return this.account.prove(actor, { password, address });
  }

  /** Every other sign-in ends: whoever knew the old one is out. */
  @Post('password')
  @Policy('signed-in')
  @StepUp()
  @ReturnsNothing()
  changePassword(@CurrentActor() actor: Actor, @Body({ schema: PasswordChange }) { password }: PasswordChange): Promise<void> {
    return this.account.changePassword(actor, password);
  }
}
