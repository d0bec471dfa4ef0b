import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import type { AlertView, DeviceAnswer, InboxPage } from '#libs/contracts';
import { loadConfig } from '#libs/platform';
import { encodePacket, parseWatermark, type Packet } from '#libs/sensors';
import { connectAsync, type MqttClient } from 'mqtt';
import { startServers, type Servers } from '../../../apps/all-in-one/src/start-servers.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { addAlert, addPractitioner, deviceSecret, openPatientAccount, seed, type Seed } from '../../support/database-seed.js';
import { sayQuantiles } from '../../support/quantiles.js';
import { until } from '../../support/until.js';
import { ask, tokenFor, type Answer, type Asking } from '../gateway/support/console.js';

/** What a device goes through, by HTTP and through the embedded broker. */
describe('the life of a device', () => {
  let database: TestDatabase;
  let servers: Servers;
  let seeded: Seed;
  let token: string;
  const open: MqttClient[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    servers = await startServers(loadConfig({ DATABASE_URL: database.url, DATA_KEYS: testDataKeys, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'off', LOG_LEVEL: 'fatal', TENDON_INSTRUCTION_UNCONFIRMED_MS: '1000' }));
  });
  afterAll(async () => {
    await servers.stop();
    await database.drop();
  });
  beforeEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.endAsync(true)));
    seeded = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, seeded.practitionerId);
  });

  const secretOf = (): string => randomBytes(32).toString('base64url');
  const at = (path: string, asking: Asking = {}): Promise<Answer> => ask(`${servers.httpUrl}${path}`, { token, ...asking });
  const post = (path: string, body?: object): Promise<Answer> => at(path, { method: 'POST', body: body ?? {} });
  const asDevice = async (name: string, secret: string, path: string, body?: object): Promise<Answer> => {
    const headers = { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`, 'content-type': 'application/json' };
    const response = await fetch(`${servers.httpUrl}${path}`, { method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
  };
  const connect = async (name: string, secret: string): Promise<MqttClient> => {
    const client = await connectAsync(servers.mqttUrl, { protocolVersion: 4, clientId: name, username: name, password: secret, reconnectPeriod: 0 });
    client.on('error', () => undefined);
    open.push(client);
    return client;
  };
  const refused = (name: string, secret: string) => expect(connect(name, secret)).rejects.toThrow(/not authorized|bad user/i);

  it('is claimed: the code goes to the device, the number comes back, and then it may connect', async () => {
    const { status, body } = await post(`/api/patients/${seeded.patientId}/device-claims`, { label: 'phone' });
    const claim = body as { id: string; code: string; link: string };
    expect({ status, claim }).toEqual({ status: 201, claim: expect.objectContaining({ code: expect.stringMatching(/^[0-9A-Z]{10}$/), link: `/claim#${claim.code}` }) });
    const secret = secretOf();
    const redemption = { code: claim.code.toLowerCase(), secret, model: 'Pixel 9' };
    const redeemed = (await at('/api/device-claims/redemption', { method: 'POST', token: undefined, body: redemption })).body as { deviceId: string; name: string; checkNumber: string; confirmed: boolean };
    expect(redeemed.confirmed).toBe(false);
    await refused(redeemed.name, secret);
    expect((await at(`/api/device-claims/${claim.id}`)).body).toMatchObject({ state: 'redeemed', model: 'Pixel 9', deviceId: null });
    const wrong = redeemed.checkNumber === '000000' ? '000001' : '000000';
    expect(await post(`/api/device-claims/${claim.id}/confirmation`, { number: wrong })).toMatchObject({ status: 400 });
    expect(await post(`/api/device-claims/${claim.id}/confirmation`, { number: redeemed.checkNumber })).toMatchObject({ status: 200, body: { state: 'confirmed', deviceId: redeemed.deviceId } });
    await connect(redeemed.name, secret);
    expect((await at('/api/device-claims/redemption', { method: 'POST', token: undefined, body: redemption })).body).toMatchObject({ confirmed: true });
    const kept = JSON.stringify(await database.dataSource.query('SELECT device_claim::text, device_credential::text FROM device_claim, device_credential'));
    expect([kept.includes(secret), kept.includes(claim.code)]).toEqual([false, false]);
  });

  it('is confirmed by the patient, who holds it, and by no other patient', async () => {
    const claim = (await post(`/api/patients/${seeded.patientId}/device-claims`, { label: 'strap' })).body as { id: string; code: string };
    const other = await seed(database.dataSource);
    for (const { patientId } of [seeded, other]) await openPatientAccount(database.dataSource, patientId);
    const [own, foreign] = [await tokenFor(database.dataSource, seeded.patientId), await tokenFor(database.dataSource, other.patientId)];
    const list = async (of: string): Promise<unknown> => (await at('/api/record/device-claims', { token: of })).body;
    expect(await list(own)).toEqual([]);
    const secret = secretOf();
    const redeemed = (await at('/api/device-claims/redemption', { method: 'POST', token: undefined, body: { code: claim.code, secret, model: 'Strap 3' } })).body as { deviceId: string; name: string; checkNumber: string };
    expect([await list(own), await list(foreign)]).toEqual([[expect.objectContaining({ id: claim.id, label: 'strap', model: 'Strap 3', state: 'redeemed', deviceId: null })], []]);
    const confirm = (of: string, number: string): Promise<Answer> => at(`/api/record/device-claims/${claim.id}/confirmation`, { method: 'POST', token: of, body: { number } });
    expect([(await confirm(foreign, redeemed.checkNumber)).status, (await confirm(token, redeemed.checkNumber)).status]).toEqual([404, 403]);
    expect((await confirm(own, redeemed.checkNumber === '000000' ? '000001' : '000000')).status).toBe(400);
    expect(await confirm(own, redeemed.checkNumber)).toMatchObject({ status: 200, body: { state: 'confirmed', deviceId: redeemed.deviceId } });
    await connect(redeemed.name, secret);
    expect(await list(own)).toEqual([]);
    expect(JSON.stringify((await at('/api/record/audit', { token: own })).body)).toContain('claim-device');
  });

  it('five wrong codes from one address are looked at, the sixth is not, not even if it is right', async () => {
    const { code } = (await post(`/api/patients/${seeded.patientId}/device-claims`, { label: 'phone' })).body as { code: string };
    const guess = (text: string) => at('/api/device-claims/redemption', { method: 'POST', token: undefined, body: { code: text, secret: secretOf(), model: 'x' } });
    const answers: number[] = [];
    for (let i = 0; i < 5; i++) answers.push((await guess(`000000000${i}`)).status);
    answers.push((await guess(code)).status);
    expect(answers).toEqual([404, 404, 404, 404, 404, 429]);
  });

  it('rotates without a gap: the old connection lives until the new credential is confirmed', async () => {
    const { deviceId } = seeded;
    const old = await connect(deviceId, deviceSecret);
    const told: string[] = [];
    old.on('message', (_topic, payload) => told.push(payload.toString()));
    await old.subscribeAsync(`v1/d/${deviceId}/down/ctl`);
    expect(await post(`/api/devices/${deviceId}/rotation`)).toMatchObject({ status: 204 });
    await until(() => told.includes('{"rotate":{}}'), 'the device is told');
    expect((await asDevice(deviceId, deviceSecret, '/api/device')).body).toMatchObject({ deviceId, rotationDue: true });

    const secret = secretOf();
    const { name } = (await asDevice(deviceId, deviceSecret, '/api/device/credentials', { secret })).body as { name: string };
    const fresh = await connect(name, secret);
    expect([old.connected, fresh.connected]).toEqual([true, true]);
    await fresh.publishAsync(`v1/d/${deviceId}/state`, 'on', { qos: 1 });
    expect(await asDevice(name, secret, '/api/device/credentials/confirmation', {})).toMatchObject({ status: 204 });
    await until(() => !old.connected, 'the old one is cut', 2000);
    expect(fresh.connected).toBe(true);
    await refused(deviceId, deviceSecret);
    expect((await asDevice(name, secret, '/api/device')).body).toMatchObject({ name, rotationDue: false });
    expect(await asDevice(deviceId, deviceSecret, '/api/device')).toMatchObject({ status: 401 });
  });

  it('is cut off within 2 s of its revocation, fifty times, and hears nothing after', async () => {
    const tookMs: number[] = [];
    for (let i = 0; i < 50; i++) {
      const { id, secret } = (await post(`/api/patients/${seeded.patientId}/devices`, { label: `run ${i}` })).body as { id: string; secret: string };
      const client = await connect(id, secret);
      const startedMs = performance.now();
      expect((await post(`/api/devices/${id}/revocation`, { reason: 'lost' })).status).toBe(204);
      await until(() => !client.connected, 'cut', 2000);
      tookMs.push(performance.now() - startedMs);
    }
    process.stderr.write(`revoked at the embedded broker, its connection cut: ${sayQuantiles(tookMs)}\n`);
    expect(Math.max(...tookMs)).toBeLessThan(2000);
  });

  it('a revoked one brings what it recorded with a recovery ticket, and does nothing else with it', async () => {
    const { deviceId } = seeded;
    const epoch = await opened(await connect(deviceId, deviceSecret));
    await post(`/api/devices/${deviceId}/revocation`, { reason: 'lost' });
    await refused(deviceId, deviceSecret);
    expect(await at('/api/sessions')).toMatchObject({ body: [{ state: 'ended' }] });
    const { status, body } = await post(`/api/devices/${deviceId}/recovery-ticket`);
    const ticket = body as { name: string; secret: string };
    expect({ status, name: ticket.name }).toEqual({ status: 201, name: `${deviceId}.2` });

    const client = await connect(ticket.name, ticket.secret);
    const covered: number[] = [];
    client.on('message', (_topic, payload) => covered.push(parseWatermark(payload.toString())?.contiguous ?? 0));
    await client.subscribeAsync(`v1/d/${deviceId}/down/wm`, { qos: 1 });
    await client.publishAsync(`v1/d/${deviceId}/up/f`, Buffer.from(encodePacket(batteryOf(epoch, 1), 'float32')), { qos: 1 });
    await until(() => covered.includes(1), 'what it recorded is durable');
    client.publish(`v1/d/${deviceId}/up/q`, '{}', { qos: 1 });
    await until(() => !client.connected, 'asking for anything else ends the connection');
    expect(await asDevice(ticket.name, ticket.secret, '/api/device')).toMatchObject({ status: 401 });
  });

  it('says that two clients have one credential: they throw each other off, or send two things under one number', async () => {
    const { deviceId, patientId } = seeded;
    for (let i = 0; i < 5; i++) await connect(deviceId, deviceSecret);
    const epoch = await opened(open[open.length - 1]);
    const send = (percent: number) => open[open.length - 1].publishAsync(`v1/d/${deviceId}/up/f`, Buffer.from(encodePacket({ ...batteryOf(epoch, 1), percent } as Packet, 'float32')), { qos: 1 });
    await send(80);
    await send(70);
    const kinds = async (): Promise<string[]> => ((await at(`/api/patients/${patientId}/devices`)).body as { events: { kind: string }[] }[])[0].events.map(({ kind }) => kind).sort();
    await until(async () => (await kinds()).length === 2, 'both are written down');
    expect(await kinds()).toEqual(['diverged', 'taken-over']);
  });

  it('one that floods with good packets is cut off, written down, and loses nothing; another does not notice', async () => {
    const { deviceId } = seeded;
    const { id, secret } = (await post(`/api/patients/${seeded.patientId}/devices`, { label: 'other' })).body as { id: string; secret: string };
    const other = await connect(id, secret);
    const client = await connect(deviceId, deviceSecret);
    const epoch = await opened(client);
    const acknowledged: number[] = [];
    for (let sequence = 1; sequence <= 4000; sequence++) {
      const bytes = Buffer.from(encodePacket(batteryOf(epoch, sequence), 'float32'));
      client.publish(`v1/d/${deviceId}/up/f`, bytes, { qos: 1 }, (error) => void (error ?? acknowledged.push(sequence)));
    }
    await other.publishAsync(`v1/d/${id}/state`, 'on', { qos: 1 });
    await until(() => !client.connected, 'cut off');
    expect(acknowledged.length).toBeLessThan(4000);
    expect(other.connected).toBe(true);
    const stored = async (): Promise<number> => (await database.dataSource.query<{ stored: number }[]>('SELECT count(*)::int AS stored FROM packet JOIN stream ON stream.id = stream_id WHERE epoch = $1 AND sequence = ANY($2::int8[])', [epoch, acknowledged]))[0].stored;
    await until(async () => (await stored()) === acknowledged.length, 'what was taken in is stored');
  });

  it('is not kept waiting for the disk: what is taken in is acknowledged while nothing can be stored, and covered by a watermark when it is', async () => {
    const { deviceId } = seeded;
    const client = await connect(deviceId, deviceSecret);
    const covered: number[] = [];
    client.on('message', (topic, payload) => void (topic.endsWith('/wm') && covered.push(parseWatermark(payload.toString())?.contiguous ?? 0)));
    const epoch = await opened(client);
    await client.subscribeAsync(`v1/d/${deviceId}/down/wm`, { qos: 1 });
    const lock = database.dataSource.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE packet IN ACCESS EXCLUSIVE MODE');
    for (let sequence = 1; sequence <= 300; sequence++) await client.publishAsync(`v1/d/${deviceId}/up/f`, Buffer.from(encodePacket(batteryOf(epoch, sequence), 'float32')), { qos: 1 });
    expect(covered).toEqual([]);
    await lock.commitTransaction();
    await lock.release();
    await until(() => covered.includes(300), 'all is durable');
  });

  it('is sent back when what it brought could not be stored, so that it brings it again at once', async () => {
    const { deviceId } = seeded;
    const client = await connect(deviceId, deviceSecret);
    const epoch = await opened(client);
    const other = (await post(`/api/patients/${seeded.patientId}/devices`, { label: 'other' })).body as { id: string; secret: string };
    const bystander = await connect(other.id, other.secret);
    await database.dataSource.query('ALTER TABLE packet RENAME TO packet_away');
    try {
      await client.publishAsync(`v1/d/${deviceId}/up/f`, Buffer.from(encodePacket(batteryOf(epoch, 1), 'float32')), { qos: 1 });
      await until(() => !client.connected, 'it is sent back');
    } finally {
      await database.dataSource.query('ALTER TABLE packet_away RENAME TO packet');
    }
    expect(bystander.connected).toBe(true);
    const again = await connect(deviceId, deviceSecret);
    await again.publishAsync(`v1/d/${deviceId}/up/f`, Buffer.from(encodePacket(batteryOf(epoch, 1), 'float32')), { qos: 1 });
    await until(async () => (await database.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM packet JOIN stream ON stream.id = stream_id WHERE epoch = $1', [epoch]))[0].n === 1, 'it is stored');
  });

  it('tells its patient to stop while something grave is open, again and again, and that it is over; no hint is needed', async () => {
    const client = await connect(seeded.deviceId, deviceSecret);
    const heard: DeviceAnswer[] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()) as DeviceAnswer));
    await opened(client);
    const [{ sessionId }] = await database.dataSource.query<{ sessionId: string }[]>('SELECT session_id AS "sessionId" FROM stream WHERE device_id = $1', [seeded.deviceId]);
    const alertId = await addAlert(database.dataSource, { ...seeded, sessionId });
    const instructions = (): unknown[] => heard.flatMap((each) => ('instruct' in each ? [each.instruct] : []));
    await until(() => instructions().length >= 2, 'the second time');
    expect(instructions()[0]).toEqual({ id: expect.any(String), sessionId, act: 'stop', ruleId: 'HR-03', words: expect.stringContaining('Stop now') });
    await database.dataSource.query(`UPDATE alert SET state = 'cleared' WHERE id = $1`, [alertId]);
    await until(() => instructions().at(-1) === null, 'that it is over');
    expect(instructions().filter((each) => each === null)).toHaveLength(1);
  });

  it('says when the patient can see it, and the therapist knows; nothing counts of another device, that is over, or that is no instruction', async () => {
    const client = await connect(seeded.deviceId, deviceSecret);
    const heard: DeviceAnswer[] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()) as DeviceAnswer));
    await opened(client);
    const [{ sessionId }] = await database.dataSource.query<{ sessionId: string }[]>('SELECT session_id AS "sessionId" FROM stream WHERE device_id = $1', [seeded.deviceId]);
    const alertId = await addAlert(database.dataSource, { ...seeded, sessionId });
    const told = async (): Promise<AlertView['instruction']> => ((await at('/api/alerts')).body as AlertView[])[0].instruction;
    const changes = async (): Promise<string[]> => ((await at('/api/inbox?after=0')).body as InboxPage).entries.map(({ change }) => change);
    const refusals = (answers: DeviceAnswer[]): unknown[] => answers.flatMap((each) => ('shownRefused' in each ? [each.shownRefused] : []));
    const idOf = (): string => heard.flatMap((each) => ('instruct' in each && each.instruct !== null ? [each.instruct.id] : [])).at(-1) ?? '';
    const say = (from: MqttClient, deviceId: string, text: string) => from.publishAsync(`v1/d/${deviceId}/up/shown`, text, { qos: 1 });
    await until(async () => (await told())?.isUnconfirmed === true, 'that nothing has shown it');
    expect(await told()).toEqual({ act: 'stop', toldAt: expect.any(String), shownAt: null, isUnconfirmed: true, endedAt: null });

    const other = await seed(database.dataSource);
    const stranger = await connect(other.deviceId, deviceSecret);
    const strangerHeard: DeviceAnswer[] = [];
    stranger.on('message', (_topic, payload) => strangerHeard.push(JSON.parse(payload.toString()) as DeviceAnswer));
    await stranger.subscribeAsync(`v1/d/${other.deviceId}/down/ctl`, { qos: 1 });
    await say(stranger, other.deviceId, JSON.stringify({ shown: idOf() }));
    await say(client, seeded.deviceId, 'yes');
    await until(() => refusals(strangerHeard).length === 1 && refusals(heard).length === 1, 'that neither counts');
    expect([refusals(strangerHeard), refusals(heard)]).toEqual([[{ instructionId: idOf(), reason: 'unknown-instruction' }], [{ instructionId: null, reason: 'not-understood' }]]);
    expect(await told()).toMatchObject({ shownAt: null });

    for (let times = 0; times < 3; times++) await say(client, seeded.deviceId, JSON.stringify({ shown: idOf() }));
    expect(await told()).toEqual({ act: 'stop', toldAt: expect.any(String), shownAt: expect.any(String), isUnconfirmed: false, endedAt: null });
    expect(await changes()).toEqual(['instruction-unconfirmed', 'instruction-shown']);

    const first = idOf();
    await database.dataSource.query(`UPDATE alert SET rule_id = 'FL-01', priority = 'medium' WHERE id = $1`, [alertId]);
    await until(() => idOf() !== first, 'another instruction');
    const second = idOf();
    await database.dataSource.query(`UPDATE alert SET state = 'cleared' WHERE id = $1`, [alertId]);
    await until(() => heard.some((each) => 'instruct' in each && each.instruct === null), 'that it is over');
    await say(client, seeded.deviceId, JSON.stringify({ shown: second }));
    await until(() => refusals(heard).length === 2, 'that it comes too late');
    expect(refusals(heard).at(-1)).toEqual({ instructionId: second, reason: 'over' });
    expect(await told()).toMatchObject({ act: 'answer', shownAt: null, endedAt: expect.any(String) });
  });

  it('is nobody else\'s: a therapist who does not care for the patient is told that there is none', async () => {
    token = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, seeded.clinicId));
    const { deviceId, patientId } = seeded;
    const answers = [
      await at(`/api/patients/${patientId}/devices`), await post(`/api/patients/${patientId}/device-claims`, { label: 'x' }), await post(`/api/devices/${deviceId}/rotation`),
      await post(`/api/devices/${deviceId}/revocation`, { reason: 'lost' }), await post(`/api/devices/${deviceId}/recovery-ticket`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    await connect(deviceId, deviceSecret);
  });

  async function opened(client: MqttClient): Promise<string> {
    const { deviceId, prescriptionId } = seeded;
    const answers: string[] = [];
    client.on('message', (_topic, payload) => answers.push(payload.toString()));
    await client.subscribeAsync(`v1/d/${deviceId}/down/ctl`, { qos: 1 });
    await client.publishAsync(`v1/d/${deviceId}/up/q`, JSON.stringify({ open: { nonce: crypto.randomUUID(), deviceTimeUs: 0, purpose: 'exercise', prescriptionId } }), { qos: 1 });
    await until(() => answers.some((answer) => answer.includes('"opened"')), 'opened');
    return (JSON.parse(answers.find((answer) => answer.includes('"opened"')) ?? '{}') as { opened: { epoch: string } }).opened.epoch;
  }
});

function batteryOf(epoch: string, sequence: number): Packet {
  return { kind: 'battery', version: 1, epoch, sequence, sensor: 0, deviceTimeUs: sequence * 1000, percent: 80 } as Packet;
}
