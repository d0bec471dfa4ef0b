import { LimitsChange, Prescription } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { LimitsService } from './limits.service.js';

@Controller('api/prescriptions/:prescriptionId/limits')
@ApiBearerAuth()
export class LimitsController {
  constructor(private readonly limits: LimitsService) {}

  /** Limits of the built-in rules, for sessions that begin from now on: 409 unless a what-if that tried them is done, or where somebody else has set others since they were looked at. */
  @Put()
  @Policy('practitioner')
  @Returns(Prescription)
  change(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string, @Body({ schema: LimitsChange }) body: LimitsChange): Promise<Prescription> {
    return this.limits.change(actor, prescriptionId, body);
  }
}
