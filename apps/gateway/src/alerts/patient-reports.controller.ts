import { randomUUID } from 'node:crypto';
import { DayPainCreate, PatientReportCreate, PatientReported } from '#libs/contracts';
import { AuditRepository, PatientReportRepository } from '#libs/data';
import { Clock, JobQueue, Policy } from '#libs/platform';
import { BadRequestException, Body, ConflictException, Controller, Logger, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';

/** Somewhere it is tomorrow already. */
const aDayMs = 86_400_000;

/** What a patient says, as the therapist writes it down. It is stored before it is answered; the rules hear it with the next look. */
@Controller('api')
@ApiBearerAuth()
export class PatientReportsController {
  private readonly logger = new Logger(PatientReportsController.name);

  constructor(
    private readonly reports: PatientReportRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  @Post('sessions/:sessionId/reports')
  @Policy('practitioner')
  @Returns(PatientReported, 201)
  async create(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: PatientReportCreate }) report: PatientReportCreate): Promise<PatientReported> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    const written = await this.reports.create({ id, sessionId, by: { practitionerId: actor.id }, report, reportedAt });
    if (written === null) throw new NotFoundException('no such session');
    if ('refusal' in written) throw new ConflictException(written.refusal);
    if (written.heardIn === 'history') this.orderFollowUp(written.patientId);
    else this.queue.enqueue('analyse-sessions', { shard: written.shard }, { deduplicationId: `shard-${written.shard}` }).catch(this.lost);
    await this.audit.append({ at: reportedAt, actorKind: 'practitioner', actorId: actor.id, action: 'report-for-patient', subjectKind: 'session', subjectId: sessionId, detail: {} });
    return { id, reportedAt: reportedAt.toISOString() };
  }

  /** The average pain of a day, for the diary of a patient. */
  @Post('patients/:patientId/pain-diary')
  @Policy('practitioner')
  @Returns(PatientReported, 201)
  async createDay(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: DayPainCreate }) { day, pain }: DayPainCreate): Promise<PatientReported> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    if (Date.parse(day) > reportedAt.getTime() + aDayMs) throw new BadRequestException(`day: ${day} is in the future`);
    if (!(await this.reports.createDay({ id, patientId, practitionerId: actor.id, day, pain, reportedAt }))) throw new NotFoundException('no such patient');
    this.orderFollowUp(patientId);
    await this.audit.append({ at: reportedAt, actorKind: 'practitioner', actorId: actor.id, action: 'report-for-patient', subjectKind: 'patient', subjectId: patientId, detail: {} });
    return { id, reportedAt: reportedAt.toISOString() };
  }

  private orderFollowUp(patientId: string): void {
    this.queue.enqueue('follow-up-patient', { patientId }, { deduplicationId: `follow-up-${patientId}` }).catch(this.lost);
  }

  private readonly lost = (error: unknown): void => this.logger.warn({ msg: 'ticket not written; the reconciler writes it', error: String(error) });
}
