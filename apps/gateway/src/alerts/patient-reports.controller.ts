import { DayPainCreate, PatientReportCreate, PatientReported } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { PatientReportsService } from './patient-reports.service.js';

/** What a patient says, as the therapist writes it down. */
@Controller('api')
@ApiBearerAuth()
export class PatientReportsController {
  constructor(private readonly reports: PatientReportsService) {}

  @Post('sessions/:sessionId/reports')
  @Policy('practitioner')
  @Returns(PatientReported, 201)
  create(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: PatientReportCreate }) report: PatientReportCreate): Promise<PatientReported> {
    return this.reports.report({ practitionerId: actor.id }, sessionId, report);
  }

  @Post('patients/:patientId/pain-diary')
  @Policy('practitioner')
  @Returns(PatientReported, 201)
  createDay(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: DayPainCreate }) pain: DayPainCreate): Promise<PatientReported> {
    return this.reports.reportDay({ practitionerId: actor.id }, patientId, pain);
  }
}
