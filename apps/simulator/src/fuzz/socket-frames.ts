import { WebSocket } from 'ws';
import { seededRandom, type Random } from '../synthetic/random.js';
import { below, bytesOf, mutate, nastyText, nastyValue, oneOf } from './nasty.js';

export interface SocketFuzz {
  frames: number;
  connections: number;
  problems: string[];
}

export interface SocketTarget {
  /** http://... */
  url: string;
  token(): Promise<string>;
  seed: number;
  frames: number;
}

const framesOfConnection = 8;
const atOnce = 6;
const patienceMs = 5000;

/** After the corpus of published weaknesses: CVE-2022-2421, CVE-2023-32695, CVE-2026-33151 (socket.io-parser), and what engine.io's own tests send. */
const corpus = [
  '42["ev"', '42[]', '42', '421["x"]', '451-["x",{"_placeholder":true,"num":0}]', '450-["x",{"_placeholder":true,"num":1000000000}]', '4511-["x"]', '45999999999-["x"]', '451-["x",{"_placeholder":true,"num":"splice"}]', '451-["x",{"_placeholder":true,"num":-1}]',
  '42["connect"]', '42["disconnect"]', '42["disconnecting"]', '42["newListener"]', '42["error"]', '42["__proto__"]', '429007199254740993["x"]', '42[null]', '42[{}]', '42[[]]', '40/__proto__,', '40/admin,{"token":"x"}', '40', '41', '44{"message":"x"}', '49["x"]',
  '0{}', '1', '2', '2probe', '3', '3probe', '4', '5', '6', '7', '9', '', 'b', 'bAQID', '\x1e', '4\x1e4', '42["x"]\x1e42["y"]', '43[1]', '431["x"]', '46', `42["${'x'.repeat(60_000)}"]`, `42${'['.repeat(5000)}`,
];

/** Frames to the console's socket, before and after it has said who it is. The server may close the connection; it must not stay stuck, or stop serving others. */
export async function fuzzSockets(target: SocketTarget): Promise<SocketFuzz> {
  const result: SocketFuzz = { frames: 0, connections: 0, problems: [] };
  const worker = async (stream: number): Promise<void> => {
    const random = seededRandom(target.seed, 2000 + stream);
    while (result.frames < target.frames) {
      result.connections++;
      await attack(target, random, result).catch((error: unknown) => result.problems.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, i) => worker(i)));
  return result;
}

async function attack({ url, token }: SocketTarget, random: Random, result: SocketFuzz): Promise<void> {
  const version = random() < 0.97 ? '4' : oneOf(random, ['3', 'x', '']);
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live/?EIO=${version}&transport=websocket`);
  socket.on('error', () => undefined);
  const said = (event: string): Promise<void> => new Promise((resolve) => socket.once(event, () => resolve()));
  const closed = said('close');
  await within(Promise.race([said('open'), closed]), 'a handshake was not answered');
  if (random() < 0.5) socket.send(`40${JSON.stringify({ token: await token() })}`);
  for (let i = 0; i < framesOfConnection; i++) {
    result.frames++;
    if (socket.readyState === WebSocket.OPEN) socket.send(frameOf(random));
  }
  // Whatever it made of that, it takes our leave.
  if (socket.readyState === WebSocket.OPEN) socket.close();
  await within(closed, 'a connection was not closed');
}

function frameOf(random: Random): string | Buffer {
  const kind = below(random, 6);
  if (kind < 2) return oneOf(random, corpus);
  if (kind === 2) return mutate(random, Buffer.from(oneOf(random, corpus))).toString('latin1');
  if (kind === 3) return bytesOf(random, below(random, 100));
  if (kind === 4) return `42${JSON.stringify([nastyText(random), nastyValue(random)])}`;
  return nastyText(random);
}

async function within<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${patienceMs / 1000} s`)), patienceMs);
  });
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(timer));
}
