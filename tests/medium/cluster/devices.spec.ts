import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { ConsoleClient } from '../../../apps/simulator/src/demo/console-client.js';
import { enrol, type Course } from '../../../apps/simulator/src/demo/course.js';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { startCluster, type ClusterSystem } from '../../../apps/simulator/src/system/cluster.js';
import { cellsOf, may } from '../access/topic-matrix.js';
import { sayQuantiles } from '../../support/quantiles.js';
import { until } from '../../support/until.js';

const control = '$CONTROL/dynamic-security/v1';

/** What PostgreSQL says of devices, at Mosquitto; needs what `npm run build` makes. */
describe('devices of the cluster', () => {
  let system: ClusterSystem;
  let console: ConsoleClient;
  let course: Course;

  beforeAll(async () => {
    system = await startCluster({ ingest: 2, worker: 1, gateway: 1 });
    console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
    course = await enrol(console, { recording: syntheticPatient({ seed: 1, seconds: 5 }), displayName: 'Patient 1', mqttUrl: system.mqttUrl });
  });
  afterAll(() => system.stop());

  const connect = async (name: string, secret: string): Promise<MqttClient> => {
    const client = await connectAsync(system.mqttUrl, { protocolVersion: 5, clientId: name, username: name, password: secret, reconnectPeriod: 0 });
    client.on('error', () => undefined);
    return client;
  };
  const isLetIn = (name: string, secret: string): Promise<boolean> => connect(name, secret).then((client) => client.endAsync(true).then(() => true), () => false);
  /** It may come in as soon as it stands in the password file, and do something as soon as it has its role. */
  const connectWithRole = async (deviceId: string, name: string, secret: string): Promise<MqttClient> => {
    await until(() => isLetIn(name, secret), 'let in');
    const client = await connect(name, secret);
    await until(() => client.publishAsync(`v1/d/${deviceId}/up/f`, 'x', { qos: 1 }).then(() => true, () => false), 'a role');
    return client;
  };

  it('a revoked one is cut off within 2 s, ten times, and not let in again', async () => {
    const tookMs: number[] = [];
    for (let i = 0; i < 10; i++) {
      const { id, secret } = await console.post<{ id: string; secret: string }>(`/api/patients/${course.patientId}/devices`, { label: `run ${i}` });
      const client = await connectWithRole(id, id, secret);
      const startedMs = performance.now();
      await console.post(`/api/devices/${id}/revocation`, { reason: 'lost' });
      await until(() => !client.connected, 'cut', 2000);
      tookMs.push(performance.now() - startedMs);
      await until(async () => !(await isLetIn(id, secret)), 'not let in', 2000);
    }
    process.stderr.write(`revoked at Mosquitto, its connection cut: ${sayQuantiles(tookMs)}\n`);
    expect(Math.max(...tookMs)).toBeLessThan(2000);
  });

  it('two clients with one credential throw each other off, and it is written down', async () => {
    const { id, secret } = await console.post<{ id: string; secret: string }>(`/api/patients/${course.patientId}/devices`, { label: 'copied' });
    await (await connectWithRole(id, id, secret)).endAsync(true);
    const clients: MqttClient[] = [];
    for (let i = 0; i < 6; i++) clients.push(await connect(id, secret));
    await until(() => clients.filter(({ connected }) => connected).length === 1, 'one is left');
    const events = async (): Promise<{ kind: string }[]> => (await console.get<{ id: string; events: { kind: string }[] }[]>(`/api/patients/${course.patientId}/devices`)).find((each) => each.id === id)?.events ?? [];
    await until(async () => (await events()).some(({ kind }) => kind === 'taken-over'), 'written down');
    await clients[5].endAsync(true);
  });

  it('what somebody changes at the broker is put right at the next change', async () => {
    const device = await connectWithRole(course.deviceId, course.deviceId, course.secret);
    const ingest = await connectAsync(system.ingestMqtt.url, { protocolVersion: 5, username: 'ingest', password: system.ingestMqtt.password, reconnectPeriod: 0 });
    const answers: string[] = [];
    ingest.on('message', (_topic, payload) => answers.push(payload.toString()));
    await ingest.subscribeAsync(`${control}/response`);
    const send = async (mark: string, commands: object[]): Promise<string> => {
      await ingest.publishAsync(control, JSON.stringify({ commands: commands.map((command) => ({ ...command, correlationData: mark })) }), { qos: 1 });
      await until(() => answers.some((answer) => answer.includes(mark)), 'an answer');
      return answers.find((answer) => answer.includes(mark)) ?? '';
    };
    await send('drift', [
      { command: 'deleteClient', username: course.deviceId },
      { command: 'createClient', username: 'intruder', password: 'intruder' },
    ]);
    await until(() => !device.connected, 'cut off by hand');
    await console.post(`/api/patients/${course.patientId}/devices`, { label: 'another' });
    await until(async () => {
      const mark = crypto.randomUUID();
      const clients = await send(mark, [{ command: 'listClients' }]);
      return clients.includes(course.deviceId) && !clients.includes('intruder');
    }, 'healed');
    await (await connectWithRole(course.deviceId, course.deviceId, course.secret)).endAsync(true);
    await ingest.endAsync(true);
  });

  it('may do at Mosquitto what the table of topics says, and nothing else', async () => {
    await (await connectWithRole(course.deviceId, course.deviceId, course.secret)).endAsync(true);
    const wrong: string[] = [];
    for (const { topic, act, isAllowed } of cellsOf(course.deviceId, randomUUID())) {
      const device = await connect(course.deviceId, course.secret);
      const mayIt = await may(device, act, topic);
      await device.endAsync(true);
      if (mayIt !== isAllowed) wrong.push(`may ${mayIt ? '' : 'not '}${act} ${topic}`);
    }
    expect(wrong).toEqual([]);
  });
});
