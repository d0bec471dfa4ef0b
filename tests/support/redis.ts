import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { startChild, whenReady } from '../../apps/simulator/src/system/child.js';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** A Redis of this test's own, on a free port, in memory; it ends when this process does. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const child = startChild('redis-server', ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()]);
  await whenReady(child, (said) => said.includes('Ready to accept connections'));
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.stop() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
