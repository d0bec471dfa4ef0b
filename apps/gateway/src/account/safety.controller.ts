import { PasskeyAdd, PasskeyAsked, RecoveryCodes, Safety, TotpConfirm, TotpProposed } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { FromPage, type PageOrigin } from '../sign-in/page-origin.js';
import { PasskeysService } from '../sign-in/passkeys.service.js';
import { SafetyService } from './safety.service.js';

/** What keeps an account safe, by its owner. */
@Controller('api/account')
@ApiBearerAuth()
export class SafetyController {
  constructor(private readonly safety: SafetyService, private readonly passkeys: PasskeysService) {}

  @Get('safety')
  @Policy('signed-in')
  @Returns(Safety)
  of(@CurrentActor() actor: Actor): Promise<Safety> {
    return this.safety.of(actor);
  }

  @Post('totp')
  @Policy('signed-in')
  @StepUp()
  @Returns(TotpProposed, 201)
  proposeTotp(@CurrentActor() actor: Actor): Promise<TotpProposed> {
    return this.safety.proposeTotp(actor);
  }

  @Post('totp/confirmation')
  @Policy('signed-in')
  @StepUp()
  @Returns(RecoveryCodes)
  confirmTotp(@CurrentActor() actor: Actor, @Body({ schema: TotpConfirm }) { code }: TotpConfirm): Promise<RecoveryCodes> {
    return this.safety.confirmTotp(actor, code);
  }

  @Delete('totp')
  @Policy('signed-in')
  @StepUp()
  @ReturnsNothing()
  removeTotp(@CurrentActor() actor: Actor): Promise<void> {
    return this.safety.removeTotp(actor);
  }

  @Post('recovery-codes')
  @Policy('signed-in')
  @StepUp()
  @Returns(RecoveryCodes)
  renewRecoveryCodes(@CurrentActor() actor: Actor): Promise<RecoveryCodes> {
    return this.safety.renewRecoveryCodes(actor);
  }

  @Post('passkeys/challenge')
  @Policy('signed-in')
  @StepUp()
  @Returns(PasskeyAsked)
  askForPasskey(@CurrentActor() actor: Actor, @FromPage() page: PageOrigin): Promise<PasskeyAsked> {
    return this.passkeys.askForNew(actor, page);
  }

  @Post('passkeys')
  @Policy('signed-in')
  @StepUp()
  @ReturnsNothing()
  async addPasskey(@CurrentActor() actor: Actor, @Body({ schema: PasskeyAdd }) body: PasskeyAdd, @FromPage() page: PageOrigin): Promise<void> {
    await this.passkeys.add(actor, body, page);
    await this.safety.enrolled(actor, 'add-passkey');
  }

  @Delete('passkeys/:passkeyId')
  @Policy('signed-in')
  @StepUp()
  @ReturnsNothing()
  removePasskey(@CurrentActor() actor: Actor, @IdParam('passkeyId') passkeyId: string): Promise<void> {
    return this.safety.removePasskey(actor, passkeyId);
  }
}
