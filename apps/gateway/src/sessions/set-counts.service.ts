import { randomUUID } from 'node:crypto';
import type { SessionDetail, SetCount, SetCountCorrect } from '#libs/contracts';
import { SessionRepository, SetCorrectionRepository } from '#libs/data';
import { setCounts, uncountedSet } from '#libs/domain';
import { Clock, LiveBus } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

/** How many repetitions each set had: as it was counted, and as a therapist says. */
@Injectable()
export class SetCountsService {
  constructor(private readonly sessions: SessionRepository, private readonly corrections: SetCorrectionRepository, private readonly clock: Clock, private readonly bus: LiveBus) {}

  async of(actor: Actor, { id, repetitions }: Pick<SessionDetail, 'id' | 'repetitions'>): Promise<SetCount[]> {
    return setCounts(repetitions, await this.corrections.ofSession(actor.id, id));
  }

  async correct(actor: Actor, sessionId: string, { set, repetitions }: SetCountCorrect): Promise<SetCount[]> {
    const session = await this.sessions.find(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    // Before that the count may still change by itself.
    if (session.state !== 'finished') throw new ConflictException('the session is not finished yet');
    const known = await this.of(actor, session);
    const counted = known.find((each) => each.set === set)?.counted;
    // One in which nothing was counted may be said to have been the next.
    if (counted === undefined && (set !== uncountedSet(known) || repetitions === null)) throw new ConflictException(`the session has no set ${set}`);
    const isKept = await this.corrections.create({ id: randomUUID(), sessionId, practitionerId: actor.id, set, counted: counted ?? 0, repetitions, now: new Date(this.clock.now()) });
    if (!isKept) throw new NotFoundException('no such session');
    this.bus.publish({ hint: 'session-changed', sessionId, patientId: session.patientId, change: 'counted' });
    return this.of(actor, session);
  }
}
