import { Store } from '#libs/data';
import { Health, LiveBus } from '#libs/platform';
import { Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpDescription } from '../openapi.js';
import { OperationsController } from './operations.controller.js';

/** Ready means: facts can be read, and hints of them are heard. */
@Module({ controllers: [OperationsController], providers: [HttpDescription] })
export class OperationsModule implements OnModuleInit, BeforeApplicationShutdown {
  constructor(private readonly health: Health, private readonly store: Store, private readonly bus: LiveBus) {}

  onModuleInit(): void {
    this.health.register('database', () => this.store.ping());
    this.health.register('live-bus', () => this.bus.ping());
  }

  beforeApplicationShutdown(): void {
    this.health.stop();
  }
}
