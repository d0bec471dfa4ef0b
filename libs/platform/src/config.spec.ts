import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, environment, loadConfig } from './config.js';

describe('loadConfig', () => {
  it('needs nothing in the embedded profile, and listens on loopback', () => {
    const config = loadConfig({});
    expect(config.profile).toBe('embedded');
    expect([config.http.host, config.mqtt.host, config.health.host]).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });

  it('lists everything that is wrong, by name and value', () => {
    expect(() => loadConfig({ HTTP_PORT: '70000', LOG_LEVEL: 'loud' })).toThrow(/HTTP_PORT="70000".*\n.*LOG_LEVEL="loud"/);
  });

  it('names what the cluster profile lacks, and no secret', () => {
    expect(() => loadConfig({ TENDON_PROFILE: 'cluster', REDIS_URL: 'redis://:hunter2@r' })).toThrow(new ConfigError('the cluster profile needs DATABASE_URL, MQTT_URL'));
  });

  it('is described by .env.example, variable by variable, with the same defaults', () => {
    const lines = readFileSync(resolve(import.meta.dirname, '../../../.env.example'), 'utf8').split('\n');
    const described = Object.fromEntries(lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
    const defaults = Object.fromEntries(Object.entries(environment.parse({})).map(([name, value]) => [name, String(value)]));
    expect(described).toEqual(defaults);
  });
});
