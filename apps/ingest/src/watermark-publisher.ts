import { PacketRepository, type StreamFacts } from '#libs/data';
import { downTopic } from '#libs/sensors';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';

/** At most every 200 ms a device (docs/architecture.md, step 5), and seldomer where there are many, so that telling them never takes most of the time [P]. */
const everyMs = 200;
const everyMsOfDevice = 2;

/**
 * Tells devices up to where everything is durable, so that they may forget it. Computed from the database for all devices
 * at once: it is right after any crash, and whichever ingest process a packet went through.
 */
@Injectable()
export class WatermarkPublisher implements OnModuleDestroy {
  private readonly logger = new Logger(WatermarkPublisher.name);
  private readonly touched = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private lastDevices = 0;
  private publishing: Promise<void> = Promise.resolve();

  constructor(private readonly packets: PacketRepository, private readonly publisher: DevicePublisher) {}

  touch(streams: StreamFacts[]): void {
    for (const stream of streams) this.touched.add(stream.streamId);
    if (this.touched.size > 0) this.timer ??= setTimeout(() => this.tick(), Math.max(everyMs, everyMsOfDevice * this.lastDevices));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.publishing;
    await this.publish();
  }

  private tick(): void {
    this.timer = null;
    this.publishing = this.publishing.then(() => this.publish());
  }

  private async publish(): Promise<void> {
    const streamIds = [...this.touched];
    this.touched.clear();
    this.lastDevices = streamIds.length;
    if (streamIds.length === 0) return;
    try {
      for (const { deviceId, epoch, contiguous, sack } of await this.packets.watermarks(streamIds)) {
        this.publisher.publish(downTopic(deviceId, 'wm'), JSON.stringify({ epoch, contiguous, sack }));
      }
    } catch (error) {
      this.logger.warn({ msg: 'watermarks not published; they are with the next', error: String(error) });
      for (const id of streamIds) this.touched.add(id);
    }
  }
}
