import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Below what systems give to whoever only connects (from 32768 on Linux, from 49152 elsewhere): none of those takes it before it is listened on. */
const range = { from: 20_000, to: 32_000 };
const mostTries = 100;

/** Free a moment ago. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < mostTries; i++) {
    const port = randomInt(range.from, range.to);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${range.from} to ${range.to}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

export function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}
