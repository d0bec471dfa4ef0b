import { randomBytes } from 'node:crypto';
import { mqttAccess } from '#libs/contracts';
import { SignInRepository } from '#libs/data';
import { connectAsync, type MqttClient } from 'mqtt';
import type { DataSource } from 'typeorm';
import { deviceSecret } from '../../support/database-seed.js';
import type { MatrixResult } from './route-matrix.js';
import { actorNames, makeWorld, revokeDevice, type ActorName, type World } from './world.js';

type Act = 'publish' | 'subscribe';

interface Cell {
  topic: string;
  act: Act;
  /** By the table that devices and documents go by. */
  isAllowed: boolean;
}

/** Nobody's own: everything, everybody's, the broker's own, what only ingest hears. */
const foreignPatterns = ['#', '+/#', 'v1/d/+/up/f', 'v1/d/+/down/wm', 'v1/d/+/down/#', '$SYS/#', '$SYS/broker/log/E', '$CONTROL/dynamic-security/v1', '$share/ingest/v1/d/+/up/#'];

/** Every topic of the table, each to be written and heard, of this device and of another one; and every pattern that is nobody's. */
export function cellsOf(deviceId: string, otherId: string): Cell[] {
  const acts: Act[] = ['publish', 'subscribe'];
  const named = mqttAccess.flatMap(({ topic, device }) =>
    [deviceId, otherId].flatMap((id) => acts.map((act): Cell => ({ topic: topic.replace('{deviceId}', id), act, isAllowed: id === deviceId && act === device }))));
  // A topic to write on has no wildcard (MQTT 3.1.1, section 4.7.1): a client that sends one is cut off before anybody asks.
  const patterns = foreignPatterns.flatMap((topic) => acts.map((act): Cell => ({ topic, act, isAllowed: false })));
  return [...named, ...patterns];
}

/** Everybody asks the embedded broker for every topic. People have no credential there; a device that was revoked has none any more. */
export async function tryTopics({ dataSource, url }: { dataSource: DataSource; url: string }): Promise<MatrixResult> {
  const world = await makeWorld(dataSource);
  const result: MatrixResult = { asserted: 0, wrong: [] };
  for (const name of actorNames) {
    const cells = cellsOf(world.a.deviceId, world.c.deviceId).map((cell): Cell => ({ ...cell, isAllowed: cell.isAllowed && name === 'device' }));
    await tryCells({ ...(await credentialOf(dataSource, world, name)), who: name, url, cells: name === 'other device' ? cellsOf(world.c.deviceId, world.a.deviceId) : cells }, result);
  }
  await revokeDevice(dataSource, world.c);
  await tryCells({ name: world.c.deviceId, secret: deviceSecret, who: 'revoked device', url, cells: cellsOf(world.c.deviceId, world.a.deviceId).map((cell) => ({ ...cell, isAllowed: false })) }, result);
  return result;
}

async function tryCells({ name, secret, who, url, cells }: { name: string; secret: string; who: string; url: string; cells: Cell[] }, result: MatrixResult): Promise<void> {
  for (const { topic, act, isAllowed } of cells) {
    result.asserted++;
    const client = await connectAsync(url, { protocolVersion: 4, clientId: name, username: name, password: secret, reconnectPeriod: 0, connectTimeout: 5000 }).catch(() => null);
    const mayIt = client !== null && (await may(client, act, topic));
    await client?.endAsync(true);
    if (mayIt !== isAllowed) result.wrong.push(`${who} may ${mayIt ? '' : 'not '}${act} ${topic}`);
    // Who is not let in at all is let in for no topic: one knock says it for the rest.
    if (client === null) {
      result.asserted += cells.length - 1;
      result.wrong.push(...cells.filter((cell) => cell.isAllowed).map((cell) => `${who} is not let in, and may ${cell.act} ${cell.topic}`));
      return;
    }
  }
}

/** What is refused ends the connection, or is answered with 128 or more (MQTT 3.1.1, section 3.9.3; MQTT 5, sections 3.4.2.1 and 3.9.3). */
export async function may(client: MqttClient, act: Act, topic: string): Promise<boolean> {
  client.on('error', () => undefined);
  const cut = new Promise<boolean>((resolve) => client.once('close', () => resolve(false)));
  const done = act === 'publish'
    ? client.publishAsync(topic, 'x', { qos: 1 }).then(() => true, () => false)
    : client.subscribeAsync(topic, { qos: 0 }).then((granted) => granted.every(({ qos }) => qos < 128), () => false);
  return Promise.race([cut, done]);
}

/** A device's own; a person's id with a token that is good for the gateway; nothing. */
async function credentialOf(dataSource: DataSource, world: World, name: ActorName): Promise<{ name: string; secret: string }> {
  if (name === 'device') return { name: world.a.deviceId, secret: deviceSecret };
  if (name === 'other device') return { name: world.c.deviceId, secret: deviceSecret };
  const { id } = world.actors[name];
  if (id === null) return { name: '', secret: '' };
  const access = randomBytes(32).toString('base64url');
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 600_000);
  await new SignInRepository(dataSource).begin({ id: crypto.randomUUID(), accountId: id, method: 'test', agent: 'test', mustEnrol: false, tokens: { access, refresh: randomBytes(32).toString('base64url') }, now, accessExpiresAt: expiresAt, expiresAt });
  return { name: id, secret: access };
}
