import type { SessionDetail, SessionSummary, StoredPacketPage } from '#libs/contracts';
import { AuditRepository, SessionRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class SessionsService {
  constructor(private readonly sessions: SessionRepository, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  /** All that run, and the most recent of the others. */
  async list(actor: Actor, limit: number): Promise<SessionSummary[]> {
    const [running, recent] = await Promise.all([this.sessions.running(actor.id), this.sessions.recent(actor.id, limit)]);
    const known = new Set(running.map((session) => session.id));
    return [...running, ...recent.filter((session) => !known.has(session.id))];
  }

  async find(actor: Actor, sessionId: string): Promise<SessionDetail> {
    const session = await this.sessions.find(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    await this.note(actor, 'view-session', sessionId);
    return session;
  }

  async packets(actor: Actor, sessionId: string, page: { stream: number; sequence: number; limit: number }): Promise<StoredPacketPage> {
    const found = await this.sessions.packets(actor.id, sessionId, page);
    if (found === null) throw new NotFoundException('no such session');
    await this.note(actor, 'export-packets', sessionId);
    return found;
  }

  private async note(actor: Actor, action: string, sessionId: string): Promise<void> {
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'session', subjectId: sessionId, detail: {} });
  }
}
