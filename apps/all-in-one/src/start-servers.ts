import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { resolve } from 'node:path';
import { DeviceCredentialRepository } from '#libs/data';
import { Clock, JsonLogger, type Config } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { prepareHttp } from '../../gateway/src/http-app.js';
import { tlsOptions } from '../../gateway/src/tls.js';
import { CredentialWatch } from '../../ingest/src/credential-watch.js';
import { DeviceNotices } from '../../ingest/src/device-notices.js';
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
  const app = await NestFactory.create<NestExpressApplication>(AllInOneModule.with(config), { logger: new JsonLogger(config.logLevel, 'tendon'), httpsOptions: tlsOptions(config) });
  prepareHttp(app, resolve(import.meta.dirname, '../../console'));
  const broker = await openBroker(app, config);
  await app.listen(config.http.port, config.http.host);
  // A browser shows no certificate of a device: where one is demanded, this door stays shut.
  if ((config.tls?.clientCaFile ?? '') === '') broker.attach(app.getHttpServer(), (origin, host) => origin === undefined || config.http.origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host));
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    httpUrl: `${config.tls === null ? 'http' : 'https'}://${config.http.host}:${port}`,
    mqttUrl: `${config.tls === null ? 'mqtt' : 'mqtts'}://${config.mqtt.host}:${broker.port}`,
    stop: async () => {
      await broker.close();
      await app.close();
    },
  };
}

async function openBroker(app: NestExpressApplication, config: Config): Promise<EmbeddedBroker> {
  const intake = app.get(PacketIntake);
  const credentials = app.get(DeviceCredentialRepository);
  const notices = app.get(DeviceNotices);
  const clock = app.get(Clock);
  const broker = await startBroker({
    host: config.mqtt.host,
    port: config.mqtt.port,
    tls: brokerTls(config),
    accept: (topic, payload) => intake.accept(topic, payload),
    verify: (name, secret) => credentials.verify(name, secret, new Date(clock.now())),
    stillValid: (names) => credentials.stillValid(names, new Date(clock.now())),
    takenOver: (deviceId) => notices.report(deviceId, 'taken-over'),
    now: () => clock.now(),
  });
  app.get(CredentialWatch).listen(() => broker.recheck());
  intake.onLost((deviceIds) => broker.cutOff(deviceIds));
  const publisher = app.get(DevicePublisher);
  if (publisher instanceof BrokerPublisher) publisher.attach(broker);
  return broker;
}

/** Beside the secret, a client certificate where its authority is known. */
function brokerTls(config: Config): TlsOptions | undefined {
  const options = tlsOptions(config);
  const authority = config.tls?.clientCaFile ?? '';
  if (options === undefined || authority === '') return options;
  return { ...options, ca: readFileSync(authority), requestCert: true, rejectUnauthorized: true };
}
