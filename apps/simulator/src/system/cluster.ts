import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, mkdirSync, mkdtempSync, rmSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { builtApp } from './built.js';
import { startChild, whenReady, type Child } from './child.js';
import { startMosquitto, type Mosquitto } from './mosquitto.js';
import { freePort } from './ports.js';
import type { System } from './system.js';

/** How many of each. */
export interface ClusterSize {
  ingest: number;
  worker: number;
  gateway: number;
}

export interface ClusterSystem extends System {
  /** For tests that kill one. */
  children: Map<string, Child>;
  /** Starts a child again that was stopped, at the address and with the data that it had. */
  startAgain(name: string): Promise<void>;
  /** Ingest's own door to the broker, for tests that change what ingest keeps there. */
  ingestMqtt: { url: string; password: string };
  redisUrl: string;
  /** As the owner, for tests that look past every wall. */
  databaseOwnerUrl: string;
  /** Everything that its processes write to disk. */
  folder: string;
}

const credentials = { signInName: 'therapist@demo.tendon', password: randomBytes(18).toString('base64url') };

/**
 * The cluster profile as docker-compose.yml has it - PostgreSQL, Redis, Mosquitto, and any number of ingest, worker and
 * gateway processes, told by the same environment variables - as children on free ports.
 */
export async function startCluster({ ingest, worker, gateway }: ClusterSize = { ingest: 2, worker: 2, gateway: 2 }, settings: NodeJS.ProcessEnv = {}): Promise<ClusterSystem> {
  requireCommand('redis-server', 'redis-server');
  requireCommand('mosquitto', 'mosquitto');
  const folder = mkdtempSync(join(tmpdir(), 'tendon-cluster-'));
  chmodSync(folder, 0o711);
  const children = new Map<string, Child>();
  try {
    const [database, redis, mosquitto] = await together([startDatabase(children, folder), startRedis(children, folder), startBroker(children, folder)]);
    const env = { ...environmentOf({ database, redis, mosquitto }), ...settings };
    await setUp(children, env);
    const apps = Object.entries({ ingest, worker, gateway }).flatMap(([app, count]) => Array.from({ length: count }, (_, i) => ({ app, name: `${app}-${i + 1}` })));
    const ports = new Map(await together(apps.map(async ({ app, name }) => [name, await startApp(children, { app, name, env })] as const)));
    return toSystem({ children, env, ports, folder, mosquitto, redisUrl: redis, databaseOwnerUrl: database, gateways: gateway });
  } catch (error) {
    await stopAll(children, folder);
    throw error;
  }
}

/** When one fails, the others are there by then, to be stopped. */
async function together<T extends readonly unknown[] | []>(starting: T): Promise<{ -readonly [each in keyof T]: Awaited<T[each]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

function requireCommand(command: string, debianPackage: string): void {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const isThere = folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!isThere) throw new Error(`the cluster profile needs ${command}: sudo apt-get install ${debianPackage}`);
}

function start(children: Map<string, Child>, name: string, command: string[], env: NodeJS.ProcessEnv = process.env): Child {
  const child = startChild(name, command, { env });
  children.set(name, child);
  return child;
}

async function startDatabase(children: Map<string, Child>, folder: string, atPort = 0): Promise<string> {
  const data = join(folder, 'postgres');
  mkdirSync(data, { mode: 0o755, recursive: true });
  const child = start(children, 'postgres', [process.execPath, builtApp('all-in-one/src/postgres/main.js')], { ...process.env, TENDON_PROFILE: 'embedded', TENDON_DATA: data, POSTGRES_PORT: String(atPort) });
  return (await firstLine<{ databaseUrl: string }>(child)).databaseUrl;
}

