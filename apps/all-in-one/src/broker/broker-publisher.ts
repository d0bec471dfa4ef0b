import { DevicePublisher } from '../../../ingest/src/device-publisher.js';
import { Injectable } from '@nestjs/common';
import type { EmbeddedBroker } from './embedded-broker.js';

/** Sends to devices through the broker of this very process. */
@Injectable()
export class BrokerPublisher extends DevicePublisher {
  private broker: EmbeddedBroker | null = null;

  attach(broker: EmbeddedBroker): void {
    this.broker = broker;
  }

  publish(topic: string, payload: string): void {
    this.broker?.publish(topic, payload);
  }
}
