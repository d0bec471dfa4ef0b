import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Health, HealthServer } from './health.js';
import { JobQueue } from './job-queue.js';
import { InProcessLiveBus, LiveBus, RedisLiveBus } from './live-bus.js';
import { Metrics } from './metrics.js';

/** What every server process has: configuration, clock, queue, live bus, health and metrics. */
@Module({})
export class PlatformModule {
  static forRoot(config: Config): DynamicModule {
    const bus = { provide: LiveBus, useFactory: () => (config.redisUrl === '' ? new InProcessLiveBus() : new RedisLiveBus(config.redisUrl)) };
    const shared = [{ provide: Config, useValue: config }, Clock, Metrics, Health, HealthServer, JobQueue, bus];
    return { module: PlatformModule, global: true, imports: [DiscoveryModule], providers: shared, exports: [Config, Clock, Metrics, Health, HealthServer, JobQueue, LiveBus, DiscoveryModule] };
  }
}
