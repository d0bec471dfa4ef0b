import { DataModule } from '#libs/data';
import { PlatformModule, type Config } from '#libs/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { GatewayModule } from '../../gateway/src/gateway.module.js';
import { IngestModule } from '../../ingest/src/ingest.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { BrokerPublisher } from './broker/broker-publisher.js';

/** The embedded profile: the three servers in one process, over one database. */
@Module({})
export class AllInOneModule {
  static with(config: Config): DynamicModule {
    return {
      module: AllInOneModule,
      imports: [
        PlatformModule.forRoot(config),
        DataModule.forRoot({ url: config.databaseUrl, poolSize: config.databasePool, applicationName: 'tendon', keys: config.dataKeys }),
        IngestModule.inProcess(BrokerPublisher),
        WorkerModule,
        GatewayModule,
      ],
    };
  }
}
