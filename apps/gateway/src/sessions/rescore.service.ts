import type { SessionAngle, SessionRescore } from '#libs/contracts';
import { SessionRepository, type StoredForRescoring } from '#libs/data';
import { repetitionDifferences, scorerVersion, toCurves, type Repetition } from '#libs/domain';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { StoredFold } from './stored-fold.js';

type Seen = NonNullable<SessionRescore['differences'][number]['before']>;

/** A stored session made again from its packets, by the scorer of today. */
@Injectable()
export class RescoreService {
  constructor(private readonly sessions: SessionRepository, private readonly stored: StoredFold) {}

  async rescore(actor: Actor, sessionId: string): Promise<SessionRescore> {
    const session = await this.finished(actor, sessionId);
    const { repetitions: again, packets } = await this.stored.fold(session, session.prescription);
    const differences = repetitionDifferences(session.repetitions, again);
    return {
      sessionId, scorer: scorerVersion, packets, repetitions: again.length, identical: differences.length === 0,
      differences: differences.map(({ before, after, changed }) => ({ before: before && seen(before), after: after && seen(after), changed })),
    };
  }

  async angle(actor: Actor, sessionId: string): Promise<SessionAngle> {
    const session = await this.finished(actor, sessionId);
    const { angles } = await this.stored.fold(session, session.prescription);
    return { sessionId, curves: toCurves(angles).map(({ fromMs, stepMs, angleDeg }) => ({ fromMs, stepMs, angleDeg })) };
  }

  private async finished(actor: Actor, sessionId: string): Promise<StoredForRescoring> {
    const session = await this.sessions.forRescoring(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    if (session.state !== 'finished') throw new ConflictException('the session is not finished yet');
    return session;
  }
}

function seen({ number, startMs, endMs, execution, score }: Repetition): Seen {
  return {
    number, startMs, endMs, type: execution?.type ?? null, score: score.verdict === 'cannot-judge' ? null : score.score,
    codes: score.codes.map(({ code, severity }) => ({ code, severity })), scorer: score.scorer,
  };
}
