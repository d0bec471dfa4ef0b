import type { SessionDetail, SessionSummary, StoredPacketPage } from '#libs/contracts';
import { PatientReportRepository, SessionRepository } from '#libs/data';
import { dizzinessCourse } from '#libs/domain';
import { Clock } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { SetCountsService } from './set-counts.service.js';

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly counts: SetCountsService,
    private readonly reports: PatientReportRepository,
    private readonly clock: Clock,
  ) {}

  /** All that run, and the most recent of the others. */
  async list(actor: Actor, limit: number): Promise<SessionSummary[]> {
    const [running, recent] = await Promise.all([this.sessions.running(actor.id), this.sessions.recent(actor.id, limit)]);
    const known = new Set(running.map((session) => session.id));
    return [...running, ...recent.filter((session) => !known.has(session.id))];
  }

  async find(actor: Actor, sessionId: string): Promise<SessionDetail> {
    const session = await this.sessions.find(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    const [sets, said] = await Promise.all([this.counts.of(actor, session), this.reports.saidOfDizziness(actor.id, sessionId)]);
    return { ...session, sets, dizziness: said === null ? null : dizzinessCourse(said, this.clock.now()) };
  }

  async packets(actor: Actor, sessionId: string, page: { stream: number; sequence: number; limit: number }): Promise<StoredPacketPage> {
    const found = await this.sessions.packets(actor.id, sessionId, page);
    if (found === null) throw new NotFoundException('no such session');
    return found;
  }
}
