import { SessionAngle, SessionDetail, SessionRescore, SessionSummary, SetCount, SetCountCorrect, StoredPacketPage } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Reads } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { RescoreService } from './rescore.service.js';
import { SessionsService } from './sessions.service.js';
import { SetCountsService } from './set-counts.service.js';

const RecentQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });
/** `after`: stream and sequence, as `next` of the page before said. Packets are small: a page of them is longer than others. */
const PacketsQuery = z.strictObject({
  after: z.string().regex(/^\d{1,9}\.\d{1,15}$/).default('0.0'),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

@Controller('api/sessions')
@ApiBearerAuth()
export class SessionsController {
  constructor(private readonly sessions: SessionsService, private readonly rescoring: RescoreService, private readonly counts: SetCountsService) {}

  @Get()
  @Policy('practitioner')
  @ReturnsMany(SessionSummary)
  list(@CurrentActor() actor: Actor, @Query({ schema: RecentQuery }) { limit }: z.infer<typeof RecentQuery>): Promise<SessionSummary[]> {
    return this.sessions.list(actor, limit);
  }

  @Get(':sessionId')
  @Reads('view-session')
  @Policy('practitioner')
  @Returns(SessionDetail)
  find(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string): Promise<SessionDetail> {
    return this.sessions.find(actor, sessionId);
  }

  /** What a set of a finished session was, by whoever looked; what was counted stays. The number after the last one is a set in which nothing was counted. Answers with all sets. */
  @Post(':sessionId/set-counts')
  @Policy('practitioner')
  @ReturnsMany(SetCount)
  correctCount(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: SetCountCorrect }) body: SetCountCorrect): Promise<SetCount[]> {
    return this.counts.correct(actor, sessionId, body);
  }

  /** What the scorer of today makes of a finished session, and where that differs from what is stored. Changes nothing. */
  @Get(':sessionId/rescore')
  @Reads('rescore-session')
  @Policy('practitioner')
  @Returns(SessionRescore)
  rescore(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string): Promise<SessionRescore> {
    return this.rescoring.rescore(actor, sessionId);
  }

  /** The angle of a finished session, to look at a repetition again. */
  @Get(':sessionId/angle')
  @Reads('view-session')
  @Policy('practitioner')
  @Returns(SessionAngle)
  angle(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string): Promise<SessionAngle> {
    return this.rescoring.angle(actor, sessionId);
  }

  /** The raw packets as they came, page by page: what was measured can always be taken out again. */
  @Get(':sessionId/packets')
  @Reads('export-packets')
  @Policy('practitioner')
  @Returns(StoredPacketPage)
  packets(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Query({ schema: PacketsQuery }) { after, limit }: z.infer<typeof PacketsQuery>): Promise<StoredPacketPage> {
    const [stream, sequence] = after.split('.').map(Number);
    return this.sessions.packets(actor, sessionId, { stream, sequence, limit });
  }
}
