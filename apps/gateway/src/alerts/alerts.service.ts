import { randomUUID } from 'node:crypto';
import type { AcknowledgeRequest, AlertOfRecord, AlertView, AssignRequest, Carer, CommentRequest, InboxPage, SnoozeRequest } from '#libs/contracts';
import { AlertRepository, ClinicPeopleRepository, InboxRepository, type Answered } from '#libs/data';
import { Clock, JobQueue, LiveBus } from '#libs/platform';
import { ConflictException, Injectable, Logger, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class AlertsService {
  private readonly logger = new Logger(AlertsService.name);

  constructor(
    private readonly alerts: AlertRepository,
    private readonly inbox: InboxRepository,
    private readonly people: ClinicPeopleRepository,
    private readonly bus: LiveBus,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  open(actor: Actor): Promise<AlertView[]> {
    return this.alerts.openAlerts(actor.id);
  }

  async one(actor: Actor, alertId: string): Promise<AlertView> {
    const alert = await this.alerts.of(actor.id, alertId);
    if (alert === null) throw new NotFoundException('no such alert');
    return alert;
  }

  async ofRecord(actor: Actor, patientId: string, sessionId: string | null): Promise<AlertOfRecord[]> {
    const alerts = await this.alerts.ofRecord(actor.id, { patientId, sessionId });
    if (alerts === null) throw new NotFoundException('no such patient');
    return alerts;
  }

  /** One more than asked for is read, to know whether there is more. */
  async page(actor: Actor, { after, limit }: { after: number; limit: number }): Promise<InboxPage> {
    const found = await this.inbox.after(actor.id, after, limit + 1);
    return { entries: found.slice(0, limit), lastSequence: await this.inbox.lastSequence(actor.id), more: found.length > limit };
  }

  /** Who and when, once; whoever comes second is told who was first. */
  async acknowledge(actor: Actor, alertId: string, { note, outcome }: AcknowledgeRequest): Promise<AlertView> {
    return this.told(await this.alerts.acknowledge({ practitionerId: actor.id, alertId, note, outcome, now: new Date(this.clock.now()) }));
  }

  /** Holds in every channel, and breaks for a higher priority. */
  async snooze(actor: Actor, alertId: string, { minutes, note }: SnoozeRequest): Promise<AlertView> {
    return this.told(await this.alerts.snooze({ id: randomUUID(), practitionerId: actor.id, alertId, minutes, note, now: new Date(this.clock.now()) }));
  }

  async assign(actor: Actor, alertId: string, { practitionerId }: AssignRequest): Promise<AlertView> {
    return this.told(await this.alerts.assign({ practitionerId: actor.id, alertId, assignTo: practitionerId, now: new Date(this.clock.now()) }));
  }

  async comment(actor: Actor, alertId: string, { words }: CommentRequest): Promise<AlertView> {
    return this.told(await this.alerts.comment({ id: randomUUID(), practitionerId: actor.id, alertId, words, now: new Date(this.clock.now()) }));
  }

  async carers(actor: Actor, patientId: string): Promise<Carer[]> {
    const carers = await this.people.carers(actor.id, patientId);
    if (carers === null) throw new NotFoundException('no such patient');
    return carers;
  }

  private told(answered: Answered | null): AlertView {
    if (answered === null) throw new NotFoundException('no such alert, or no such colleague');
    const { alert, refusal, practitionerIds, due } = answered;
    if (refusal !== null) throw new ConflictException(refusal);
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds });
    if (due !== null) this.remind(due.alertId, due.dueAtMs);
    return alert;
  }

  /** A hint: the reconciler finds in the store what is due. */
  private remind(alertId: string, dueAtMs: number): void {
    const delayMs = Math.max(0, dueAtMs - this.clock.now());
    this.queue.enqueue('escalate-alert', { alertId }, { deduplicationId: `alert-${alertId}-${dueAtMs}`, delayMs }).catch((error: unknown) => this.logger.warn({ msg: 'reminder not ordered', error: String(error) }));
  }
}
