import { InvolvedSideChange, Prescription } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Controller('api/prescriptions/:prescriptionId/involved-side')
@ApiBearerAuth()
export class InvolvedSideController {
  constructor(private readonly prescriptions: PrescriptionsService) {}

  /** Which side hurts, for sessions that begin from now on. Refused where somebody else has said otherwise since it was looked at. */
  @Put()
  @Policy('practitioner')
  @Returns(Prescription)
  change(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string, @Body({ schema: InvolvedSideChange }) body: InvolvedSideChange): Promise<Prescription> {
    return this.prescriptions.changeInvolvedSide(actor, prescriptionId, body);
  }
}
