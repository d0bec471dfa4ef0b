import { Erasure, ErasureAsked } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { ErasureService } from './erasure.service.js';

/** A patient demands that their record go, and an admin does it. */
@Controller('api')
@ApiBearerAuth()
export class ErasureController {
  constructor(private readonly erasures: ErasureService) {}

  @Get('erasures')
  @Policy('clinic-admin')
  @ReturnsMany(Erasure)
  list(@CurrentActor() actor: Actor): Promise<Erasure[]> {
    return this.erasures.list(actor);
  }

  @Post('patients/:patientId/erasure')
  @Policy('clinic-admin')
  @StepUp()
  @Returns(ErasureAsked, 201)
  ask(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<ErasureAsked> {
    return this.erasures.ask(actor, patientId);
  }

  /** While it waits. */
  @Delete('patients/:patientId/erasure')
  @Policy('clinic-admin')
  @ReturnsNothing()
  cancel(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<void> {
    return this.erasures.cancel(actor, patientId);
  }
}
