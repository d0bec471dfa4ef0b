import type { DeviceAnswer } from '#libs/contracts';
import { InstructionRepository } from '#libs/data';
import { instructionOf } from '#libs/domain';
import { LiveBus } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';
import { LookAgain } from './look-again.js';

/** What stands is told again so often: a device that was away, or a hint that was lost, costs so long. One not heard for 10 s has lapsed. */
const everyMs = 2000;

/**
 * Tells patients, through their devices, to stop and what else an open alert asks of them. The store says what is open; the live bus
 * only says when to look. Several of these tell the same, which a device hears as once.
 */
@Injectable()
export class Instructions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Instructions.name);
  /** What each device was told last, of those to whom something stands. */
  private told = new Map<string, string>();
  private readonly looks = new LookAgain(() => this.look(), (error) => this.logger.warn({ msg: 'what patients are to be told was not looked up; again in 2 s', error: String(error) }));
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly instructions: InstructionRepository,
    private readonly publisher: DevicePublisher,
    private readonly bus: LiveBus,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => {
      if (hint.hint === 'alerts-changed') this.looks.ask();
      if (hint.hint === 'cue-given') for (const deviceId of hint.deviceIds) this.tell(deviceId, { cue: hint.cue });
    });
    this.timer = setInterval(() => {
      for (const [deviceId, payload] of this.told) this.publisher.publish(downTopic(deviceId, 'ctl'), payload);
      this.looks.ask();
    }, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.unsubscribe?.();
    await this.looks.done();
  }

  private async look(): Promise<void> {
    const standing = new Map<string, string>();
    for (const { deviceId, sessionId, open } of await this.instructions.open()) {
      const instruction = instructionOf(open);
      if (instruction !== null) standing.set(deviceId, JSON.stringify({ instruct: { sessionId, ...instruction } } satisfies DeviceAnswer));
    }
    for (const [deviceId, payload] of standing) if (this.told.get(deviceId) !== payload) this.publisher.publish(downTopic(deviceId, 'ctl'), payload);
    for (const deviceId of this.told.keys()) if (!standing.has(deviceId)) this.tell(deviceId, { instruct: null });
    this.told = standing;
  }

  private tell(deviceId: string, answer: DeviceAnswer): void {
    this.publisher.publish(downTopic(deviceId, 'ctl'), JSON.stringify(answer));
  }
}
