import { randomUUID } from 'node:crypto';
import { PatientReportCreate, PatientReported } from '#libs/contracts';
import { AuditRepository, PatientReportRepository } from '#libs/data';
import { Clock, JobQueue, Policy } from '#libs/platform';
import { Body, Controller, Logger, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';

/** What a patient says in a session, as the therapist writes it down. It is stored before it is answered; the rules hear it with the next look. */
@Controller('api/sessions/:sessionId/reports')
@ApiBearerAuth()
export class PatientReportsController {
  private readonly logger = new Logger(PatientReportsController.name);

  constructor(
    private readonly reports: PatientReportRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Policy('practitioner')
  @Returns(PatientReported, 201)
  async create(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: PatientReportCreate }) report: PatientReportCreate): Promise<PatientReported> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    const shard = await this.reports.create({ id, sessionId, practitionerId: actor.id, report, reportedAt });
    if (shard === null) throw new NotFoundException('no such session');
    this.queue.enqueue('analyse-sessions', { shard }, { deduplicationId: `shard-${shard}` }).catch((error: unknown) => this.logger.warn({ msg: 'ticket not written; the reconciler writes it', error: String(error) }));
    await this.audit.append({ at: reportedAt, actorKind: 'practitioner', actorId: actor.id, action: 'report-for-patient', subjectKind: 'session', subjectId: sessionId, detail: {} });
    return { id, reportedAt: reportedAt.toISOString() };
  }
}
