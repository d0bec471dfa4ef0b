import { FollowUpRepository } from '#libs/data';
import { Clock, JobQueue, LiveBus } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { EscalateAlertProcessor } from './escalate-alert.processor.js';

/**
 * `follow-up-patient { patientId }`: looks at a patient's history, if that is due. When it is stands in the store, with the row locked;
 * a job that is lost is written again by the reconciler.
 */
@Injectable()
export class FollowUpPatientProcessor {
  constructor(private readonly followUps: FollowUpRepository, private readonly escalateAlert: EscalateAlertProcessor, private readonly queue: JobQueue, private readonly bus: LiveBus, private readonly clock: Clock) {}

  async process({ patientId }: { patientId: string }): Promise<void> {
    const looked = await this.followUps.look(patientId, new Date(this.clock.now()));
    if (looked === null) return;
    if (looked.practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds: looked.practitionerIds });
    this.escalateAlert.remind(looked.due);
  }

  /** What the store says is due by then. */
  async remindOfDue(untilMs: number): Promise<void> {
    const due = await this.followUps.due(new Date(untilMs));
    await this.queue.enqueueMany(due.map(({ patientId, dueAtMs }) => ({ name: 'follow-up-patient', data: { patientId }, deduplicationId: `follow-up-${patientId}`, delayMs: Math.max(0, dueAtMs - this.clock.now()) }) as const));
  }
}
