import type { LiveHint } from '#libs/contracts';
import { SessionRepository } from '#libs/data';
import { Injectable, Logger } from '@nestjs/common';
import { Consoles } from './consoles.js';

const events = { started: 'session.started', worn: 'session.changed', ended: 'session.ended', counted: 'session.changed' } as const;

/** Begin and end of sessions, how their sensors are worn, and counts corrected by hand, as they are in PostgreSQL, to the consoles of the carers. */
@Injectable()
export class SessionRelay {
  private readonly logger = new Logger(SessionRelay.name);

  constructor(private readonly sessions: SessionRepository, private readonly consoles: Consoles) {}

  async hear({ sessionId, patientId, change }: Extract<LiveHint, { hint: 'session-changed' }>): Promise<void> {
    if (!this.consoles.isAnybodyHere()) return;
    try {
      // The patient may be newer than the socket.
      if (change === 'started') this.consoles.follow(await this.sessions.carersOf(patientId), patientId);
      if (!this.consoles.isAnyCarerHere(patientId)) return;
      const session = await this.sessions.summaryForHint(sessionId);
      if (session !== null) this.consoles.tellCarers(patientId, events[change], session);
    } catch (error) {
      this.logger.warn({ msg: 'session not told live; it is there by HTTP', error: String(error) });
    }
  }
}
