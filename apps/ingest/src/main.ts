import 'reflect-metadata';
import { DataModule } from '#libs/data';
import { HealthServer, JsonLogger, PlatformModule, configOrExit, stopOnSignals } from '#libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IngestModule } from './ingest.module.js';

const config = configOrExit();

@Module({
  imports: [
    PlatformModule.forRoot(config),
    DataModule.forRoot({ url: config.databaseUrl, poolSize: config.databasePool, applicationName: 'tendon-ingest' }),
    IngestModule.fromBroker(),
  ],
})
class IngestProcess {}

const app = await NestFactory.createApplicationContext(IngestProcess, { logger: new JsonLogger(config.logLevel, 'ingest') });
stopOnSignals(app);
const port = await app.get(HealthServer).listen();
process.stdout.write(`${JSON.stringify({ ready: 'ingest', healthPort: port })}\n`);
