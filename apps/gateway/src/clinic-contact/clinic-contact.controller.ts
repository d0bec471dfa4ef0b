import { ClinicContact, ClinicContactChange, ClinicContactChanged } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { ClinicContactService } from './clinic-contact.service.js';

/** Who is told when nobody answers a grave alert. */
@Controller('api/clinic/contact')
@ApiBearerAuth()
export class ClinicContactController {
  constructor(private readonly contact: ClinicContactService) {}

  @Get()
  @Polled()
  @Policy('clinic-admin')
  @Returns(ClinicContact)
  of(@CurrentActor() actor: Actor): Promise<ClinicContact> {
    return this.contact.of(actor);
  }

  @Put()
  @Policy('clinic-admin')
  @StepUp()
  @Returns(ClinicContactChanged)
  change(@CurrentActor() actor: Actor, @Body({ schema: ClinicContactChange }) body: ClinicContactChange): Promise<ClinicContactChanged> {
    return this.contact.change(actor, body);
  }

  /** By every way that is set; at most every 30 s. */
  @Post('test')
  @Policy('clinic-admin')
  @ReturnsNothing()
  test(@CurrentActor() actor: Actor): Promise<void> {
    return this.contact.test(actor);
  }
}
