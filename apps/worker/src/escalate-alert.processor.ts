import { EscalationRepository, NotificationRepository } from '#libs/data';
import { Clock, JobQueue, LiveBus } from '#libs/platform';
import { Injectable, Logger } from '@nestjs/common';

/**
 * `escalate-alert { alertId }`: takes the step that is due, if one is. Which step it is stands in the store, with the row locked,
 * so a job that comes twice, early or to two workers changes nothing; one that is lost is written again by the reconciler.
 */
@Injectable()
export class EscalateAlertProcessor {
  private readonly logger = new Logger(EscalateAlertProcessor.name);

  constructor(private readonly escalations: EscalationRepository, private readonly notifications: NotificationRepository, private readonly queue: JobQueue, private readonly bus: LiveBus, private readonly clock: Clock) {}

  async process({ alertId }: { alertId: string }): Promise<void> {
    const taken = await this.escalations.takeStep(alertId, new Date(this.clock.now()));
    if (taken === null) return;
    if (taken.practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds: taken.practitionerIds });
    this.send(taken.notificationIds);
    if (taken.dueAtMs !== null) this.remind([{ alertId, dueAtMs: taken.dueAtMs }]);
  }

  /** What the store says is due by then. */
  async remindOfDue(untilMs: number): Promise<void> {
    const due = await this.escalations.due(new Date(untilMs));
    await this.queue.enqueueMany(due.map((each) => this.ticketOf(each)));
  }

  /** Notifications that the store says are to be tried. */
  async sendDue(): Promise<void> {
    this.send(await this.notifications.due(new Date(this.clock.now())));
  }

  private send(notificationIds: string[]): void {
    if (notificationIds.length === 0) return;
    const tickets = notificationIds.map((notificationId) => ({ name: 'send-notification', data: { notificationId }, deduplicationId: `notification-${notificationId}` }) as const);
    this.queue.enqueueMany(tickets).catch((error: unknown) => this.logger.warn({ msg: 'notification not ordered; the reconciler finds it', error: String(error) }));
  }

  /** At the time; it may be lost. */
  remind(due: readonly { alertId: string; dueAtMs: number }[]): void {
    if (due.length === 0) return;
    this.queue.enqueueMany(due.map((each) => this.ticketOf(each))).catch((error: unknown) => this.logger.warn({ msg: 'reminders not ordered; the reconciler finds them', error: String(error) }));
  }

  private ticketOf({ alertId, dueAtMs }: { alertId: string; dueAtMs: number }) {
    return { name: 'escalate-alert', data: { alertId }, deduplicationId: `alert-${alertId}-${dueAtMs}`, delayMs: Math.max(0, dueAtMs - this.clock.now()) } as const;
  }
}