async function startRedis(children: Map<string, Child>, folder: string, atPort?: number): Promise<string> {
  const port = atPort ?? (await freePort());
  const child = start(children, 'redis', ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--dir', folder]);
  await whenReady(child, (said) => said.includes('Ready to accept connections'));
  return `redis://127.0.0.1:${port}`;
}

async function startBroker(children: Map<string, Child>, folder: string): Promise<Mosquitto> {
  const mosquitto = await startMosquitto(folder);
  children.set('mosquitto', mosquitto.child);
  return mosquitto;
}

function environmentOf({ database, redis, mosquitto }: { database: string; redis: string; mosquitto: Mosquitto }): NodeJS.ProcessEnv {
  const appUrl = new URL(database);
  [appUrl.username, appUrl.password] = ['tendon_app', randomBytes(18).toString('base64url')];
  return {
    ...process.env,
    TENDON_PROFILE: 'cluster',
    DATABASE_URL: appUrl.href,
    DATABASE_OWNER_URL: database,
    REDIS_URL: redis,
    MQTT_URL: `mqtt://127.0.0.1:${mosquitto.ingestPort}`,
    MQTT_USERNAME: 'ingest',
    MQTT_PASSWORD: mosquitto.ingestPassword,
    MQTT_ACCOUNTS_FILE: mosquitto.accountsFile,
    MQTT_DYNAMIC_SECURITY: 'yes',
    HTTP_PORT: '0',
    HEALTH_PORT: '0',
    FIRST_CLINIC_NAME: 'Demo clinic',
    FIRST_SIGN_IN_NAME: credentials.signInName,
    FIRST_SIGN_IN_PASSWORD: credentials.password,
    FIRST_CLINIC_SECOND_FACTOR: 'optional',
    DATA_KEYS: `demo:${randomBytes(32).toString('base64url')}`,
  };
}

async function setUp(children: Map<string, Child>, env: NodeJS.ProcessEnv): Promise<void> {
  const child = start(children, 'set-up', [process.execPath, builtApp('gateway/src/set-up.main.js')], env);
  await whenReady(child, (said) => said.includes('the first clinic'));
  children.delete('set-up');
}

async function startApp(children: Map<string, Child>, { app, name, env }: { app: string; name: string; env: NodeJS.ProcessEnv }): Promise<number> {
  const child = start(children, name, [process.execPath, builtApp(`${app}/src/main.js`)], env);
  const { httpPort, healthPort } = await firstLine<{ httpPort?: number; healthPort?: number }>(child);
  const port = httpPort ?? healthPort ?? 0;
  await whenReady(child, async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok === true);
  return port;
}

interface Started {
  children: Map<string, Child>;
  env: NodeJS.ProcessEnv;
  ports: Map<string, number>;
  folder: string;
  mosquitto: Mosquitto;
  redisUrl: string;
  databaseOwnerUrl: string;
  gateways: number;
}

function toSystem(started: Started): ClusterSystem {
  const { children, ports, folder, mosquitto, redisUrl, databaseOwnerUrl, gateways } = started;
  const urlOf = (name: string): string => `http://127.0.0.1:${ports.get(name)}`;
  return {
    children,
    startAgain: (name) => startAgain(name, started),
    httpUrl: urlOf('gateway-1'),
    liveUrl: urlOf(`gateway-${gateways}`),
    mqttUrl: `mqtt://127.0.0.1:${mosquitto.devicePort}`,
    folder,
    redisUrl,
    databaseOwnerUrl,
    ingestMqtt: { url: `mqtt://127.0.0.1:${mosquitto.ingestPort}`, password: mosquitto.ingestPassword },
    credentials,
    pids: new Map([...children].map(([name, child]) => [name, child.pid])),
    metricsUrls: [...ports.keys()].filter((name) => !name.startsWith('gateway')).map((name) => `${urlOf(name)}/metrics`),
    said: () => [...children].map(([name, child]) => `${name}: ${child.said()}`).join('\n'),
    stop: () => stopAll(children, folder),
  };
}

async function startAgain(name: string, { children, env, ports, folder, mosquitto, redisUrl, databaseOwnerUrl }: Started): Promise<void> {
  const [app] = name.split('-');
  if (name === 'postgres') await startDatabase(children, folder, Number(new URL(databaseOwnerUrl).port));
  else if (name === 'redis') await startRedis(children, folder, Number(new URL(redisUrl).port));
  else if (name === 'mosquitto') children.set(name, await mosquitto.startAgain());
  else await startApp(children, { app, name, env: { ...env, [app === 'gateway' ? 'HTTP_PORT' : 'HEALTH_PORT']: String(ports.get(name)) } });
}

/** What comes in first stops first; the database last. */
async function stopAll(children: Map<string, Child>, folder: string): Promise<void> {
  const order = ['mosquitto', 'ingest', 'worker', 'gateway', 'redis', 'postgres'];
  for (const kind of order) await Promise.all([...children].filter(([name]) => name.startsWith(kind)).map(([, child]) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
}

/** The first line of JSON that a child says and that is not of its log. */
async function firstLine<T>(child: Child): Promise<T> {
  const find = (): string | undefined => child.said().split('\n').slice(0, -1).find((line) => line.startsWith('{') && !line.startsWith('{"level"'));
  await whenReady(child, () => find() !== undefined);
  return JSON.parse(find() ?? '') as T;
}
