import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { Binaries } from './binaries.js';
import type { ServerUser } from './server-user.js';

export interface ServerStart {
  binaries: Binaries;
  user: ServerUser;
  cluster: string;
  port: number;
  /** On top of ours; for tests. */
  settings: Record<string, string>;
}

/**
 * Durable, small, on loopback only. No health data in the log: neither statements nor their values, nor the details of
 * an error, which quote a row.
 */
const ownSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '120',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * A process that outlives us: it waits for a word on descriptor 3, which the system closes when we die of anything,
 * kill -9 included. Without the word it stops the server, whose number is that of this shell before `exec`. Started in a
 * subshell of its own, so that the server has no child it does not know.
 */
const guarded = '( { read -r word <&3; [ "$word" = stopped ] || kill -INT $$; } & ) >/dev/null 2>&1; exec "$@" 3<&- </dev/null';

const startTimeoutMs = 60_000;
const smartStopMs = 1500;
const fastStopMs = 20_000;
const keptLogLines = 20;

/** A running postmaster. */
export class ServerProcess {
  /** Resolves when it is gone, wanted or not. */
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly log: string[] = [];
  private hasExited = false;

  constructor({ binaries, user, cluster, port, settings }: ServerStart) {
    const all = { ...ownSettings, ...settings, port: String(port) };
    const args = ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const isGuarded = process.platform !== 'win32';
    const [command, ...rest] = isGuarded ? ['/bin/sh', '-c', guarded, 'sh', binaries.postgres, ...args] : [binaries.postgres, ...args];
    // A session of its own: Ctrl-C at the terminal is for us, who stop the server last.
    this.child = spawn(command, rest, {
      ...user, cwd: cluster, env: { ...process.env, ...binaries.env }, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.exited = new Promise((resolve) => {
      const gone = (): void => {
        this.hasExited = true;
        this.dismissGuard();
        resolve();
      };
      this.child.once('exit', gone);
      this.child.once('error', (error) => {
        this.log.push(error.message);
        gone();
      });
    });
    this.guardPipe.on('error', () => undefined);
  }

  /** The postmaster and, where the system tells, its children. */
  pids(): number[] {
    const pid = this.child.pid;
    if (pid === undefined || this.hasExited) return [];
    return [pid, ...childrenOf(pid)];
  }

  /** Resolves when connections are accepted; rejects with the log's last lines when the server gives up. */
  async ready(): Promise<void> {
    const { stderr } = this.child;
    if (stderr === null) throw new Error('the server was started without a log');
    stderr.setEncoding('utf8');
    let timer: NodeJS.Timeout | undefined;
    const said = new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${startTimeoutMs} ms: ${this.lastWords()}`)), startTimeoutMs);
      stderr.on('data', (text: string) => {
        this.keep(text);
        if (text.includes('ready to accept connections')) resolve();
      });
      void this.exited.then(() => reject(new Error(`PostgreSQL did not start: ${this.lastWords()}`)));
    });
    await said.finally(() => clearTimeout(timer));
  }

  /** Waits for clients that are about to leave, then for none. */
  async stop(): Promise<void> {
    for (const [signal, waitMs] of [['SIGTERM', smartStopMs], ['SIGINT', fastStopMs], ['SIGQUIT', fastStopMs]] as const) {
      if (this.hasExited) return;
      this.child.kill(signal);
      if (await this.exitsWithin(waitMs)) return;
    }
    throw new Error(`PostgreSQL ${this.child.pid} does not stop: ${this.lastWords()}`);
  }

  /** Lets our process end while the server runs: then the guard stops it. */
  unref(): void {
    this.child.unref();
    for (const stream of [this.child.stderr, this.guardPipe]) (stream as unknown as { unref(): void }).unref();
  }

  private async exitsWithin(waitMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), waitMs);
    });
    return Promise.race([this.exited.then(() => true), late]).finally(() => clearTimeout(timer));
  }

  private dismissGuard(): void {
    this.guardPipe.end('stopped\n');
  }

  private get guardPipe(): Duplex {
    return this.child.stdio[3] as Duplex;
  }

  private keep(text: string): void {
    this.log.push(...text.split('\n').filter((line) => line !== ''));
    this.log.splice(0, Math.max(0, this.log.length - keptLogLines));
  }

  private lastWords(): string {
    return this.log.join(' | ');
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((text) => text !== '').map(Number);
  } catch {
    return [];
  }
}
