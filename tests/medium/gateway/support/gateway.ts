import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { DataModule } from '#libs/data';
import { InProcessLiveBus, JsonLogger, LiveBus, PlatformModule, loadConfig } from '#libs/platform';
import { DiscoveryService, ModulesContainer } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { GatewayModule } from '../../../../apps/gateway/src/gateway.module.js';
import { testDataKeys } from '../../../support/database.js';
import { prepareHttp } from '../../../../apps/gateway/src/http-app.js';

export interface TestGateway {
  url: string;
  app: NestExpressApplication;
  bus: LiveBus;
  /** For tests that declare a route otherwise. */
  controllers(): { name: string; metatype: { prototype: object } }[];
  stop(): Promise<void>;
}

export interface GatewaySettings {
  databaseUrl: string;
  /** Its own unless given: two gateways over one bus are a cluster. */
  bus?: LiveBus;
  consoleFolder?: string;
  env?: Record<string, string>;
}

/** A gateway that really listens, on any free port. */
export async function startGateway({ databaseUrl, bus = new InProcessLiveBus(), consoleFolder = 'no-console', env = {} }: GatewaySettings): Promise<TestGateway> {
  const config = loadConfig({ DATABASE_URL: databaseUrl, DATA_KEYS: testDataKeys, LOG_LEVEL: 'fatal', ...env });
  const data = DataModule.forRoot({ url: databaseUrl, poolSize: 5, applicationName: 'test-gateway', keys: config.dataKeys });
  const composed = await Test.createTestingModule({ imports: [PlatformModule.forRoot(config), data, GatewayModule] })
    .setLogger(new JsonLogger('fatal', 'test'))
    .overrideProvider(LiveBus).useValue(bus)
    .compile();
  const app = composed.createNestApplication<NestExpressApplication>();
  prepareHttp(app, consoleFolder);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const controllers = (): { name: string; metatype: { prototype: object } }[] =>
    new DiscoveryService(app.get(ModulesContainer)).getControllers().map(({ name, metatype }) => ({ name, metatype: metatype as { prototype: object } }));
  return { url: `http://127.0.0.1:${port}`, app, bus, controllers, stop: () => app.close() };
}
