import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { descendantsOf, untilAllGone } from '../support/processes.js';
import { until } from '../support/until.js';

const root = resolve(import.meta.dirname, '../..');
const address = /Tendon is at (\S+) - sign in as (\S+) with password (\S+)/;

interface Started {
  npm: ChildProcess;
  httpUrl: string;
  credentials: { signInName: string; password: string };
  pids: number[];
  tookMs: number;
  exit: Promise<unknown[]>;
}

/** As the README says: `npm start`, with nothing but a data folder and free ports. Needs Linux's /proc to look for what is left. */
describe('npm start', () => {
  let data: string;
  const started: Started[] = [];

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'tendon start '));
    chmodSync(data, 0o711);
  });

  afterEach(async () => {
    for (const { npm, pids } of started.splice(0)) {
      if (npm.exitCode === null && npm.signalCode === null) npm.kill('SIGKILL');
      await untilAllGone(pids, 'after the test');
    }
    rmSync(data, { recursive: true, force: true });
  });

  async function start(): Promise<Started> {
    const atMs = performance.now();
    // In a process group of its own, as a terminal gives it one.
    const npm = spawn('npm', ['start'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TENDON_DATA: data, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'patients' } });
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const exit = once(npm, 'exit');
    await until(() => address.test(said) || npm.exitCode !== null, 'the address', 120_000);
    const [, httpUrl, signInName, password] = address.exec(said) ?? [];
    expect(said).toContain('simulated patients');
    const one: Started = { npm, httpUrl, credentials: { signInName, password }, pids: [npm.pid ?? 0, ...descendantsOf(npm.pid ?? 0)], tookMs: performance.now() - atMs, exit };
    started.push(one);
    return one;
  }

  it('stops at Ctrl-C with exit 0 and leaves nothing; starts again within 5 s with what it had', async () => {
    const first = await start();
    await until(async () => (await patientsOf(first)).length === 8, 'eight simulated patients');
    const before = await patientsOf(first);
    expect(JSON.stringify(before)).toContain('simulated');
    // Ctrl-C reaches everything in the terminal's foreground at once.
    process.kill(-(first.npm.pid ?? 0), 'SIGINT');
    expect(await first.exit).toEqual([0, null]);
    await untilAllGone(first.pids, 'after Ctrl-C');

    const second = await start();
    expect(second.tookMs).toBeLessThan(5000);
    expect(second.credentials).toEqual(first.credentials);
    expect(await patientsOf(second)).toEqual(before);
    process.kill(second.npm.pid ?? 0, 'SIGTERM');
    expect(await second.exit).toEqual([0, null]);
    await untilAllGone(second.pids, 'after SIGTERM');
  });

  it('leaves nothing when it is killed: npm, or what npm runs', async () => {
    const first = await start();
    first.npm.kill('SIGKILL');
    await untilAllGone(first.pids, 'after kill -9 of npm');

    const second = await start();
    const server = second.pids.find((pid) => pid !== second.npm.pid && descendantsOf(pid).length > 1) ?? 0;
    process.kill(server, 'SIGKILL');
    await untilAllGone(second.pids, 'after kill -9 of the server');
  });
});

async function patientsOf({ httpUrl, credentials }: Started): Promise<unknown[]> {
  const signedIn = await fetch(`${httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(credentials) });
  const { token } = (await signedIn.json()) as { token: string };
  return (await (await fetch(`${httpUrl}/api/patients`, { headers: { authorization: `Bearer ${token}` } })).json()) as unknown[];
}
