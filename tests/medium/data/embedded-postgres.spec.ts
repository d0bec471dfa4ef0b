import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditRepository, createDataSource, newSealKeys, PatientRepository, prepareDatabase, verifyAuditChain } from '#libs/data';
import type { DataSource } from 'typeorm';
import { startPostgres, type RunningPostgres } from '../../../apps/all-in-one/src/postgres/start-postgres.js';
import { startPostgresParent } from '../../support/postgres-parent.js';
import { seed } from '../../support/database-seed.js';
import { onServer, untilGone } from '../../support/postgres.js';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let running: RunningPostgres[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tendon embedded '));
    chmodSync(folder, 0o755);
    running = [];
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made in a folder with a space, is durable, lets nobody in without the password, and keeps data over a restart', async () => {
    const steps: string[] = [];
    const first = await start({ progress: (step) => steps.push(step) });
    expect(steps).toEqual(['creating the database', 'starting the database']);
    const settings = await onServer(first.url, async (client) => {
      await client.query('CREATE TABLE kept (value int)');
      await client.query('INSERT INTO kept VALUES (42)');
      const { rows } = await client.query<{ name: string; setting: string }>(
        `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'data_checksums') ORDER BY name`);
      return rows.map(({ name, setting }) => `${name} ${setting}`);
    });
    expect(settings).toEqual(['data_checksums on', 'fsync on', 'full_page_writes on', 'listen_addresses 127.0.0.1', 'synchronous_commit on']);
    expect(statSync(join(folder, 'data', 'password')).mode & 0o777).toBe(0o600);
    const guess = new URL(first.url);
    guess.password = 'guess';
    await expect(onServer(guess.href, (client) => client.query('SELECT 1'))).rejects.toThrow('password authentication failed');
    await first.stop();
    await first.stop();
    expect(first.pids()).toEqual([]);

    steps.length = 0;
    const second = await start({ progress: (step) => steps.push(step) });
    expect(steps).toEqual(['starting the database']);
    expect(await valueKept(second.url)).toBe(42);
  });

  it('ends when its parent is killed with -9, and the next start finds the data', async () => {
    const parent = await startPostgresParent(join(folder, 'data'));
    await onServer(parent.url, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS value'));
    expect(parent.pids.length).toBeGreaterThan(0);
    await parent.kill();
    // At once: the old server may still be stopping.
    const next = await start();
    await Promise.all(parent.pids.map((pid) => untilGone(pid)));
    expect(await valueKept(next.url)).toBe(7);
  });

  it('recovers from its own kill -9, also when its lock file names somebody else by now', async () => {
    const first = await start();
    await onServer(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 9 AS value'));
    const [postmaster] = first.pids();
    process.kill(postmaster, 'SIGKILL');
    await first.exited;
    const lock = join(folder, 'data', 'cluster', 'postmaster.pid');
    const { uid, gid } = statSync(lock);
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(String(postmaster), String(process.pid)));
    chownSync(lock, uid, gid);
    expect(await valueKept((await start()).url)).toBe(9);
  });

  it('is restored elsewhere from a copy of its folder: names open with their keys, and the audit trail ends where it ended', async () => {
    const keys = newSealKeys();
    const first = await start();
    await prepareDatabase({ ownerUrl: first.url, appUrl: first.url, withQueue: false, keys });
    const before = await connect(first.url, keys);
    const own = await seed(before);
    await new AuditRepository(before).append({ at: new Date(), actorKind: 'practitioner', actorId: own.practitionerId, action: 'read', subjectKind: 'patient', subjectId: own.patientId, detail: {} });
    const { head } = await verifyAuditChain(before, null);
    await before.destroy();
    await first.stop();
    execFileSync('cp', ['-a', join(folder, 'data'), join(folder, 'copy')]);
    rmSync(join(folder, 'data'), { recursive: true });
    const second = await start({ dataFolder: join(folder, 'copy') });
    expect((await prepareDatabase({ ownerUrl: second.url, appUrl: second.url, withQueue: false, keys })).problems).toEqual([]);
    const after = await connect(second.url, keys);
    expect((await new PatientRepository(after).find(own.practitionerId, own.patientId))?.displayName).toBe('Patient One');
    expect(await verifyAuditChain(after, head)).toEqual({ checked: 1, head, broken: null });
    await after.destroy();
  });

  it('begins again when its making was interrupted', async () => {
    await (await start()).stop();
    rmSync(join(folder, 'data', 'cluster'), { recursive: true });
    execFileSync('mkdir', ['-p', join(folder, 'data', 'cluster.new', 'base')]);
    const { url } = await start();
    await onServer(url, (client) => client.query('SELECT 1'));
  });

  it('says so when the port it must use is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    await expect(start({ port })).rejects.toThrow('Address already in use');
    taken.close();
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? it : it.skip)('run by root in a folder that is closed to others, keeps its data where its own user can go', async () => {
    chmodSync(folder, 0o700);
    const steps: string[] = [];
    const { url } = await start({ progress: (step) => steps.push(step) });
    const place = /keeping data in (\S+):/.exec(steps[0])?.[1] ?? '';
    await onServer(url, (client) => client.query('SELECT 1'));
    expect(existsSync(join(place, 'cluster', 'PG_VERSION'))).toBe(true);
    await running[0].stop();
    rmSync(place, { recursive: true });
  });

  const connect = (url: string, keys: string): Promise<DataSource> => createDataSource({ url, poolSize: 2, applicationName: 'restored', keys }).initialize();

  async function start(changes: { port?: number; dataFolder?: string; progress?: (step: string) => void } = {}): Promise<RunningPostgres> {
    const server = await startPostgres({ dataFolder: join(folder, 'data'), port: 0, progress: () => undefined, ...changes });
    running.push(server);
    return server;
  }
});

async function valueKept(url: string): Promise<number> {
  return onServer(url, async (client) => (await client.query<{ value: number }>('SELECT value FROM kept')).rows[0].value);
}
