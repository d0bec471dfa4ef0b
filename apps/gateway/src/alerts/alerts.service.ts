import type { AlertView, InboxPage } from '#libs/contracts';
import { AlertRepository, InboxRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class AlertsService {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly inbox: InboxRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  open(actor: Actor): Promise<AlertView[]> {
    return this.alerts.openAlerts(actor.id);
  }

  /** One more than asked for is read, to know whether there is more. */
  async page(actor: Actor, { after, limit }: { after: number; limit: number }): Promise<InboxPage> {
    const found = await this.inbox.after(actor.id, after, limit + 1);
    return { entries: found.slice(0, limit), lastSequence: await this.inbox.lastSequence(actor.id), more: found.length > limit };
  }

  /** Who and when, once; whoever comes second is told who was first. */
  async acknowledge(actor: Actor, alertId: string, note: string): Promise<AlertView> {
    const acknowledged = await this.alerts.acknowledge({ practitionerId: actor.id, alertId, note, now: new Date(this.clock.now()) });
    if (acknowledged === null) throw new NotFoundException('no such alert');
    const { alert, practitionerIds } = acknowledged;
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds });
    return alert;
  }
}
