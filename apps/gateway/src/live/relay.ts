import type { LiveHint } from '#libs/contracts';
import { InboxRepository, SessionRepository } from '#libs/data';
import { LiveBus } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LiveGateway, patientRoom, practitionerRoom } from './live.gateway.js';

/** A hint may be lost; so often every inbox that is looked at is looked into anyway. */
const sweepMs = 5000;
const pageSize = 200;

/**
 * From the live bus to the consoles. Facts are read from PostgreSQL before they are told - the hint only says that there is
 * something - and nothing is read for a room in which nobody is. Curves are passed on, and dropped where a console is slow.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Relay.name);
  /** Sequence up to which each practitioner who is connected here has been told. */
  private readonly told = new Map<string, number>();
  private readonly pulling = new Map<string, { again: boolean }>();
  private unsubscribe: (() => void) | null = null;
  private sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly gateway: LiveGateway,
    private readonly bus: LiveBus,
    private readonly sessions: SessionRepository,
    private readonly inbox: InboxRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => this.hear(hint));
    this.gateway.server.of('/').adapter.on('create-room', (room: string) => this.begin(room));
    this.gateway.server.of('/').adapter.on('delete-room', (room: string) => this.told.delete(practitionerOf(room) ?? ''));
    this.sweep = setInterval(() => this.pullAll([...this.told.keys()]), sweepMs);
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
    if (this.sweep !== null) clearInterval(this.sweep);
  }

  private hear(hint: LiveHint): void {
    switch (hint.hint) {
      case 'motion-sampled':
        this.gateway.server.to(patientRoom(hint.patientId)).volatile.emit('motion.sampled', hint.curve);
        return;
      case 'heart-rate-measured':
        this.gateway.server.to(patientRoom(hint.patientId)).volatile.emit('heart-rate.measured', hint.curve);
        return;
      case 'repetitions-changed':
        void this.attempt(() => this.tellRepetitions(hint));
        return;
      case 'session-changed':
        void this.attempt(() => this.tellSession(hint));
        return;
      case 'inbox-changed':
        this.pullAll(hint.practitionerIds);
        return;
      case 'device-changed':
        return;
      default:
        hint satisfies never;
    }
  }

  private async tellRepetitions(hint: Extract<LiveHint, { hint: 'repetitions-changed' }>): Promise<void> {
    const { sessionId, numbers, withdrawn } = hint;
    const room = patientRoom(hint.patientId);
    if (!this.isAnybodyIn(room)) return;
    for (const number of withdrawn) this.gateway.server.to(room).emit('repetition.withdrawn', { sessionId, number });
    if (numbers.length === 0) return;
    for (const repetition of await this.sessions.repetitions(sessionId, numbers)) this.gateway.server.to(room).emit('repetition.scored', repetition);
  }

  private async tellSession({ sessionId, patientId, change }: Extract<LiveHint, { hint: 'session-changed' }>): Promise<void> {
    const practitionerIds = await this.sessions.carersOf(patientId);
    this.gateway.followPatient(practitionerIds, patientId);
    if (!this.isAnybodyIn(patientRoom(patientId))) return;
    const session = await this.sessions.summaryForHint(sessionId);
    if (session !== null) this.gateway.server.to(patientRoom(patientId)).emit(change === 'started' ? 'session.started' : 'session.ended', session);
  }

  /** A practitioner's first console here: from now on; what was before it pulls itself. */
  private begin(room: string): void {
    const practitionerId = practitionerOf(room);
    if (practitionerId === null) return;
    void this.attempt(async () => {
      const last = await this.inbox.lastSequence(practitionerId);
      if (!this.told.has(practitionerId)) this.told.set(practitionerId, last);
    });
  }

  private pullAll(practitionerIds: string[]): void {
    for (const practitionerId of practitionerIds) if (this.told.has(practitionerId)) this.pull(practitionerId);
  }

  /** One pull at a time for each, so that entries leave in order; a hint meanwhile makes it look once more. */
  private pull(practitionerId: string): void {
    const underWay = this.pulling.get(practitionerId);
    if (underWay !== undefined) {
      underWay.again = true;
      return;
    }
    const own = { again: false };
    this.pulling.set(practitionerId, own);
    void this.attempt(() => this.tellInbox(practitionerId)).finally(() => {
      this.pulling.delete(practitionerId);
      if (own.again) this.pull(practitionerId);
    });
  }

  private async tellInbox(practitionerId: string): Promise<void> {
    const after = this.told.get(practitionerId);
    if (after === undefined) return;
    for (const entry of await this.inbox.after(practitionerId, after, pageSize)) {
      this.gateway.server.to(practitionerRoom(practitionerId)).emit('alert.changed', entry);
      this.told.set(practitionerId, entry.sequence);
    }
  }

  private isAnybodyIn(room: string): boolean {
    return this.gateway.server.of('/').adapter.rooms.has(room);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ msg: 'not told live; consoles pull it', error: String(error) });
    }
  }
}

function practitionerOf(room: string): string | null {
  return room.startsWith('practitioner:') ? room.slice('practitioner:'.length) : null;
}
