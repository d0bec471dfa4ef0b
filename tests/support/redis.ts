import { tmpdir } from 'node:os';
import { startChild, whenReady } from '../../apps/simulator/src/system/child.js';
import { freePort } from '../../apps/simulator/src/system/ports.js';

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
