import { Clock, Config, TokenBuckets } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { MqttClient } from 'mqtt';
import { DeviceNotices } from './device-notices.js';
import { takeovers } from './device-rates.js';

/** Where Mosquitto says it (`log_dest topic`), to every ingest process; what one wrote down already is not written again. */
const logTopic = '$SYS/broker/log/E';
/** Mosquitto 2.0, handle_connect.c. A credential's name is the device's id, or that with a number. */
const takeover = /Client ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.\d+)? already connected, closing old connection/;

/** Cluster profile with Mosquitto: two clients that throw each other off with one credential. */
@Injectable()
export class Takeovers {
  private readonly buckets = new TokenBuckets(takeovers);

  constructor(private readonly notices: DeviceNotices, private readonly clock: Clock, private readonly config: Config) {}

  /** With the connection that packets come in by. */
  attach(client: MqttClient): void {
    if (!this.config.mqtt.dynamicSecurity) return;
    client.on('connect', () => client.subscribe(logTopic));
    client.on('message', (topic, payload) => {
      if (topic === logTopic) this.hear(payload.toString());
    });
  }

  private hear(line: string): void {
    const [, deviceId, number = ''] = takeover.exec(line) ?? [];
    if (deviceId !== undefined && !this.buckets.take(`${deviceId}${number}`, this.clock.now())) this.notices.report(deviceId, 'taken-over');
  }
}
