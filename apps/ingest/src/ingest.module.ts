import { Store } from '#libs/data';
import { Health } from '#libs/platform';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { BrokerAccounts } from './broker-accounts.js';
import { CredentialWatch } from './credential-watch.js';
import { DeviceNotices } from './device-notices.js';
import { DevicePublisher } from './device-publisher.js';
import { DeviceRates } from './device-rates.js';
import { DynamicSecurity } from './dynamic-security.js';
import { EmqxAccess } from './emqx-access.js';
import { EmqxClients } from './emqx-clients.js';
import { MqttPublisher, MqttSource } from './mqtt-source.js';
import { Instructions } from './instructions.js';
import { PacketIntake } from './packet-intake.js';
import { SessionDirectory } from './session-directory.js';
import { Takeovers } from './takeovers.js';
import { ShownInstructions } from './shown-instructions.js';
import { TicketWriter } from './ticket-writer.js';
import { WatermarkPublisher } from './watermark-publisher.js';

/** Takes packets in. Where they come from is said once: an MQTT broker, or the broker of this very process. */
@Module({})
export class IngestModule {
  constructor(store: Store, health: Health) {
    health.register('database', () => store.ping());
  }

  /** Cluster profile. */
  static fromBroker(): DynamicModule {
    return compose(MqttPublisher, [MqttSource, BrokerAccounts, DynamicSecurity, Takeovers, EmqxAccess, EmqxClients]);
  }

  /** Embedded profile: the broker calls `PacketIntake.accept` itself, and `publisher` sends through it. */
  static inProcess(publisher: Type<DevicePublisher>): DynamicModule {
    return compose(publisher, []);
  }
}

function compose(publisher: Type<DevicePublisher>, sources: Type[]): DynamicModule {
  return {
    module: IngestModule,
    providers: [{ provide: DevicePublisher, useClass: publisher }, WatermarkPublisher, TicketWriter, SessionDirectory, ShownInstructions, PacketIntake, DeviceRates, DeviceNotices, Instructions, CredentialWatch, ...sources],
    exports: [PacketIntake, DevicePublisher, DeviceNotices, CredentialWatch],
  };
}
