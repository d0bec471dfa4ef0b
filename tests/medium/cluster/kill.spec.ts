import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionDetail } from '#libs/contracts';
import { connectAsync } from 'mqtt';
import { ConsoleClient } from '../../../apps/simulator/src/demo/console-client.js';
import { calibrate, enrol, exercise, type Course } from '../../../apps/simulator/src/demo/course.js';
import { outcomeOf, type Streamed } from '../../../apps/simulator/src/demo/outcome.js';
import { packetise } from '../../../apps/simulator/src/device/packetise.js';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { startCluster, type ClusterSystem } from '../../../apps/simulator/src/system/cluster.js';
import { until } from '../../support/until.js';

const patients = 4;
const seconds = 60;

/** Simulated patients over Mosquitto, Redis and PostgreSQL; needs what `npm run build` makes. */
describe('the cluster', () => {
  let system: ClusterSystem;
  let console: ConsoleClient;
  let courses: Course[];

  beforeAll(async () => {
    system = await startCluster();
    console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
    const recordings = Array.from({ length: patients }, (_, i) => syntheticPatient({ seed: i + 1, seconds }));
    courses = await Promise.all(recordings.map((recording, i) => enrol(console, { recording, displayName: `Patient ${i + 1}`, mqttUrl: system.mqttUrl })));
    await Promise.all(courses.map((course) => calibrate(console, course)));
  });

  afterAll(() => system.stop());

  it('keeps a device to its own topics, and strangers out', async () => {
    const [one, other] = courses;
    const connect = (clientId: string, username: string, password: string) => connectAsync(system.mqttUrl, { protocolVersion: 5, clientId, username, password, reconnectPeriod: 0 });
    await expect(connect('stranger', one.deviceId, other.secret)).rejects.toThrow(/not authorized/i);
    await expect(connect('stranger', 'ingest', '')).rejects.toThrow(/not authorized/i);
    const intruder = await connect(one.deviceId, one.deviceId, one.secret);
    await expect(intruder.publishAsync(`v1/d/${other.deviceId}/up/f`, 'x', { qos: 1 })).rejects.toThrow(/not authorized/i);
    await intruder.endAsync(true);
    const device = await connect(one.deviceId, one.deviceId, one.secret);
    const heard: string[] = [];
    device.on('message', (topic) => heard.push(topic));
    await expect(device.subscribeAsync(`v1/d/${other.deviceId}/down/#`)).rejects.toThrow(/not authorized/i);
    await device.subscribeAsync(`v1/d/${one.deviceId}/down/#`);
    // Asked for the impossible, so that there is an answer: to each on their own topic.
    const ask = (client: typeof device, deviceId: string) => client.publishAsync(`v1/d/${deviceId}/up/q`, JSON.stringify({ open: { nonce: crypto.randomUUID(), deviceTimeUs: 0, purpose: 'exercise', prescriptionId: crypto.randomUUID() } }), { qos: 1 });
    const neighbour = await connect(other.deviceId, other.deviceId, other.secret);
    await ask(neighbour, other.deviceId);
    await ask(device, one.deviceId);
    await until(() => heard.includes(`v1/d/${one.deviceId}/down/ctl`), 'its own answer');
    expect(heard.filter((topic) => topic.includes(other.deviceId))).toEqual([]);
    await Promise.all([device.endAsync(), neighbour.endAsync()]);
  });

  it('loses nothing when one of each process is killed under load', async () => {
    await console.listen();
    const speed = 2;
    const cues = new Map<string, number[]>();
    const running = Promise.all(courses.map((course) => streamed(course, speed)));
    let sent = 0;
    const total = courses.reduce((sum, course) => sum + packetise(course.recording.signals).length, 0);
    const killAt = [['ingest-1', 0.25], ['worker-1', 0.45], ['gateway-2', 0.65]] as const;
    for (const [name, share] of killAt) {
      await until(() => sent > share * total, `${share} of the packets`, 120_000);
      await system.children.get(name)?.stop('SIGKILL');
    }
    const done = await running;
    const isFinished = async ({ report }: Streamed): Promise<boolean> => (await console.get<SessionDetail>(`/api/sessions/${report.sessionId}`)).state === 'finished';
    await Promise.all(done.map((each) => until(() => isFinished(each), 'a finished session')));
    // The console that looked through the gateway that died: the inbox holds what it missed, at the other one.
    const alerts = await console.pullInbox();
    expect(alerts.length).toBeGreaterThan(0);
    const problems = (await Promise.all(done.map((each) => outcomeOf(console, each, alerts)))).flatMap((outcome) => outcome.problems);
    expect(problems).toEqual([]);
    // Each patient hears one word at a time, of their own session (features E11). What is told twice has the same time.
    expect(cues.size).toBeGreaterThan(0);
    for (const times of [...cues.values()].map((each) => [...new Set(each)].sort((a, b) => a - b))) {
      for (let i = 1; i < times.length; i++) expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(10_000);
    }
    expect([...cues.keys()].filter((sessionId) => !done.some(({ report }) => report.sessionId === sessionId))).toEqual([]);
    console.close();

    async function streamed(course: Course, at: number): Promise<Streamed> {
      const sentBytes = new Map<number, Uint8Array>();
      const packets = packetise(course.recording.signals);
      const report = await exercise(course, {
        packets, speed: at,
        onSent: ({ sequence, bytes }) => {
          sent++;
          sentBytes.set(sequence, bytes);
        },
        onTold: (said) => {
          if ('cue' in said) cues.set(said.cue.sessionId, [...(cues.get(said.cue.sessionId) ?? []), said.cue.tMs]);
        },
      });
      return { course, packets, report, sentBytes };
    }
  });
});
