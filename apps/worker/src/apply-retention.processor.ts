import { AuditRepository, RetentionRepository, type Removed } from '#libs/data';
import { Clock, JobQueue } from '#libs/platform';
import { Injectable } from '@nestjs/common';

/** `apply-retention { clinicId }`: what is older than the clinic keeps it goes, and the trail says how much it was. */
@Injectable()
export class ApplyRetentionProcessor {
  constructor(private readonly retention: RetentionRepository, private readonly audit: AuditRepository, private readonly queue: JobQueue, private readonly clock: Clock) {}

  async process({ clinicId }: { clinicId: string }): Promise<void> {
    const now = new Date(this.clock.now());
    const removed: Removed = await this.retention.remove(clinicId, now);
    const counts = Object.entries(removed).filter(([, n]) => n > 0);
    if (counts.length === 0) return;
    await this.audit.append({ at: now, actorKind: 'system', actorId: null, action: 'apply-retention', subjectKind: 'clinic', subjectId: clinicId, detail: Object.fromEntries(counts) });
  }

  async enqueueAll(): Promise<void> {
    await this.retention.removeStray(new Date(this.clock.now()));
    const clinicIds = await this.retention.clinicIds();
    await this.queue.enqueueMany(clinicIds.map((clinicId) => ({ name: 'apply-retention', data: { clinicId }, deduplicationId: `retention-${clinicId}` })));
  }
}
