import { Prescription, PrescriptionCreate } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Controller('api/patients/:patientId/prescriptions')
@ApiBearerAuth()
export class PrescriptionsController {
  constructor(private readonly prescriptions: PrescriptionsService) {}

  /** Those in force. */
  @Get()
  @Policy('practitioner')
  @ReturnsMany(Prescription)
  list(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<Prescription[]> {
    return this.prescriptions.list(actor, patientId);
  }

  @Post()
  @Policy('practitioner')
  @Returns(Prescription, 201)
  create(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: PrescriptionCreate }) body: PrescriptionCreate): Promise<Prescription> {
    return this.prescriptions.create(actor, patientId, body);
  }
}
