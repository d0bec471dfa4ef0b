import { SessionDetail, SessionSummary, StoredPacketPage } from '#libs/contracts';
import { SessionRepository } from '#libs/data';
import { Policy } from '#libs/platform';
import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns } from '../returns.js';

const RecentQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });
const PacketsQuery = z.strictObject({ after: z.string().regex(/^\d+\.\d+$/).default('0.0'), limit: z.coerce.number().int().min(1).max(1000).default(1000) });

@Controller('api/sessions')
@ApiBearerAuth()
export class SessionsController {
  constructor(private readonly sessions: SessionRepository) {}

  /** Those that run, and the most recent of the others. */
  @Get()
  @Policy('practitioner')
  @Returns(z.array(SessionSummary))
  async list(@CurrentActor() actor: Actor, @Query({ schema: RecentQuery }) { limit }: z.infer<typeof RecentQuery>): Promise<SessionSummary[]> {
    const [running, recent] = await Promise.all([this.sessions.running(actor.id), this.sessions.recent(actor.id, limit)]);
    const known = new Set(running.map((session) => session.id));
    return [...running, ...recent.filter((session) => !known.has(session.id))];
  }

  @Get(':sessionId')
  @Policy('practitioner')
  @Returns(SessionDetail)
  async find(@CurrentActor() actor: Actor, @Param('sessionId', ParseUUIDPipe) sessionId: string): Promise<SessionDetail> {
    const session = await this.sessions.find(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    return session;
  }

  /** The raw packets as they came, page by page: what was measured can always be taken out again. */
  @Get(':sessionId/packets')
  @Policy('practitioner')
  @Returns(StoredPacketPage)
  async packets(@CurrentActor() actor: Actor, @Param('sessionId', ParseUUIDPipe) sessionId: string, @Query({ schema: PacketsQuery }) query: z.infer<typeof PacketsQuery>): Promise<StoredPacketPage> {
    const [stream, sequence] = query.after.split('.').map(Number);
    const page = await this.sessions.packets(actor.id, sessionId, { stream, sequence, limit: query.limit });
    if (page === null) throw new NotFoundException('no such session');
    return page;
  }
}
