import { EffortToRate, ExerciseNow, PatientReportCreate, PatientReported } from '#libs/contracts';
import { EffortRepository, InstructionRepository } from '#libs/data';
import { Clock, LiveBus, Policy } from '#libs/platform';
import { Body, ConflictException, Controller, Get, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { PatientReportsService } from '../alerts/patient-reports.service.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsNothing } from '../returns.js';

/** A patient's own screen while they exercise: what they are told, that they can see it, and what they say. */
@Controller('api/record')
@ApiBearerAuth()
export class ExerciseNowController {
  constructor(
    private readonly instructions: InstructionRepository,
    private readonly reports: PatientReportsService,
    private readonly efforts: EffortRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  @Get('exercise-now')
  @Policy('patient')
  @Returns(ExerciseNow)
  async now(@CurrentActor() actor: Actor): Promise<ExerciseNow> {
    return (await this.instructions.ofPatient(actor.id)) ?? { sessionId: null, instruction: null };
  }

  @Get('effort-to-rate')
  @Policy('patient')
  @Returns(EffortToRate)
  async effortToRate(@CurrentActor() actor: Actor): Promise<EffortToRate> {
    return { session: await this.efforts.toRate(actor.id, new Date(this.clock.now())) };
  }

  /** It is drawn on their screen. Said again nothing changes. */
  @Post('instructions/:ownInstructionId/shown')
  @Policy('patient')
  @ReturnsNothing()
  async shown(@CurrentActor() actor: Actor, @IdParam('ownInstructionId') instructionId: string): Promise<void> {
    const outcome = await this.instructions.shown({ instructionId, to: { patientId: actor.id }, now: new Date(this.clock.now()) });
    if (outcome.heard === 'unknown-instruction') throw new NotFoundException('no such instruction');
    if (outcome.heard === 'over') throw new ConflictException('this instruction does not stand any more');
    if (outcome.heard === 'shown' && outcome.practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds: outcome.practitionerIds });
  }

  @Post('sessions/:ownSessionId/reports')
  @Policy('patient')
  @Returns(PatientReported, 201)
  report(@CurrentActor() actor: Actor, @IdParam('ownSessionId') sessionId: string, @Body({ schema: PatientReportCreate }) report: PatientReportCreate): Promise<PatientReported> {
    return this.reports.report({ patientId: actor.id }, sessionId, report);
  }
}
