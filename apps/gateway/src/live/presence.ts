import { ConsolePresenceRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Consoles } from './consoles.js';

/** Well within the 20 s after which a session that is to be watched is told to be watched by nobody. */
const everyMs = 5000;

/** Notes whose console is connected here, for all processes to see (clinical E2 TC-07). */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Presence.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly consoles: Consoles, private readonly presences: ConsolePresenceRepository, private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.note(), everyMs);
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async note(): Promise<void> {
    const practitionerIds = [...new Set(this.consoles.all().map((socket) => socket.data.practitionerId))];
    if (practitionerIds.length === 0) return;
    await this.presences.note(practitionerIds, new Date(this.clock.now())).catch((error: unknown) => this.logger.warn({ msg: 'presence not noted; again in 5 s', error: String(error) }));
  }
}
