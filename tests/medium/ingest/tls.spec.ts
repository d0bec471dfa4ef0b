import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { mosquittoPassword, type BrokerAccount } from '#libs/data';
import { ConfigError, loadConfig } from '#libs/platform';
import { connect as connectMqtt, type IClientOptions, type MqttClient } from 'mqtt';
import { startServers, type Servers } from '../../../apps/all-in-one/src/start-servers.js';
import { planOf } from '../../../apps/ingest/src/dynamic-security-plan.js';
import { repositoryFile } from '../../../apps/simulator/src/system/built.js';
import { startMosquitto, type Mosquitto } from '../../../apps/simulator/src/system/mosquitto.js';
import { accepts, freePort } from '../../../apps/simulator/src/system/ports.js';
import { createAuthority, type Authority } from '../../support/certificates.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { deviceSecret, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';

const deviceId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const own = `v1/d/${deviceId}/up/f`;

let folder: string;
let servers: Authority;
let devices: Authority;
let strangers: Authority;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tendon-tls-'));
  chmodSync(folder, 0o755);
  [servers, devices, strangers] = ['servers', 'devices', 'strangers'].map((name) => createAuthority(join(folder, name), name));
});
afterAll(() => rmSync(folder, { recursive: true }));

const with_ = (issued?: { certFile: string; keyFile: string }): IClientOptions => ({
  reconnectPeriod: 0, connectTimeout: 3000, ca: readFileSync(servers.certFile), ...(issued && { cert: readFileSync(issued.certFile), key: readFileSync(issued.keyFile) }),
});
/** A connection that is closed without a word is refused too. */
const connect = (url: string, options: IClientOptions): Promise<MqttClient> =>
  new Promise((resolve, reject) => {
    const client = connectMqtt(url, options);
    client.once('connect', () => resolve(client));
    client.on('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
/** The version that a handshake ends with; null: there is none. */
const versionOf = (port: number, versions: { minVersion: 'TLSv1' | 'TLSv1.2' | 'TLSv1.3'; maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' }): Promise<string | null> =>
  new Promise((resolve) => {
    // SECLEVEL 0: our own side would not even ask for less.
    const socket = connectTls({ port, host: '127.0.0.1', ca: readFileSync(servers.certFile), ciphers: 'DEFAULT@SECLEVEL=0', ...versions }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', () => resolve(null));
  });

describe('the embedded profile with TLS', () => {
  let database: TestDatabase;
  let system: Servers;
  let seeded: Seed;

  beforeAll(async () => {
    database = await createTestDatabase();
    seeded = await seed(database.dataSource);
    const { certFile, keyFile } = servers.issue('tendon', { host: 'IP:127.0.0.1' });
    const env = { DATABASE_URL: database.url, DATA_KEYS: testDataKeys, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'off', LOG_LEVEL: 'fatal', TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, TLS_CLIENT_CA_FILE: devices.certFile };
    system = await startServers(loadConfig(env));
  });
  afterAll(async () => {
    await system.stop();
    await database.drop();
  });

  const account = (): IClientOptions => ({ protocolVersion: 4, clientId: seeded.deviceId, username: seeded.deviceId, password: deviceSecret });

  it('speaks HTTPS, says so for a year, and TLS 1.2 or 1.3 alone', async () => {
    expect(system.httpUrl).toMatch(/^https:/);
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      request(`${system.httpUrl}/health/live`, { ca: readFileSync(servers.certFile) }, (response) => resolve(response.resume().headers)).on('error', reject).end();
    });
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    for (const port of [system.httpUrl].map((url) => Number(new URL(url).port))) {
      expect(await versionOf(port, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).toBeNull();
      expect(await versionOf(port, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
      expect(await versionOf(port, { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' })).toBe('TLSv1.3');
    }
  });

  it('lets in a device with its secret and a certificate of its own name', async () => {
    const client = await connect(system.mqttUrl, { ...account(), ...with_(devices.issue(seeded.deviceId)) });
    await client.publishAsync(`v1/d/${seeded.deviceId}/state`, 'on', { qos: 1 });
    await client.endAsync(true);
  });

  it('lets in nobody without a certificate, with a stranger\'s, with another device\'s, or with a certificate alone', async () => {
    const right = devices.issue(seeded.deviceId);
    await expect(connect(system.mqttUrl, { ...account(), ...with_() })).rejects.toThrow();
    await expect(connect(system.mqttUrl, { ...account(), ...with_(strangers.issue(seeded.deviceId)) })).rejects.toThrow();
    await expect(connect(system.mqttUrl, { ...account(), ...with_(devices.issue(deviceId)) })).rejects.toThrow(/not authorized|bad user/i);
    await expect(connect(system.mqttUrl, { ...account(), password: 'wrong', ...with_(right) })).rejects.toThrow(/not authorized|bad user/i);
  });

  it('answers nothing to who speaks in clear', async () => {
    const socket = connectTcp(Number(new URL(system.mqttUrl).port), '127.0.0.1');
    socket.on('error', () => undefined);
    const heard: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => heard.push(bytes));
    socket.write(Buffer.from('100c00044d5154540402003c0000', 'hex'));
    await until(() => socket.closed, 'closed');
    // At most a TLS alert (content type 21): never a CONNACK, which begins with 0x20.
    expect(heard.filter((bytes) => bytes[0] !== 21)).toEqual([]);
  });
});

describe('Mosquitto with the TLS of docker/mosquitto', () => {
  let mosquitto: Mosquitto;
  let ports: { tls: number; mtls: number };
  let ingest: MqttClient;

  beforeAll(async () => {
    ports = { tls: await freePort(), mtls: await freePort() };
    const { certFile, keyFile } = servers.issue('mosquitto', { host: 'IP:127.0.0.1' });
    const at = (name: string, port: number): string =>
      readFileSync(repositoryFile('docker/mosquitto', name), 'utf8')
        .replace(/^listener \d+$/m, `listener ${port} 127.0.0.1`).replace('/mosquitto/tls/server.crt', certFile).replace('/mosquitto/tls/server.key', keyFile).replace('/mosquitto/tls/devices-ca.crt', devices.certFile);
    mosquitto = await startMosquitto(folder, at('tls.conf', ports.tls) + at('mtls.conf', ports.mtls));
    await until(async () => (await accepts(ports.tls)) && accepts(ports.mtls), 'both listen');
    writeFileSync(mosquitto.accountsFile, `ingest:${mosquittoPassword(mosquitto.ingestPassword)}\n${deviceId}:${mosquittoPassword(deviceSecret)}\n`);
    const asIngest: IClientOptions = { protocolVersion: 5, username: 'ingest', password: mosquitto.ingestPassword, reconnectPeriod: 0 };
    await until(() => connect(`mqtt://127.0.0.1:${mosquitto.ingestPort}`, asIngest).then((client) => ((ingest = client), true), () => false), 'ingest is let in');
    const account: BrokerAccount = { deviceId, number: 1, kind: 'secret', name: deviceId, passwordHash: '' };
    const commands = planOf([account], { clients: new Map(), roles: new Map(), defaults: new Map() }, 'ingest');
    await ingest.publishAsync('$CONTROL/dynamic-security/v1', JSON.stringify({ commands }), { qos: 1 });
  });
  afterAll(async () => {
    await ingest.endAsync(true);
    await mosquitto.child.stop();
  });

  const account: IClientOptions = { protocolVersion: 5, clientId: deviceId, username: deviceId, password: deviceSecret };

  it('a device comes in by its secret, over TLS 1.2 or 1.3 alone', async () => {
    const client = await connect(`mqtts://127.0.0.1:${ports.tls}`, { ...account, ...with_() });
    await client.publishAsync(own, 'x', { qos: 1 });
    await client.endAsync(true);
    await expect(connect(`mqtts://127.0.0.1:${ports.tls}`, { ...account, password: 'wrong', ...with_() })).rejects.toThrow(/not authorized/i);
    expect(await versionOf(ports.tls, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).toBeNull();
    expect(await versionOf(ports.tls, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' })).toBe('TLSv1.3');
  });

  it('with a certificate a device is who it says, and touches its own topics alone', async () => {
    const client = await connect(`mqtts://127.0.0.1:${ports.mtls}`, { protocolVersion: 5, clientId: 'whatever', ...with_(devices.issue(deviceId)) });
    await client.publishAsync(own, 'x', { qos: 1 });
    await expect(client.publishAsync('v1/d/other/up/f', 'x', { qos: 1 })).rejects.toThrow(/not authorized/i);
    await client.endAsync(true);
  });

  it('without a certificate, or with a stranger\'s, nobody comes in; with one that no device has, nobody does anything', async () => {
    const url = `mqtts://127.0.0.1:${ports.mtls}`;
    await expect(connect(url, { ...account, ...with_() })).rejects.toThrow();
    await expect(connect(url, { ...account, ...with_(strangers.issue(deviceId)) })).rejects.toThrow();
    const revoked = await connect(url, { protocolVersion: 5, ...with_(devices.issue('1b4e28ba-2fa1-41d2-883f-0016d3cca427')) });
    await expect(revoked.publishAsync('v1/d/1b4e28ba-2fa1-41d2-883f-0016d3cca427/up/f', 'x', { qos: 1 })).rejects.toThrow(/not authorized/i);
    await revoked.endAsync(true);
  });

  it('ends with its entrypoint, however that ends, and leaves no broker behind', async () => {
    await mosquitto.child.stop('SIGKILL');
    await until(async () => !(await accepts(ports.tls)) && !(await accepts(mosquitto.devicePort)), 'nobody listens any more');
  });
});

describe('what would go over a network in clear', () => {
  const reasonOf = (env: Record<string, string>): string => {
    try {
      loadConfig(env);
      return '';
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
  };

  it('keeps a server from starting', () => {
    expect(reasonOf({ HTTP_HOST: '0.0.0.0' })).toMatch(/^HTTP_HOST="0.0.0.0": beyond this machine it needs TLS_CERT_FILE/);
    expect(reasonOf({ MQTT_HOST: '::' })).toMatch(/^MQTT_HOST="::"/);
    expect(reasonOf({ HTTP_HOST: '0.0.0.0', TENDON_BEHIND_TLS_PROXY: 'yes' })).toMatch(/^TENDON_BEHIND_TLS_PROXY/);
    expect(reasonOf({ HTTP_HOST: '0.0.0.0', TENDON_BEHIND_TLS_PROXY: '10.0.0.7' })).toBe('');
    expect(reasonOf({ HTTP_HOST: '0.0.0.0', TLS_CERT_FILE: 'a' })).toBe('TLS_CERT_FILE and TLS_KEY_FILE belong together');
    expect(reasonOf({ HTTP_HOST: '0.0.0.0', TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b' })).toBe('');
    expect(reasonOf({ TLS_CLIENT_CA_FILE: 'a' })).toBe('TLS_CLIENT_CA_FILE needs TLS_CERT_FILE');
  });

  it('keeps it from speaking so to its stores', () => {
    const cluster = { TENDON_PROFILE: 'cluster', DATABASE_URL: 'postgres://u:secret@db/tendon', REDIS_URL: 'redis://:secret@cache', MQTT_URL: 'mqtt://broker' };
    const reason = reasonOf(cluster);
    expect(reason.split('\n').map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'REDIS_URL', 'MQTT_URL']);
    expect(reason).not.toContain('secret');
    expect(reasonOf({ ...cluster, TENDON_PRIVATE_NETWORK: 'yes' })).toBe('');
    expect(reasonOf({ ...cluster, DATABASE_URL: 'postgres://u:p@db/tendon?sslmode=verify-full', REDIS_URL: 'rediss://:p@cache', MQTT_URL: 'mqtts://broker' })).toBe('');
  });
});
