import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { DeviceRepository, PractitionerRepository } from '#libs/data';
import { Config, JsonLogger, configOrExit, stopOnSignals } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { prepareHttp } from '../../gateway/src/http-app.js';
import { DevicePublisher } from '../../ingest/src/device-publisher.js';
import { PacketIntake } from '../../ingest/src/packet-intake.js';
import { AllInOneModule } from './all-in-one.module.js';
import { BrokerPublisher } from './broker/broker-publisher.js';
import { startBroker, type EmbeddedBroker } from './broker/embedded-broker.js';
import { demoFile, openDemoClinic } from './demo/demo-clinic.js';
import { startPatients } from './demo/patients.js';
import { startPostgres } from './postgres/start-postgres.js';

const startedMs = performance.now();
const progress = (step: string): void => void process.stdout.write(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${step}\n`);

const given = configOrExit();
mkdirSync(given.dataFolder, { recursive: true, mode: 0o755 });
const postgres = await startPostgres({ dataFolder: given.dataFolder, port: given.postgresPort, progress });
const config = new Config({ ...given, databaseUrl: postgres.url });

progress('starting ingest, worker and gateway');
const app = await NestFactory.create<NestExpressApplication>(AllInOneModule.with(config), { logger: new JsonLogger(config.logLevel, 'tendon') });
prepareHttp(app, resolve(import.meta.dirname, '../../console'));
const broker = await openBroker();
await app.listen(config.http.port, config.http.host);
broker.attach(app.getHttpServer(), (origin, host) => origin === undefined || config.http.origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host));

const { port } = app.getHttpServer().address() as AddressInfo;
const urls = { httpUrl: `http://${config.http.host}:${port}`, mqttUrl: `mqtt://${config.mqtt.host}:${broker.port}` };
const access = config.demo === 'off' ? null : await openDemoClinic({ practitioners: app.get(PractitionerRepository), dataFolder: config.dataFolder, urls });
const patients = config.demo === 'patients' ? startPatients(demoFile(config.dataFolder)) : null;

let stopping = false;
stopOnSignals({ close: stop });
void postgres.exited.then(() => {
  if (stopping) return;
  process.stderr.write('the database stopped; so do we\n');
  process.exit(1);
});
const signIn = access === null ? '' : ` - sign in as ${access.signInName} with password ${access.password}`;
process.stdout.write(`Tendon is at ${urls.httpUrl}${signIn}${patients === null ? '' : ' (8 simulated patients)'}\n`);

async function openBroker(): Promise<EmbeddedBroker> {
  const intake = app.get(PacketIntake);
  const devices = app.get(DeviceRepository);
  const opened = await startBroker({
    host: config.mqtt.host,
    port: config.mqtt.port,
    accept: (topic, payload) => intake.accept(topic, payload),
    verify: (deviceId, secret) => devices.verifySecret(deviceId, secret),
  });
  const publisher = app.get(DevicePublisher);
  if (publisher instanceof BrokerPublisher) publisher.attach(opened);
  return opened;
}

/** What comes in first stops first; the database last. */
async function stop(): Promise<void> {
  stopping = true;
  process.stdout.write('stopping\n');
  await patients?.stop();
  await broker.close();
  await app.close();
  await postgres.stop();
}
