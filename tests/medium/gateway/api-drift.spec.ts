import { beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mqttAccess } from '#libs/contracts';
import { downTopic, parseUpTopic, stateTopic } from '#libs/sensors';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { apiDocuments, type ApiDocuments } from '../../../apps/gateway/src/api-documents.js';

const committed = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
const deviceId = '6f2c1f0e-4a53-4a51-9c39-1d6fdc4c6a11';

describe('what is generated from the gateway (node scripts/generate-api.mjs)', () => {
  let documents: ApiDocuments;

  beforeAll(async () => {
    documents = await apiDocuments();
  });

  it('is in docs/api/openapi.json as the code declares it', () => {
    expect(committed('docs/api/openapi.json')).toBe(documents.openapi);
  });

  it('is in docs/api/access.md as the code declares it', () => {
    expect(committed('docs/api/access.md')).toBe(documents.access);
  });

  it('is in docs/exercises.md as the catalogue has it', () => {
    expect(committed('docs/exercises.md')).toBe(documents.exercises);
  });

  it('is in the typed client as the interface has it', async () => {
    const types = astToString(await openapiTypescript(documents.openapi, { defaultNonNullable: false }));
    expect(committed('libs/web/src/generated/api.ts')).toContain(types);
  });

  it('names every topic a device may use, and no other', () => {
    const topics = (may: 'publish' | 'subscribe'): string[] => mqttAccess.filter(({ device }) => device === may).map(({ topic }) => topic.replace('{deviceId}', deviceId));
    const up = topics('publish').filter((topic) => topic !== stateTopic(deviceId));
    expect(up.map((topic) => parseUpTopic(topic)?.kind)).toEqual(['f', 'f/json', 'q', 'shown']);
    expect(topics('publish')).toContain(stateTopic(deviceId));
    expect(topics('subscribe')).toEqual([downTopic(deviceId, 'wm'), downTopic(deviceId, 'ctl')]);
  });
});
