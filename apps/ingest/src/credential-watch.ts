import { DeviceCredentialRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LookAgain } from './look-again.js';

/** A lost hint lets a revoked device stay so long; everything is to be cut within 2 s. */
const everyMs = 1000;

/** Says when it may have changed who is let in: at once by the live bus, and within a second whatever becomes of that. */
@Injectable()
export class CredentialWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CredentialWatch.name);
  private readonly listeners: (() => Promise<void>)[] = [];
  /** Of what every listener has followed. */
  private mark = '';
  private readonly looks = new LookAgain(() => this.look(), (error) => this.logger.warn({ msg: 'change of credentials not followed; again in a second', error: String(error) }));
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(private readonly credentials: DeviceCredentialRepository, private readonly bus: LiveBus, private readonly clock: Clock) {}

  /** One that rejects is called again a second later. */
  listen(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => {
      if (hint.hint === 'device-changed') this.looks.ask();
    });
    this.timer = setInterval(() => this.looks.ask(), everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.unsubscribe?.();
    await this.looks.done();
  }

  private async look(): Promise<void> {
    const mark = await this.credentials.mark(new Date(this.clock.now()));
    if (mark === this.mark) return;
    await Promise.all(this.listeners.map((listener) => listener()));
    this.mark = mark;
  }
}
