import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { DeviceRepository } from '#libs/data';
import { JsonLogger, type Config } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { prepareHttp } from '../../gateway/src/http-app.js';
import { DevicePublisher } from '../../ingest/src/device-publisher.js';
import { PacketIntake } from '../../ingest/src/packet-intake.js';
import { AllInOneModule } from './all-in-one.module.js';
import { BrokerPublisher } from './broker/broker-publisher.js';
import { startBroker, type EmbeddedBroker } from './broker/embedded-broker.js';

/** Ingest, worker, gateway and broker in this process, over a database that is there. */
export interface Servers {
  app: NestExpressApplication;
  httpUrl: string;
  mqttUrl: string;
  /** What comes in first stops first. */
  stop(): Promise<void>;
}

export async function startServers(config: Config): Promise<Servers> {
  const app = await NestFactory.create<NestExpressApplication>(AllInOneModule.with(config), { logger: new JsonLogger(config.logLevel, 'tendon') });
  prepareHttp(app, resolve(import.meta.dirname, '../../console'));
  const broker = await openBroker(app, config);
  await app.listen(config.http.port, config.http.host);
  broker.attach(app.getHttpServer(), (origin, host) => origin === undefined || config.http.origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host));
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    httpUrl: `http://${config.http.host}:${port}`,
    mqttUrl: `mqtt://${config.mqtt.host}:${broker.port}`,
    stop: async () => {
      await broker.close();
      await app.close();
    },
  };
}

async function openBroker(app: NestExpressApplication, config: Config): Promise<EmbeddedBroker> {
  const intake = app.get(PacketIntake);
  const devices = app.get(DeviceRepository);
  const broker = await startBroker({
    host: config.mqtt.host,
    port: config.mqtt.port,
    accept: (topic, payload) => intake.accept(topic, payload),
    verify: (deviceId, secret) => devices.verifySecret(deviceId, secret),
  });
  const publisher = app.get(DevicePublisher);
  if (publisher instanceof BrokerPublisher) publisher.attach(broker);
  return broker;
}
