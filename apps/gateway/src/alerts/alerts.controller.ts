import { AcknowledgeRequest, AlertOfRecord, AlertView, AssignRequest, Carer, CommentRequest, InboxPage, SnoozeRequest } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { AlertsService } from './alerts.service.js';

const AlertQuery = z.strictObject({ state: z.literal('open').default('open') });
const RecordQuery = z.strictObject({ sessionId: z.uuid().optional() });
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

  /** Answered and over, too: whoever was sent a link to it sees who was first. */
  @Get('alerts/:alertId')
  @Policy('practitioner')
  @Returns(AlertView)
  one(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string): Promise<AlertView> {
    return this.alerts.one(actor, alertId);
  }

  /** The newest 200 of a patient, or of one session of theirs: also notes, what was found afterwards, and what was held back. */
  @Get('patients/:patientId/alerts')
  @Polled()
  @Policy('practitioner')
  @ReturnsMany(AlertOfRecord)
  ofRecord(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Query({ schema: RecordQuery }) { sessionId }: z.infer<typeof RecordQuery>): Promise<AlertOfRecord[]> {
    return this.alerts.ofRecord(actor, patientId, sessionId ?? null);
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

  /** To a colleague who cares for the same patient, or to nobody in particular. */
  @Put('alerts/:alertId/assignment')
  @Policy('practitioner')
  @Returns(AlertView)
  assign(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string, @Body({ schema: AssignRequest }) body: AssignRequest): Promise<AlertView> {
    return this.alerts.assign(actor, alertId, body);
  }

  /** Read by everybody who cares for the patient. */
  @Post('alerts/:alertId/comments')
  @Policy('practitioner')
  @Returns(AlertView, 201)
  comment(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string, @Body({ schema: CommentRequest }) body: CommentRequest): Promise<AlertView> {
    return this.alerts.comment(actor, alertId, body);
  }

  /** To whom an alert of this patient may be given. */
  @Get('patients/:patientId/carers')
  @Policy('practitioner')
  @ReturnsMany(Carer)
  carers(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<Carer[]> {
    return this.alerts.carers(actor, patientId);
  }
}
