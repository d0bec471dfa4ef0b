import 'reflect-metadata';
import { resolve } from 'node:path';
import { DataModule } from '#libs/data';
import { JsonLogger, PlatformModule, configOrExit, stopOnSignals } from '#libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { GatewayModule } from './gateway.module.js';
import { prepareHttp } from './http-app.js';
import { tlsOptions } from './tls.js';

const config = configOrExit();

@Module({
  imports: [
    PlatformModule.forRoot(config),
    DataModule.forRoot({ url: config.databaseUrl, poolSize: config.databasePool, applicationName: 'tendon-gateway', keys: config.dataKeys }),
    GatewayModule,
  ],
})
class GatewayProcess {}

const app = await NestFactory.create<NestExpressApplication>(GatewayProcess, { logger: new JsonLogger(config.logLevel, 'gateway'), httpsOptions: tlsOptions(config) });
prepareHttp(app, resolve(import.meta.dirname, '../../console'));
stopOnSignals(app);
await app.listen(config.http.port, config.http.host);
const { port } = app.getHttpServer().address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ ready: 'gateway', httpPort: port })}\n`);
