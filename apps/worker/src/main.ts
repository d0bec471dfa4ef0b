import 'reflect-metadata';
import { DataModule } from '#libs/data';
import { HealthServer, JsonLogger, PlatformModule, configOrExit, stopOnSignals } from '#libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

const config = configOrExit();

@Module({
  imports: [
    PlatformModule.forRoot(config),
    DataModule.forRoot({ url: config.databaseUrl, poolSize: config.databasePool, applicationName: 'tendon-worker', keys: config.dataKeys }),
    WorkerModule,
  ],
})
class WorkerProcess {}

const app = await NestFactory.createApplicationContext(WorkerProcess, { logger: new JsonLogger(config.logLevel, 'worker') });
stopOnSignals(app);
const port = await app.get(HealthServer).listen();
process.stdout.write(`${JSON.stringify({ ready: 'worker', healthPort: port })}\n`);
