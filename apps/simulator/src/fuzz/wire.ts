import { connect, type Socket } from 'node:net';
import { seededRandom, type Random } from '../synthetic/random.js';
import { below, bytesOf, mutate, nastyText, oneOf } from './nasty.js';

export interface WireFuzz {
  packets: number;
  connections: number;
  /** Connections that had come in with a good credential. */
  signedIn: number;
  problems: string[];
}

export interface WireTarget {
  port: number;
  /** Good credentials; each comes in seldom, since a broker may limit how often one comes. */
  accounts: { name: string; secret: string }[];
  seed: number;
  packets: number;
}

const atOnce = 16;
const packetsOfConnection = 12;
const comingsOfAccount = 40;
const patienceMs = 10_000;

/** MQTT control packets with bytes changed, and noise, before and after a good CONNECT. The broker may close the connection; it must go on for others. */
export async function fuzzWire(target: WireTarget): Promise<WireFuzz> {
  const result: WireFuzz = { packets: 0, connections: 0, signedIn: 0, problems: [] };
  const worker = async (stream: number): Promise<void> => {
    const random = seededRandom(target.seed, 3000 + stream);
    while (result.packets < target.packets) {
      const account = result.signedIn < target.accounts.length * comingsOfAccount && random() < 0.3 ? target.accounts[result.signedIn % target.accounts.length] : null;
      result.connections++;
      await attack({ target, random, account, result }).catch((error: unknown) => result.problems.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, i) => worker(i)));
  return result;
}

interface Attack {
  target: WireTarget;
  random: Random;
  account: WireTarget['accounts'][number] | null;
  result: WireFuzz;
}

async function attack({ target, random, account, result }: Attack): Promise<void> {
  const socket = connect(target.port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  const said = (event: string): Promise<void> => new Promise((resolve) => socket.once(event, () => resolve()));
  const closed = said('close');
  await within(socket, Promise.race([said('connect'), closed]), 'no connection');
  if (account !== null) {
    result.signedIn++;
    socket.write(connectPacket(account.name, account.secret));
    await within(socket, Promise.race([said('data'), closed]), 'no answer to CONNECT');
  }
  const own = account?.name ?? '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  for (let i = 0; i < packetsOfConnection; i++) {
    result.packets++;
    if (!socket.destroyed) socket.write(packetOf(random, own));
  }
  socket.end();
  // A packet that is half sent is waited for: we do not wait for that wait.
  setTimeout(() => socket.destroy(), 20);
  await within(socket, closed, 'not closed');
}

function packetOf(random: Random, name: string): Buffer {
  const kind = below(random, 10);
  if (kind === 0) return bytesOf(random, 1 + below(random, 60));
  if (kind === 1) return oneOf(random, fixed);
  const good = oneOf(random, [
    () => connectPacket(name, 'x'),
    () => publishPacket(`v1/d/${name}/up/${oneOf(random, ['f', 'q', 'f/json', 'shown', 'g'])}`, bytesOf(random, below(random, 200)), 1 + below(random, 65_535)),
    () => publishPacket(nastyText(random).slice(0, 100), bytesOf(random, 8), 1),
    () => subscribePacket(oneOf(random, ['#', '+', `v1/d/${name}/down/#`, '$SYS/#', '$share/x/#', nastyText(random).slice(0, 100)])),
  ])();
  return random() < 0.15 ? good : mutate(random, good);
}

/** MQTT 3.1.1, section 2.2.3. */
function framed(type: number, body: Buffer): Buffer {
  const length: number[] = [];
  for (let left = body.length; left > 0 || length.length === 0; left = Math.floor(left / 128)) length.push((left % 128) | (left > 127 ? 128 : 0));
  return Buffer.concat([Uint8Array.of(type, ...length), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes]);
}

function connectPacket(name: string, secret: string): Buffer {
  return framed(0x10, Buffer.concat([text('MQTT'), Uint8Array.of(4, 0xc2, 0, 30), text(name), text(name), text(secret)]));
}

function publishPacket(topic: string, payload: Buffer, id: number): Buffer {
  return framed(0x32, Buffer.concat([text(topic), Uint8Array.of(id >> 8, id & 255), payload]));
}

function subscribePacket(topic: string): Buffer {
  return framed(0x82, Buffer.concat([Uint8Array.of(0, 1), text(topic), Uint8Array.of(1)]));
}

/** Each a clause of the standard, broken: no protocol name, QoS 3, id 0, a length of five bytes, 256 MB to come, a second CONNECT, thousands of levels and filters. */
const fixed = [
  Buffer.from('100c00004d5154540402003c0000', 'hex'), Buffer.from('3605000174000178', 'hex'), Buffer.from('320700017400006162', 'hex'), Buffer.from('30ffffffffff01', 'hex'), Buffer.from('30ffffff7f', 'hex'),
  Buffer.from('c000', 'hex'), Buffer.from('c001', 'hex'), Buffer.from('e000', 'hex'), Buffer.from('f000', 'hex'), Buffer.from('0000', 'hex'), Buffer.from('8200', 'hex'), Buffer.from('6002ffff', 'hex'), Buffer.from('40020000', 'hex'),
  publishPacket('a/'.repeat(5000), Buffer.from('x'), 1), framed(0x82, Buffer.concat([Uint8Array.of(0, 1), ...Array.from({ length: 2000 }, () => Buffer.concat([text('a/+/#'), Uint8Array.of(2)]))])), connectPacket('x'.repeat(60_000), 'x'),
];

async function within<T>(socket: Socket, promise: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`${otherwise} within ${patienceMs / 1000} s`));
    }, patienceMs);
  });
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(timer));
}
