import { PatientTrends } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { TrendsService } from './trends.service.js';

/** What only several sessions show. */
@Controller('api')
@ApiBearerAuth()
export class TrendsController {
  constructor(private readonly trends: TrendsService) {}

  /** Range, score and tempo of each exercise, RMSSD and recovery, from session to session over the last twelve weeks. */
  @Get('patients/:patientId/trends')
  @Policy('practitioner')
  @Returns(PatientTrends)
  ofPatient(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<PatientTrends> {
    return this.trends.find(actor, patientId);
  }
}
