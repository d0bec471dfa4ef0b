import { AcknowledgeRequest, AlertView, InboxPage } from '#libs/contracts';
import { AlertRepository, InboxRepository } from '#libs/data';
import { Clock, LiveBus, Policy } from '#libs/platform';
import { Body, Controller, Get, HttpCode, NotFoundException, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns } from '../returns.js';

const InboxQuery = z.strictObject({ after: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(200).default(100) });

@Controller('api')
@ApiBearerAuth()
export class AlertsController {
  constructor(private readonly alerts: AlertRepository, private readonly inbox: InboxRepository, private readonly bus: LiveBus, private readonly clock: Clock) {}

  /** Open, or passed without anybody having said that they saw it. */
  @Get('alerts')
  @Policy('practitioner')
  @Returns(z.array(AlertView))
  open(@CurrentActor() actor: Actor): Promise<AlertView[]> {
    return this.alerts.openAlerts(actor.id);
  }

  /** What came after that sequence, in order: how a console catches up. */
  @Get('inbox')
  @Policy('practitioner')
  @Returns(InboxPage)
  async page(@CurrentActor() actor: Actor, @Query({ schema: InboxQuery }) { after, limit }: z.infer<typeof InboxQuery>): Promise<InboxPage> {
    const entries = await this.inbox.after(actor.id, after, limit);
    const lastSequence = await this.inbox.lastSequence(actor.id);
    return { entries, lastSequence, more: entries.length === limit };
  }

  /** "I have seen it": who and when, once. Whoever comes second is told who was first. */
  @Post('alerts/:alertId/acknowledgement')
  @Policy('practitioner')
  @HttpCode(200)
  @Returns(AlertView)
  async acknowledge(@CurrentActor() actor: Actor, @Param('alertId', ParseUUIDPipe) alertId: string, @Body({ schema: AcknowledgeRequest }) { note }: AcknowledgeRequest): Promise<AlertView> {
    const acknowledged = await this.alerts.acknowledge({ practitionerId: actor.id, alertId, note, now: new Date(this.clock.now()) });
    if (acknowledged === null) throw new NotFoundException('no such alert');
    const { practitionerIds } = acknowledged;
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds });
    return acknowledged.alert;
  }
}
