import { PacketRepository, type AppendBatch, type AppendOutcome } from '#libs/data';
import { Clock, Config, Metrics } from '#libs/platform';
import { deviceOfTopic, parseUpTopic, type Packet } from '#libs/sensors';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DeviceNotices } from './device-notices.js';
import { DeviceRates } from './device-rates.js';
import { receive, type Received } from './packet-receiver.js';
import { hasRoom, isMovement } from './room.js';
import { SessionDirectory } from './session-directory.js';
import { ShownInstructions } from './shown-instructions.js';
import { TicketWriter } from './ticket-writer.js';
import { WatermarkPublisher } from './watermark-publisher.js';

/** More than this in one statement gains nothing. */
const packetsPerBatch = 200;

interface Collected {
  batch: AppendBatch;
  samples: number;
  durable: (() => void)[];
  failed: ((error: unknown) => void)[];
}

/**
 * The door. `accept` resolves when the payload is handled durably - stored, or in quarantine with its reason - and
 * rejects when it could not be: then nothing is acknowledged and the device sends it again. One append is under way at a
 * time; what comes meanwhile is the next batch, so batches grow by themselves under load.
 */
@Injectable()
export class PacketIntake implements OnModuleDestroy {
  private readonly logger = new Logger(PacketIntake.name);
  private collected = nothing();
  private waiting = 0;
  private timer: NodeJS.Timeout | null = null;
  private appending: Promise<void> | null = null;

  constructor(
    private readonly packets: PacketRepository,
    private readonly directory: SessionDirectory,
    private readonly shown: ShownInstructions,
    private readonly watermarks: WatermarkPublisher,
    private readonly tickets: TicketWriter,
    private readonly rates: DeviceRates,
    private readonly notices: DeviceNotices,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  accept(topic: string, payload: Uint8Array): Promise<void> {
    const deviceId = deviceOfTopic(topic);
    if (deviceId !== null && !this.rates.take(deviceId, payload.length)) return this.turnAway(deviceId);
    const kindOfTopic = parseUpTopic(topic)?.kind;
    if (kindOfTopic === 'q' && deviceId !== null) return this.directory.answer(deviceId, payload);
    if (kindOfTopic === 'shown' && deviceId !== null) return this.shown.hear(deviceId, payload);
    const received = receive({ topic, payload, receivedAt: new Date(this.clock.now()) });
    if (!received.ok && deviceId !== null && !this.rates.takeRefusal(deviceId)) return this.turnAway(deviceId);
    const kind = received.ok ? received.kind : null;
    if (!hasRoom(kind, this.waiting)) return this.holdBack(kind);
    this.collect(received);
    this.schedule();
    const { durable, failed } = this.collected;
    return new Promise((resolve, reject) => {
      durable.push(resolve);
      failed.push(reject);
    });
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.waiting > 0) await (this.appending ?? this.append());
  }

  /** Not stored, not acknowledged: the device keeps it, and sends it again. */
  private holdBack(kind: Packet['kind'] | null): Promise<never> {
    this.metrics.packetsHeldBack.inc({ kind: isMovement(kind) ? 'movement' : 'other' });
    return Promise.reject(new Error(`${this.waiting} packets wait to be stored`));
  }

  /** Not stored, not acknowledged: the device keeps it and sends it again, and others are not held up. */
  private turnAway(deviceId: string): Promise<never> {
    this.metrics.packetsLimited.inc();
    this.notices.report(deviceId, 'flood');
    return Promise.reject(new Error('this device sends more than it may'));
  }

  private collect(received: Received): void {
    this.metrics.packetsReceived.inc();
    this.waiting++;
    if (!received.ok) {
      this.collected.batch.refused.push(received.refused);
      return;
    }
    this.collected.batch.packets.push(received.packet);
    this.collected.samples += received.samples;
  }

  private schedule(): void {
    if (this.appending !== null) return;
    if (this.collected.durable.length + 1 >= packetsPerBatch) void this.append();
    else this.timer ??= setTimeout(() => void this.append(), this.config.ingestBatchMs);
  }

  private append(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const collected = this.collected;
    this.collected = nothing();
    this.appending = this.store(collected).finally(() => {
      this.appending = null;
      this.waiting -= collected.durable.length;
      if (this.collected.durable.length > 0) void this.append();
    });
    return this.appending;
  }

  private async store(collected: Collected): Promise<void> {
    const end = this.metrics.appendSeconds.startTimer();
    try {
      const outcome = await this.packets.append(collected.batch);
      end();
      this.count(outcome, collected);
      for (const deviceId of outcome.diverged) this.notices.report(deviceId, 'diverged');
      for (const resolve of collected.durable) resolve();
      this.watermarks.touch(outcome.touched);
      this.tickets.touch(outcome.touched.map((stream) => stream.shard));
    } catch (error) {
      this.logger.error({ msg: 'batch not stored; its devices will send it again', packets: collected.durable.length, error: String(error) });
      for (const reject of collected.failed) reject(error);
    }
  }

  private count(outcome: AppendOutcome, collected: Collected): void {
    this.metrics.packetsStored.inc(outcome.stored);
    this.metrics.packetsDuplicated.inc(outcome.duplicated);
    for (const [reason, count] of Object.entries(outcome.quarantined)) this.metrics.packetsQuarantined.inc({ reason }, count);
    if (outcome.duplicated === 0) this.metrics.samplesStored.inc(collected.samples);
  }
}

function nothing(): Collected {
  return { batch: { packets: [], refused: [] }, samples: 0, durable: [], failed: [] };
}
