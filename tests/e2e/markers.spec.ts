import { connect, type Socket } from 'node:net';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { connectAsync, type MqttClient } from 'mqtt';
import { ConsoleClient } from '../../apps/simulator/src/demo/console-client.js';
import { calibrate, calibrateSensors, enrol, exercise } from '../../apps/simulator/src/demo/course.js';
import { packetise } from '../../apps/simulator/src/device/packetise.js';
import { guidedPerformance, syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { startCluster, type ClusterSystem } from '../../apps/simulator/src/system/cluster.js';
import { onServer } from '../support/postgres.js';
import { until } from '../support/until.js';

const name = 'Zzyzx Quillfeather-Markermann';
const seconds = 20;

/** A patient with a name that stands nowhere else goes through everything; then it is looked for where it must not be. */
describe('a name, a token and a secret', () => {
  let system: ClusterSystem;
  let redis: Redis;
  let monitor: Socket;
  let broker: MqttClient;
  const heard = { redis: '', topics: '' };
  const marks = new Map<string, string>([['the name', name]]);
  let label: string;
  const level = process.env['LOG_LEVEL'];

  beforeAll(async () => {
    process.env['LOG_LEVEL'] = 'debug';
    system = await startCluster({ ingest: 1, worker: 1, gateway: 1 });
    redis = new Redis(system.redisUrl);
    // A plain socket: ioredis takes a command that it hears right behind its own OK for a reply that nobody asked for.
    monitor = connect(Number(new URL(system.redisUrl).port), '127.0.0.1', () => monitor.write('MONITOR\r\n'));
    monitor.setEncoding('latin1').on('data', (text: string) => (heard.redis += text));
    await until(() => heard.redis.startsWith('+OK'), 'Redis tells what it is told');
    broker = await connectAsync(system.ingestMqtt.url, { protocolVersion: 5, clientId: 'watcher', username: 'ingest', password: system.ingestMqtt.password, reconnectPeriod: 0 });
    broker.on('message', (topic, payload) => (heard.topics += `${topic} ${payload.toString('latin1')}\n`));
    await broker.subscribeAsync('v1/d/+/up/#');

    const console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
    await console.listen();
    const course = await enrol(console, { recording: syntheticPatient({ seed: 4, seconds }), displayName: name, mqttUrl: system.mqttUrl });
    label = course.recording.label;
    // As everything else here over Mosquitto, Redis and processes of their own.
    expect(await calibrateSensors(console, course, guidedPerformance(4, 0))).toBe(true);
    await calibrate(console, course);
    await exercise(course, { packets: packetise(course.recording.signals), speed: 4 });
    await until(() => console.heard.repetitions.length > 0 && console.heard.curves > 0, 'the console hears of it');
    await console.get('/api/audit').catch(() => undefined);
    marks.set('the password', system.credentials.password).set('the token', await console.token()).set('the secret of the device', course.secret);
    console.close();
  });
  afterAll(async () => {
    if (level === undefined) delete process.env['LOG_LEVEL'];
    else process.env['LOG_LEVEL'] = level;
    await broker?.endAsync(true);
    monitor?.destroy();
    redis?.disconnect();
    await system?.stop();
  });

  const foundIn = (text: string): string[] => [...marks].filter(([, mark]) => text.includes(mark)).map(([what]) => what);

  it('stand in no log, not even at the level that says most', () => {
    expect(system.said()).toContain('"ready":"gateway"');
    expect(foundIn(system.said())).toEqual([]);
  });

  it('went through no queue and no live bus, and stay in neither', async () => {
    expect(heard.redis).toContain('tendon.live');
    expect(foundIn(heard.redis)).toEqual([]);
    const kept = await Promise.all((await redis.keys('*')).map(async (key) => `${key} ${(await redis.dumpBuffer(key))?.toString('latin1')}`));
    expect(kept.length).toBeGreaterThan(0);
    expect(foundIn(kept.join('\n'))).toEqual([]);
  });

  it('stand in no topic, and in nothing that a device sends', () => {
    expect(/^v1\/d\/[0-9a-f-]{36}\/up\/f /m.test(heard.topics)).toBe(true);
    expect(foundIn(heard.topics)).toEqual([]);
  });

  it('stand in no file, those of the database and its log of changes neither; and the search finds what is there', async () => {
    await onServer(system.databaseOwnerUrl, (client) => client.query('CHECKPOINT'));
    const files = readdirSync(system.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    marks.set('the label of the recording, which is kept in clear', label);
    const found = new Set(files.flatMap((file) => foundIn(readFileSync(file, 'latin1'))));
    expect([...found]).toEqual(['the label of the recording, which is kept in clear']);
  });
});
