import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import type { DeviceAnswer } from '#libs/contracts';
import { DeviceRepository } from '#libs/data';
import { loadConfig } from '#libs/platform';
import { encodePacket, parseWatermark, type Packet } from '#libs/sensors';
import { connectAsync, type MqttClient } from 'mqtt';
import { startServers, type Servers } from '../../../apps/all-in-one/src/start-servers.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { deviceSecret, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';

/** What comes in bad is kept with its reason and counted, once; the good packets beside it are stored; nothing is asked for again. */
describe('bad input through the broker', () => {
  let database: TestDatabase;
  let servers: Servers;
  let seeded: Seed;

  beforeAll(async () => {
    database = await createTestDatabase();
    servers = await startServers(loadConfig({ DATABASE_URL: database.url, DATA_KEYS: testDataKeys, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'off', LOG_LEVEL: 'fatal' }));
  });

  afterAll(async () => {
    await servers.stop();
    await database.drop();
  });

  beforeEach(async () => {
    seeded = await seed(database.dataSource);
    // The seed's device is simulated; a live one, whose clock runs like ours, is looked at more closely.
    seeded.deviceId = randomUUID();
    await new DeviceRepository(database.dataSource).register({
      id: seeded.deviceId, patientId: seeded.patientId, practitionerId: seeded.practitionerId, label: 'hub', source: 'live', sourceLabel: '', secret: deviceSecret, now: new Date(),
    });
  });

  const bytesOf = (packet: Packet): Buffer => Buffer.from(encodePacket(packet, 'float32'));
  const cases: { what: string; reason: string; topic?: string; keyed: boolean; bad: (good: ImuPacket) => Buffer }[] = [
    { what: 'a topic that is none', reason: 'wrong-topic', topic: 'up/g', keyed: true, bad: bytesOf },
    { what: 'an epoch nobody opened', reason: 'unknown-epoch', keyed: false, bad: (good) => bytesOf({ ...good, epoch: randomUUID() }) },
    { what: 'CBOR cut in the middle', reason: 'truncated', keyed: true, bad: (good) => bytesOf(good).subarray(0, 80) },
    { what: 'no CBOR at all', reason: 'not-a-map', keyed: false, bad: () => Buffer.from('hello') },
    { what: 'NaN', reason: 'not-finite', keyed: true, bad: (good) => bytesOf(withFirst(good, Number.NaN)) },
    { what: 'infinity', reason: 'not-finite', keyed: true, bad: (good) => bytesOf(withFirst(good, Infinity)) },
    { what: 'more than any sensor measures', reason: 'implausible', keyed: true, bad: (good) => bytesOf(withFirst(good, 500)) },
    { what: 'an impossible rate', reason: 'rate-out-of-range', keyed: true, bad: (good) => bytesOf({ ...good, rateHz: 4000 }) },
    { what: 'a clock an hour ahead', reason: 'clock-ahead', keyed: true, bad: (good) => bytesOf({ ...good, deviceTimeUs: good.deviceTimeUs + 3.6e9 }) },
    { what: 'a clock an hour behind', reason: 'clock-before-stream', keyed: true, bad: (good) => bytesOf({ ...good, deviceTimeUs: good.deviceTimeUs - 3.6e9 }) },
    { what: 'a sequence that begins again', reason: 'sequence-conflict', keyed: false, bad: (good) => bytesOf({ ...good, sequence: 1, deviceTimeUs: good.deviceTimeUs + 7 }) },
    { what: '1 MiB', reason: 'too-large', keyed: false, bad: () => randomBytes(1_048_576) },
    { what: 'JSON that is not a packet', reason: 'bad-field', topic: 'up/f/json', keyed: false, bad: () => Buffer.from('{"version":1}') },
  ];

  it.each(cases)('$what: in quarantine as $reason, and nothing else suffers', async ({ reason, topic = 'up/f', keyed, bad }) => {
    const device = await connectDevice();
    const { epoch } = await device.open();
    const before = await quarantinedBy(reason);
    await device.send('up/f', bytesOf(good(epoch, 1)));
    await device.send(topic, bad(good(epoch, 2)));
    await device.send('up/f', bytesOf(good(epoch, keyed ? 3 : 2)));
    await device.covered(epoch, keyed ? 3 : 2);

    const rows = await database.dataSource.query<{ reason: string }[]>('SELECT reason FROM quarantine WHERE device_id = $1', [seeded.deviceId]);
    expect(rows.map((row) => row.reason)).toEqual([reason]);
    expect(await quarantinedBy(reason)).toBe(before + 1);
    const stored = await database.dataSource.query<{ sequence: string }[]>('SELECT sequence FROM packet JOIN stream ON stream.id = stream_id WHERE stream.epoch = $1 AND payload IS NOT NULL ORDER BY 1', [epoch]);
    expect(stored.map((row) => Number(row.sequence))).toEqual(keyed ? [1, 3] : [1, 2]);
    await device.client.endAsync();
  });

  it('an unknown device and a wrong secret are not let in', async () => {
    await expect(connectAs(randomUUID(), deviceSecret)).rejects.toThrow(/not authorized|bad user/i);
    await expect(connectAs(seeded.deviceId, 'f'.repeat(32))).rejects.toThrow(/not authorized|bad user/i);
  });

  it('a device that starts anew opens a new stream in its running session; both are kept', async () => {
    const device = await connectDevice();
    const first = await device.open();
    await device.send('up/f', bytesOf(good(first.epoch, 1)));
    const second = await device.open(first.sessionId);
    expect(second.sessionId).toBe(first.sessionId);
    expect(second.epoch).not.toBe(first.epoch);
    await device.send('up/f', bytesOf(good(second.epoch, 1)));
    await device.covered(second.epoch, 1);
    const [{ count }] = await database.dataSource.query<{ count: string }[]>('SELECT count(*) FROM packet JOIN stream ON stream.id = stream_id WHERE session_id = $1', [first.sessionId]);
    expect(Number(count)).toBe(2);
    await device.client.endAsync();
  });

  async function quarantinedBy(reason: string): Promise<number> {
    const page = await (await fetch(`${servers.httpUrl}/metrics`)).text();
    const line = page.split('\n').find((each) => each.startsWith(`tendon_packets_quarantined_total{reason="${reason}"}`));
    return line === undefined ? 0 : Number(line.split(' ')[1]);
  }

  function connectAs(deviceId: string, password: string): Promise<MqttClient> {
    return connectAsync(servers.mqttUrl, { protocolVersion: 4, clientId: deviceId, username: deviceId, password, reconnectPeriod: 0 });
  }

  async function connectDevice() {
    const client = await connectAs(seeded.deviceId, deviceSecret);
    const heard: string[] = [];
    client.on('message', (_topic, payload) => heard.push(payload.toString()));
    await client.subscribeAsync([`v1/d/${seeded.deviceId}/down/wm`, `v1/d/${seeded.deviceId}/down/ctl`], { qos: 1 });
    const hear = async <T>(read: (message: string) => T | null, what: string): Promise<T> => {
      const found = (): T | null => heard.map(read).find((each) => each !== null && each !== undefined) ?? null;
      await until(() => found() !== null, () => `${what}; heard ${heard.join(' ')}`);
      return found() as T;
    };
    const send = (topic: string, payload: Buffer): Promise<unknown> => client.publishAsync(`v1/d/${seeded.deviceId}/${topic}`, payload, { qos: 1 });
    return {
      client,
      send,
      open: async (sessionId?: string) => {
        const nonce = randomUUID();
        await send('up/q', Buffer.from(JSON.stringify({ open: { nonce, deviceTimeUs: openedAtUs, purpose: 'exercise', prescriptionId: seeded.prescriptionId, sessionId } })));
        return hear((message) => {
          const answer = JSON.parse(message) as DeviceAnswer;
          return 'opened' in answer && answer.opened.nonce === nonce ? answer.opened : null;
        }, 'opened');
      },
      covered: (epoch: string, sequence: number) => hear((message) => {
        const watermark = parseWatermark(message);
        return watermark?.epoch === epoch && watermark.contiguous >= sequence ? watermark : null;
      }, `a watermark of ${sequence}`),
    };
  }
});

type ImuPacket = Extract<Packet, { kind: 'imu6' | 'imu9' }>;

const openedAtUs = 7.2e9;

function good(epoch: string, sequence: number): ImuPacket {
  return {
    kind: 'imu6', version: 1, epoch, sequence, sensor: 0, deviceTimeUs: openedAtUs + 250_000 * (sequence - 1), rateHz: 50,
    accelerationMPerS2: Float64Array.from({ length: 36 }, (_, i) => (i % 3 === 2 ? 9.8125 : 0)), angularVelocityDegPerS: new Float64Array(36), magneticField: null,
  };
}

function withFirst(packet: ImuPacket, value: number): ImuPacket {
  const accelerationMPerS2 = packet.accelerationMPerS2.slice();
  accelerationMPerS2[0] = value;
  return { ...packet, accelerationMPerS2 };
}
