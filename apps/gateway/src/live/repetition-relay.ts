import { setImmediate } from 'node:timers/promises';
import type { LiveHint } from '#libs/contracts';
import { SessionRepository } from '#libs/data';
import { Injectable, Logger } from '@nestjs/common';
import { Consoles } from './consoles.js';

interface Named {
  patientId: string;
  sessionId: string;
  number: number;
}

/**
 * Repetitions as they are in PostgreSQL, to the consoles of the carers. The hint only names them: one that is there is told
 * as scored, one that is not as withdrawn, so that hints which come twice or late do no harm. One read at a time, for all
 * sessions; what is hinted meanwhile waits for the next. So nothing waits when there is little, and reads stay few when there is much.
 */
@Injectable()
export class RepetitionRelay {
  private readonly logger = new Logger(RepetitionRelay.name);
  private wanted = new Map<string, Named>();
  private isReading = false;

  constructor(private readonly sessions: SessionRepository, private readonly consoles: Consoles) {}

  hear({ patientId, sessionId, numbers, withdrawn }: Extract<LiveHint, { hint: 'repetitions-changed' }>): void {
    if (!this.consoles.isAnyCarerHere(patientId)) return;
    for (const number of [...numbers, ...withdrawn]) this.wanted.set(keyOf({ sessionId, number }), { patientId, sessionId, number });
    if (!this.isReading) void this.readAll();
  }

  private async readAll(): Promise<void> {
    this.isReading = true;
    try {
      // One commit tells of many sessions: its other hints are on their way in this same turn.
      await setImmediate();
      while (this.wanted.size > 0) {
        const named = this.wanted;
        this.wanted = new Map();
        await this.tell(named);
      }
    } catch (error) {
      this.logger.warn({ msg: 'repetitions not told live; they are there by HTTP', error: String(error) });
    } finally {
      this.isReading = false;
    }
  }

  private async tell(named: Map<string, Named>): Promise<void> {
    const found = new Map((await this.sessions.namedRepetitions([...named.values()])).map((repetition) => [keyOf(repetition), repetition]));
    for (const [key, { patientId, sessionId, number }] of named) {
      const repetition = found.get(key);
      if (repetition === undefined) this.consoles.tellCarers(patientId, 'repetition.withdrawn', { sessionId, number });
      else this.consoles.tellCarers(patientId, 'repetition.scored', repetition);
    }
  }
}

function keyOf({ sessionId, number }: { sessionId: string; number: number }): string {
  return `${sessionId} ${number}`;
}
