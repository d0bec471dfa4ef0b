import { PacketRepository, type AppendOutcome } from '#libs/data';
import { Clock, Config, LiveBus, Metrics } from '#libs/platform';
import { deviceOfTopic, laneOf, parseUpTopic, type Lane } from '#libs/sensors';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DeviceNotices } from './device-notices.js';
import { DeviceRates } from './device-rates.js';
import { MovementRate } from './movement-rate.js';
import { receive, type Received } from './packet-receiver.js';
import { SessionDirectory } from './session-directory.js';
import { ShownInstructions } from './shown-instructions.js';
import { TicketWriter } from './ticket-writer.js';
import { WaitingRoom } from './waiting-room.js';
import { WatermarkPublisher } from './watermark-publisher.js';

/** So many are stored at once instead of waiting for more. */
const packetsPerBatch = 200;
/** Later a heart rate does not ring, and comes in the order in which it was measured, with the movement of its device. */
const urgentForMs = 30_000;

/**
 * The door. Packets wait in it until they are durable - stored, or in quarantine with their reason - and nobody waits for them there: a heart rate may
 * come by the same connection as the movement before it. Only the watermark tells a device what is durable; what is lost here it sends again. One append
 * is under way at a time; what comes meanwhile waits for the next, heart rates first, so batches grow by themselves under load. Movement is stored as fast as workers keep up.
 */
@Injectable()
export class PacketIntake implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PacketIntake.name);
  private readonly room = new WaitingRoom<Received>();
  private readonly movementRate = new MovementRate();
  private unsubscribe: (() => void) | null = null;
  private isClosing = false;
  private timer: NodeJS.Timeout | null = null;
  private appending: Promise<void> | null = null;
  private readonly losers: ((deviceIds: ReadonlySet<string>) => void)[] = [];

  constructor(
    private readonly packets: PacketRepository,
    private readonly directory: SessionDirectory,
    private readonly shown: ShownInstructions,
    private readonly watermarks: WatermarkPublisher,
    private readonly tickets: TicketWriter,
    private readonly rates: DeviceRates,
    private readonly notices: DeviceNotices,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  /** Called with the devices of packets that could not be stored: they need not wait to send them again. */
  onLost(listener: (deviceIds: ReadonlySet<string>) => void): void {
    this.losers.push(listener);
  }

  /** Resolves when a packet waits to be stored, or something else is handled; rejects when the device sends more than it may, or what it said could not be kept. */
  async accept(topic: string, payload: Uint8Array): Promise<void> {
    const deviceId = deviceOfTopic(topic);
    if (deviceId !== null && !this.rates.take(deviceId, payload.length)) return this.turnAway(deviceId);
    const kindOfTopic = parseUpTopic(topic)?.kind;
    if (kindOfTopic === 'q' && deviceId !== null) return this.directory.answer(deviceId, payload);
    if (kindOfTopic === 'shown' && deviceId !== null) return this.shown.hear(deviceId, payload);
    const received = receive({ topic, payload, receivedAt: new Date(this.clock.now()) });
    if (!received.ok && deviceId !== null && !this.rates.takeRefusal(deviceId)) return this.turnAway(deviceId);
    this.collect(received);
  }

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => {
      if (hint.hint === 'turn-took') this.movementRate.hear(hint.ms, this.clock.now());
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.unsubscribe?.();
    this.isClosing = true;
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.appending !== null || this.room.size > 0) await (this.appending ?? this.append());
  }

  /** Not stored, not acknowledged: the device keeps it and sends it again, and others are not held up. */
  private turnAway(deviceId: string): Promise<never> {
    this.metrics.packetsLimited.inc();
    this.notices.report(deviceId, 'flood');
    return Promise.reject(new Error('this device sends more than it may'));
  }

  private collect(received: Received): void {
    const receivedAtMs = this.clock.now();
    const measuredAtMs = received.ok ? (this.packets.measuredAtMs(received.packet) ?? receivedAtMs) : receivedAtMs;
    const lane: Lane = receivedAtMs - measuredAtMs > urgentForMs ? 'movement' : laneOf(received.ok ? received.kind : null);
    const deviceId = (received.ok ? received.packet : received.refused).deviceId ?? '';
    this.metrics.packetsReceived.inc();
    if (this.room.add(lane, received, { deviceId, measuredAtMs })) return this.schedule();
    // Without a watermark its device keeps it, and asks again at leisure: whoever is told more comes back sooner.
    this.metrics.packetsHeldBack.inc({ kind: lane === 'movement' ? 'movement' : 'other' });
  }

  private schedule(): void {
    if (this.appending !== null) return;
    if (this.room.ready(this.allowed()) >= packetsPerBatch) void this.append();
    else this.timer ??= setTimeout(() => void this.append(), this.config.ingestBatchMs);
  }

  private allowed(): number {
    return this.isClosing ? Infinity : this.movementRate.allowed(this.clock.now());
  }

  private append(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const before = this.room.movements;
    const batch = this.room.take(this.allowed());
    this.movementRate.took(before - this.room.movements, this.clock.now());
    this.appending = (batch.length === 0 ? Promise.resolve() : this.store(batch)).finally(() => {
      this.appending = null;
      if (this.room.ready(this.allowed()) > 0) void this.append();
      else if (this.room.size > 0) this.schedule();
    });
    return this.appending;
  }

  private async store(received: Received[]): Promise<void> {
    const end = this.metrics.appendSeconds.startTimer();
    try {
      const outcome = await this.packets.append({ packets: received.flatMap((each) => (each.ok ? [each.packet] : [])), refused: received.flatMap((each) => (each.ok ? [] : [each.refused])) });
      end();
      this.count(outcome, received);
      for (const deviceId of outcome.diverged) this.notices.report(deviceId, 'diverged');
      this.watermarks.touch(outcome.touched);
      this.tickets.touch(outcome.touched.map((stream) => stream.shard));
    } catch (error) {
      this.logger.error({ msg: 'batch not stored; its devices will send it again', packets: received.length, error: String(error) });
      const deviceIds = new Set(received.flatMap((each) => (each.ok ? each.packet.deviceId : (each.refused.deviceId ?? []))));
      for (const listener of this.losers) listener(deviceIds);
    }
  }

  private count(outcome: AppendOutcome, received: readonly Received[]): void {
    this.metrics.packetsStored.inc(outcome.stored);
    this.metrics.packetsDuplicated.inc(outcome.duplicated);
    for (const [reason, count] of Object.entries(outcome.quarantined)) this.metrics.packetsQuarantined.inc({ reason }, count);
    if (outcome.duplicated === 0) this.metrics.samplesStored.inc(received.reduce((sum, each) => sum + (each.ok ? each.samples : 0), 0));
  }
}
