import { Config, Health } from '#libs/platform';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { connect, type MqttClient } from 'mqtt';
import { DevicePublisher } from './device-publisher.js';
import { DynamicSecurity } from './dynamic-security.js';
import { PacketIntake } from './packet-intake.js';
import { Takeovers } from './takeovers.js';

/** Sends through the same connection that packets come in by. */
@Injectable()
export class MqttPublisher extends DevicePublisher {
  private client: MqttClient | null = null;

  attach(client: MqttClient): void {
    this.client = client;
  }

  publish(topic: string, payload: string): void {
    this.client?.publish(topic, payload, { qos: 1 });
  }
}

/** Any number of ingest processes share the devices' packets; MQTT 5, section 4.8.2. */
const sharedTopic = '$share/ingest/v1/d/+/up/#';

/**
 * The cluster profile's source: a shared subscription on a clean session. A dead process's persistent session would keep
 * half of the traffic to itself (reliability E12); what dies with a clean one is sent again, since no watermark covers it.
 */
@Injectable()
export class MqttSource implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MqttSource.name);
  private client: MqttClient | null = null;

  constructor(
    private readonly config: Config,
    private readonly publisher: DevicePublisher,
    private readonly intake: PacketIntake,
    private readonly dynamicSecurity: DynamicSecurity,
    private readonly takeovers: Takeovers,
    private readonly health: Health,
  ) {}

  onApplicationBootstrap(): void {
    const { url, username, password } = this.config.mqtt;
    const client = connect(url, { protocolVersion: 5, clean: true, username, password, keepalive: 10, reconnectPeriod: 500, reconnectOnConnackError: true, properties: { receiveMaximum: 1000 } });
    this.client = client;
    if (this.publisher instanceof MqttPublisher) this.publisher.attach(client);
    client.on('connect', () => client.subscribe(sharedTopic, { qos: 1 }));
    client.on('error', (error) => this.logger.warn({ msg: 'broker connection', error: String(error) }));
    this.dynamicSecurity.attach(client);
    this.takeovers.attach(client);
    client.on('message', (topic, payload) => {
      if (topic.startsWith('$')) return;
      // Not stored is not lost: without a watermark the device sends it again, and the intake has logged why.
      this.intake.accept(topic, payload).catch(() => undefined);
    });
    this.health.register('broker', () => (client.connected ? Promise.resolve() : Promise.reject(new Error('not connected'))));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.client?.endAsync();
  }
}
