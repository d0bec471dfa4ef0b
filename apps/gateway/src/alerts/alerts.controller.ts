import { AcknowledgeRequest, AlertView, InboxPage, SnoozeRequest } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { AlertsService } from './alerts.service.js';

const AlertQuery = z.strictObject({ state: z.literal('open').default('open') });
const InboxQuery = z.strictObject({ after: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(200).default(100) });

@Controller('api')
@ApiBearerAuth()
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  /** Open, or passed without anybody having said that they saw it. */
  @Get('alerts')
  @Policy('practitioner')
  @ReturnsMany(AlertView)
  open(@CurrentActor() actor: Actor, @Query({ schema: AlertQuery }) _query: z.infer<typeof AlertQuery>): Promise<AlertView[]> {
    return this.alerts.open(actor);
  }

  /** What came after that sequence, in order: how a console catches up. */
  @Get('inbox')
  @Policy('practitioner')
  @Returns(InboxPage)
  page(@CurrentActor() actor: Actor, @Query({ schema: InboxQuery }) query: z.infer<typeof InboxQuery>): Promise<InboxPage> {
    return this.alerts.page(actor, query);
  }

  /** "I have seen it, I act." */
  @Post('alerts/:alertId/acknowledgement')
  @Policy('practitioner')
  @Returns(AlertView)
  acknowledge(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string, @Body({ schema: AcknowledgeRequest }) body: AcknowledgeRequest): Promise<AlertView> {
    return this.alerts.acknowledge(actor, alertId, body);
  }

  /** "I know; not now." High priority never, and what may never be silenced neither. */
  @Post('alerts/:alertId/snooze')
  @Policy('practitioner')
  @Returns(AlertView)
  snooze(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string, @Body({ schema: SnoozeRequest }) body: SnoozeRequest): Promise<AlertView> {
    return this.alerts.snooze(actor, alertId, body);
  }
}
