import { PacketRepository, type AppendOutcome } from '#libs/data';
import { Clock, Config, Metrics } from '#libs/platform';
import { deviceOfTopic, laneOf, parseUpTopic } from '#libs/sensors';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DeviceNotices } from './device-notices.js';
import { DeviceRates } from './device-rates.js';
import { receive, type Received } from './packet-receiver.js';
import { SessionDirectory } from './session-directory.js';
import { ShownInstructions } from './shown-instructions.js';
import { TicketWriter } from './ticket-writer.js';
import { WaitingRoom } from './waiting-room.js';
import { WatermarkPublisher } from './watermark-publisher.js';

/** So many are stored at once instead of waiting for more. */
const packetsPerBatch = 200;

/** One payload, with whoever waits for it. */
interface Waiting {
  received: Received;
  durable: () => void;
  failed: (error: unknown) => void;
}

/**
 * The door. `accept` resolves when the payload is handled durably - stored, or in quarantine with its reason - and
 * rejects when it could not be: then nothing is acknowledged and the device sends it again. One append is under way at a time; what comes
 * meanwhile waits for the next, heart rates first, so batches grow by themselves under load.
 */
@Injectable()
export class PacketIntake implements OnModuleDestroy {
  private readonly logger = new Logger(PacketIntake.name);
  private readonly room = new WaitingRoom<Waiting>();
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
    return new Promise((durable, failed) => this.collect({ received, durable, failed }));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.appending !== null || this.room.size > 0) await (this.appending ?? this.append());
  }

  /** Not stored, not acknowledged: the device keeps it and sends it again, and others are not held up. */
  private turnAway(deviceId: string): Promise<never> {
    this.metrics.packetsLimited.inc();
    this.notices.report(deviceId, 'flood');
    return Promise.reject(new Error('this device sends more than it may'));
  }

  private collect(waiting: Waiting): void {
    const lane = laneOf(waiting.received.ok ? waiting.received.kind : null);
    this.metrics.packetsReceived.inc();
    if (this.room.add(lane, waiting)) return this.schedule();
    this.metrics.packetsHeldBack.inc({ kind: lane === 'movement' ? 'movement' : 'other' });
    waiting.failed(new Error(`${this.room.size} packets wait to be stored`));
  }

  private schedule(): void {
    if (this.appending !== null) return;
    if (this.room.size >= packetsPerBatch) void this.append();
    else this.timer ??= setTimeout(() => void this.append(), this.config.ingestBatchMs);
  }

  private append(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.appending = this.store(this.room.take()).finally(() => {
      this.appending = null;
      if (this.room.size > 0) void this.append();
    });
    return this.appending;
  }

  private async store(batch: Waiting[]): Promise<void> {
    const end = this.metrics.appendSeconds.startTimer();
    const received = batch.map((each) => each.received);
    try {
      const outcome = await this.packets.append({ packets: received.flatMap((each) => (each.ok ? [each.packet] : [])), refused: received.flatMap((each) => (each.ok ? [] : [each.refused])) });
      end();
      this.count(outcome, received);
      for (const deviceId of outcome.diverged) this.notices.report(deviceId, 'diverged');
      for (const { durable } of batch) durable();
      this.watermarks.touch(outcome.touched);
      this.tickets.touch(outcome.touched.map((stream) => stream.shard));
    } catch (error) {
      this.logger.error({ msg: 'batch not stored; its devices will send it again', packets: batch.length, error: String(error) });
      for (const { failed } of batch) failed(error);
    }
  }

  private count(outcome: AppendOutcome, received: readonly Received[]): void {
    this.metrics.packetsStored.inc(outcome.stored);
    this.metrics.packetsDuplicated.inc(outcome.duplicated);
    for (const [reason, count] of Object.entries(outcome.quarantined)) this.metrics.packetsQuarantined.inc({ reason }, count);
    if (outcome.duplicated === 0) this.metrics.samplesStored.inc(received.reduce((sum, each) => sum + (each.ok ? each.samples : 0), 0));
  }
}
