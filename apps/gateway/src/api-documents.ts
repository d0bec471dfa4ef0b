import { DataModule, newSealKeys } from '#libs/data';
import { PlatformModule, assertEveryRouteHasPolicy, declaredPolicies, loadConfig } from '#libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { accessTable } from './access-table.js';
import { exerciseTable } from './exercises/exercise-table.js';
import { GatewayModule } from './gateway.module.js';
import { describeHttp } from './openapi.js';

/** What is generated from the gateway's code: docs/api/openapi.json, docs/api/access.md and docs/exercises.md. */
export interface ApiDocuments {
  openapi: string;
  access: string;
  exercises: string;
}

const nowhere = { url: 'postgres://nowhere', poolSize: 2, applicationName: 'preview', keys: newSealKeys() };

@Module({ imports: [PlatformModule.forRoot(loadConfig({})), DataModule.forRoot(nowhere), GatewayModule] })
class Preview {}

/** Needs no database: in preview mode Nest reads the declarations and constructs nothing. */
export async function apiDocuments(): Promise<ApiDocuments> {
  const app = await NestFactory.create(Preview, { preview: true, abortOnError: false, logger: ['error'] });
  assertEveryRouteHasPolicy(app);
  return { openapi: `${JSON.stringify(describeHttp(app), null, 2)}\n`, access: accessTable(declaredPolicies(app)), exercises: exerciseTable() };
}
