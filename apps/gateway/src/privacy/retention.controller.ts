import { LegalHold, LegalHoldSet, Retention } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { RetentionService } from './retention.service.js';

/** How long a clinic keeps what, and what it must keep. */
@Controller('api')
@ApiBearerAuth()
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get('retention')
  @Policy('clinic-admin')
  @Returns(Retention)
  terms(@CurrentActor() actor: Actor): Promise<Retention> {
    return this.retention.terms(actor);
  }

  /** What is older goes within the hour, and does not come back. */
  @Put('retention')
  @Policy('clinic-admin')
  @StepUp()
  @ReturnsNothing()
  setTerms(@CurrentActor() actor: Actor, @Body({ schema: Retention }) terms: Retention): Promise<void> {
    return this.retention.setTerms(actor, terms);
  }

  @Get('legal-holds')
  @Policy('clinic-admin')
  @ReturnsMany(LegalHold)
  holds(@CurrentActor() actor: Actor): Promise<LegalHold[]> {
    return this.retention.holds(actor);
  }

  @Put('patients/:patientId/legal-hold')
  @Policy('clinic-admin')
  @ReturnsNothing()
  hold(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: LegalHoldSet }) body: LegalHoldSet): Promise<void> {
    return this.retention.hold(actor, patientId, body);
  }

  @Delete('patients/:patientId/legal-hold')
  @Policy('clinic-admin')
  @StepUp()
  @ReturnsNothing()
  endHold(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<void> {
    return this.retention.endHold(actor, patientId);
  }
}
