import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../apps/all-in-one/src/postgres/start-postgres.js';
import { until } from './until.js';

const prefix = 'tendon-test-postgres-';

/** Lost with the machine, which no test looks at. */
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '1GB' };

/**
 * One server for all test files that this process runs, found again by a note on disk, since jest gives each file a world
 * of its own. It ends with the process; its folder goes when a later run finds that the process is gone.
 */
export async function testPostgresUrl(): Promise<string> {
  removeLeftOvers();
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  const note = join(folder, 'url');
  if (existsSync(note)) {
    const url = readFileSync(note, 'utf8');
    if (await answers(url)) return url;
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const server = await startPostgres({ dataFolder: folder, port: 0, progress: () => undefined, settings: quick });
  server.unref();
  writeFileSync(note, server.url, { mode: 0o600 });
  return server.url;
}

export async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await onServer(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** Waits for a process that is ending; fails when it does not. */
export function untilGone(pid: number): Promise<void> {
  return until(() => !isAlive(pid), `the end of process ${pid}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
