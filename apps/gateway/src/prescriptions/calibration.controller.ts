import { CalibrationAsk, Prescription } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Controller('api/prescriptions/:prescriptionId/calibration')
@ApiBearerAuth()
export class CalibrationController {
  constructor(private readonly prescriptions: PrescriptionsService) {}

  /** The patient's next session, if it begins within half an hour, is a guided calibration of the sensors. Asking again begins the half hour anew. */
  @Post()
  @Policy('practitioner')
  @Returns(Prescription)
  ask(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string, @Body({ schema: CalibrationAsk }) body: CalibrationAsk): Promise<Prescription> {
    return this.prescriptions.askCalibration(actor, prescriptionId, body);
  }

  /** The next session is exercise after all. */
  @Delete()
  @Policy('practitioner')
  @Returns(Prescription)
  withdraw(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string): Promise<Prescription> {
    return this.prescriptions.withdrawCalibration(actor, prescriptionId);
  }
}
