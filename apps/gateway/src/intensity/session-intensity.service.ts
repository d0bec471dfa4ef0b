import { randomUUID } from 'node:crypto';
import type { EffortReport, EffortReportCreate, SessionIntensity } from '#libs/contracts';
import { AuditRepository, EffortRepository, SessionRepository, SessionSummaryRepository } from '#libs/data';
import { sessionLoad } from '#libs/domain';
import { Clock, JobQueue } from '#libs/platform';
import { Injectable, Logger, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class SessionIntensityService {
  private readonly logger = new Logger(SessionIntensityService.name);

  constructor(
    private readonly sessions: SessionRepository,
    private readonly summaries: SessionSummaryRepository,
    private readonly efforts: EffortRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async find(actor: Actor, sessionId: string): Promise<SessionIntensity> {
    if ((await this.sessions.find(actor.id, sessionId)) === null) throw new NotFoundException('no such session');
    const [summary, effort] = await Promise.all([this.summaries.find(actor.id, sessionId), this.efforts.ofSession(actor.id, sessionId)]);
    const rpe = effort.findLast((report) => report.moment === 'after' && report.rpe !== null)?.rpe ?? null;
    const effortLoad = summary === null ? ({ ok: false, reason: 'INSUFFICIENT_DATA', detail: 'the session has not been summed up' } as const) : sessionLoad(rpe, summary.lengthS / 60);
    return { summary, effort, effortLoad };
  }

  async report(actor: Actor, sessionId: string, body: EffortReportCreate): Promise<EffortReport> {
    const id = randomUUID();
    const reportedAt = new Date(this.clock.now());
    const kept = await this.efforts.create({ ...body, id, sessionId, practitionerId: actor.id, reportedAt });
    if (kept === null) throw new NotFoundException('no such session');
    if (kept.shard !== null) {
      this.queue.enqueue('analyse-sessions', { shard: kept.shard }, { deduplicationId: `shard-${kept.shard}` }).catch((error: unknown) => this.logger.warn({ msg: 'ticket not written; the reconciler writes it', error: String(error) }));
    }
    await this.audit.append({ at: reportedAt, actorKind: 'practitioner', actorId: actor.id, action: 'report-effort', subjectKind: 'session', subjectId: sessionId, detail: {} });
    return { ...body, id, reportedAt: reportedAt.toISOString(), source: 'therapist' };
  }
}
