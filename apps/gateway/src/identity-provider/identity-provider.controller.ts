import { IdentityProviderOfClinic, IdentityProviderSet, IdentityProviderView } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { IdentityProviderService } from './identity-provider.service.js';

@Controller('api/clinic/identity-provider')
@ApiBearerAuth()
export class IdentityProviderController {
  constructor(private readonly service: IdentityProviderService) {}

  @Get()
  @Policy('clinic-admin')
  @Returns(IdentityProviderOfClinic)
  async of(@CurrentActor() actor: Actor): Promise<IdentityProviderOfClinic> {
    return { provider: await this.service.of(actor) };
  }

  /** Kept when an OpenID provider answers at the issuer's address. Another issuer ends what was linked at the one before. */
  @Put()
  @Policy('clinic-admin')
  @StepUp()
  @Returns(IdentityProviderView)
  set(@CurrentActor() actor: Actor, @Body({ schema: IdentityProviderSet }) body: IdentityProviderSet): Promise<IdentityProviderView> {
    return this.service.set(actor, body);
  }

  @Delete()
  @Policy('clinic-admin')
  @StepUp()
  @ReturnsNothing()
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.service.remove(actor);
  }
}
