import { randomUUID } from 'node:crypto';
import type { DayPainCreate, PatientReportCreate, PatientReported } from '#libs/contracts';
import { AuditRepository, PatientReportRepository } from '#libs/data';
import { Clock, JobQueue } from '#libs/platform';
import { BadRequestException, ConflictException, Injectable, Logger, NotFoundException } from '@nestjs/common';

/** Whose words they are: the patient's own, or written down by a therapist. */
export type Reporter = { patientId: string } | { practitionerId: string };

/** Somewhere it is tomorrow already. */
const aDayMs = 86_400_000;

/** What a patient says. It is stored before it is answered; the rules hear it with the next look. */
@Injectable()
export class PatientReportsService {
  private readonly logger = new Logger(PatientReportsService.name);

  constructor(
    private readonly reports: PatientReportRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Of a session; rejects with 404 where there is no such session, 409 where it takes no report of this kind. */
  async report(by: Reporter, sessionId: string, report: PatientReportCreate): Promise<PatientReported> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    const written = await this.reports.create({ id, sessionId, by, report, reportedAt });
    if (written === null) throw new NotFoundException('no such session');
    if ('refusal' in written) throw new ConflictException(written.refusal);
    if (written.heardIn === 'history') this.orderFollowUp(written.patientId);
    else this.queue.enqueue('analyse-sessions', { shard: written.shard }, { deduplicationId: `shard-${written.shard}` }).catch(this.lost);
    await this.audit.append({ at: reportedAt, ...said(by), subjectKind: 'session', subjectId: sessionId, detail: {} });
    return { id, reportedAt: reportedAt.toISOString() };
  }

  /** The average pain of a day, for the diary of a patient; rejects with 400 for a day to come, 404 where there is no such patient. */
  async reportDay({ practitionerId }: { practitionerId: string }, patientId: string, { day, pain }: DayPainCreate): Promise<PatientReported> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    if (Date.parse(day) > reportedAt.getTime() + aDayMs) throw new BadRequestException(`day: ${day} is in the future`);
    if (!(await this.reports.createDay({ id, patientId, practitionerId, day, pain, reportedAt }))) throw new NotFoundException('no such patient');
    this.orderFollowUp(patientId);
    await this.audit.append({ at: reportedAt, ...said({ practitionerId }), subjectKind: 'patient', subjectId: patientId, detail: {} });
    return { id, reportedAt: reportedAt.toISOString() };
  }

  private orderFollowUp(patientId: string): void {
    this.queue.enqueue('follow-up-patient', { patientId }, { deduplicationId: `follow-up-${patientId}` }).catch(this.lost);
  }

  private readonly lost = (error: unknown): void => this.logger.warn({ msg: 'ticket not written; the reconciler writes it', error: String(error) });
}

function said(by: Reporter) {
  return 'patientId' in by
    ? ({ actorKind: 'patient', actorId: by.patientId, action: 'report' } as const)
    : ({ actorKind: 'practitioner', actorId: by.practitionerId, action: 'report-for-patient' } as const);
}
