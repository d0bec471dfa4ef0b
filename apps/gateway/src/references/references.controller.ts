import { Reference, ReferenceCreate } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { ReferencesService } from './references.service.js';

@Controller('api')
@ApiBearerAuth()
export class ReferencesController {
  constructor(private readonly references: ReferencesService) {}

  @Post('prescriptions/:prescriptionId/references')
  @Policy('practitioner')
  @Returns(Reference, 201)
  create(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string, @Body({ schema: ReferenceCreate }) body: ReferenceCreate): Promise<Reference> {
    return this.references.create(actor, prescriptionId, body);
  }

  @Get('references/:referenceId')
  @Polled()
  @Policy('practitioner')
  @Returns(Reference)
  find(@CurrentActor() actor: Actor, @IdParam('referenceId') referenceId: string): Promise<Reference> {
    return this.references.find(actor, referenceId);
  }
}
