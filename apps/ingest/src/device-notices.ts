import type { DeviceAnswer } from '#libs/contracts';
import { DeviceRepository, type DeviceEventKind } from '#libs/data';
import { Clock, LiveBus, Metrics } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';

/** What a device is told unasked, and what is written down about one that looks wrong. */
@Injectable()
export class DeviceNotices implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeviceNotices.name);
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly devices: DeviceRepository,
    private readonly publisher: DevicePublisher,
    private readonly bus: LiveBus,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => {
      if (hint.hint === 'rotation-asked') this.publisher.publish(downTopic(hint.deviceId, 'ctl'), JSON.stringify({ rotate: {} } satisfies DeviceAnswer));
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }

  /** Not waited for: it must not hold up a packet. */
  report(deviceId: string, kind: DeviceEventKind): void {
    this.metrics.deviceEvents.inc({ kind });
    this.devices.report(deviceId, kind, new Date(this.clock.now())).then(
      (isNew) => {
        if (isNew) this.logger.warn({ msg: 'a device looks wrong', deviceId, kind });
      },
      (error: unknown) => this.logger.error({ msg: 'device event not written', deviceId, kind, error: String(error) }),
    );
  }
}
