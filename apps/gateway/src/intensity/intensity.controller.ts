import { EffortReport, EffortReportCreate, HeartFacts, HeldPatient, PatientIntensity, PreExerciseAnswers, PreExerciseCheck, SessionIntensity } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { PatientIntensityService } from './patient-intensity.service.js';
import { SessionIntensityService } from './session-intensity.service.js';

/** How hard a patient may work, and did. */
@Controller('api')
@ApiBearerAuth()
export class IntensityController {
  constructor(private readonly sessions: SessionIntensityService, private readonly patients: PatientIntensityService) {}

  @Get('sessions/:sessionId/intensity')
  @Polled()
  @Policy('practitioner')
  @Returns(SessionIntensity)
  ofSession(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string): Promise<SessionIntensity> {
    return this.sessions.find(actor, sessionId);
  }

  /** What the patient said of the effort, as the therapist writes it down. */
  @Post('sessions/:sessionId/effort')
  @Policy('practitioner')
  @Returns(EffortReport, 201)
  report(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: EffortReportCreate }) body: EffortReportCreate): Promise<EffortReport> {
    return this.sessions.report(actor, sessionId, body);
  }

  @Get('patients/:patientId/intensity')
  @Policy('practitioner')
  @Returns(PatientIntensity)
  ofPatient(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<PatientIntensity> {
    return this.patients.find(actor, patientId);
  }

  /** What limits are derived from, for sessions that begin from now on. */
  @Put('patients/:patientId/heart')
  @Policy('practitioner')
  @Returns(HeartFacts)
  setHeart(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: HeartFacts }) body: HeartFacts): Promise<HeartFacts> {
    return this.patients.setHeart(actor, patientId, body);
  }

  /** Whom the answers of the last twelve hours keep from exercise, or let exercise with care. */
  @Get('pre-exercise-checks/held')
  @Polled()
  @Policy('practitioner')
  @ReturnsMany(HeldPatient)
  held(@CurrentActor() actor: Actor): Promise<HeldPatient[]> {
    return this.patients.held(actor);
  }

  /** The answers before exercise, as the therapist writes them down, and what they come to. */
  @Post('patients/:patientId/pre-exercise-checks')
  @Policy('practitioner')
  @Returns(PreExerciseCheck, 201)
  check(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: PreExerciseAnswers }) body: PreExerciseAnswers): Promise<PreExerciseCheck> {
    return this.patients.check(actor, patientId, body);
  }
}
