import { randomUUID } from 'node:crypto';
import { DeviceRequest, type DeviceAnswer } from '#libs/contracts';
import { StreamRepository } from '#libs/data';
import { resolvePrescription } from '#libs/domain';
import { Clock, Config, LiveBus } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable, Logger } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';
import { parseJson } from './parse-json.js';

/** Opens streams for devices: which session their packets belong to, under an epoch that only the server gives out. */
@Injectable()
export class SessionDirectory {
  private readonly logger = new Logger(SessionDirectory.name);

  constructor(
    private readonly streams: StreamRepository,
    private readonly publisher: DevicePublisher,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Answers on the device's own topic. A device that hears nothing asks again with the same nonce: one stream is opened. */
  async answer(deviceId: string, payload: Uint8Array): Promise<void> {
    const request = DeviceRequest.safeParse(parseJson(payload));
    if (!request.success) {
      this.logger.warn({ msg: 'device request not understood', deviceId, error: request.error.message });
      return;
    }
    this.send(deviceId, await this.open(deviceId, request.data));
  }

  private async open(deviceId: string, { open }: DeviceRequest): Promise<DeviceAnswer> {
    const opened = await this.streams.open({
      ...open,
      deviceId,
      now: new Date(this.clock.now()),
      newSessionId: randomUUID(),
      newEpoch: randomUUID(),
      shardCount: this.config.analysisShards,
      resolve: (facts, purpose, isReplayed) => resolvePrescription({ ...facts, purpose, isReplayed, year: new Date(this.clock.now()).getUTCFullYear() }),
    });
    if (!opened.ok) return { refused: { nonce: open.nonce, reason: opened.reason } };
    const { sessionId, patientId, epoch, purpose, startedAt } = opened;
    for (const ended of opened.ended) this.bus.publish({ hint: 'session-changed', sessionId: ended, patientId, change: 'ended' });
    if (opened.created) this.bus.publish({ hint: 'session-changed', sessionId, patientId, change: 'started' });
    return { opened: { nonce: open.nonce, epoch, sessionId, purpose, startedAt: startedAt.toISOString() } };
  }

  private send(deviceId: string, answer: DeviceAnswer): void {
    this.publisher.publish(downTopic(deviceId, 'ctl'), JSON.stringify(answer));
  }
}
