import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * A child process that cannot outlive us. Descriptor 3 is a pipe that we hold: when we die, however we die, it ends, and
 * the shell beside the child stops it. (`kill -9` runs no handler of ours, so no handler of ours may be needed.) The child
 * itself takes the place of the shell that starts both, so that a signal to it is a signal to it.
 */
export interface Child {
  name: string;
  pid: number;
  /** Everything it said on standard output and error so far, the last 64 KiB of it. */
  said(): string;
  exited(): boolean;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const guard = '{ read -r word <&3; [ "$word" = stopped ] || kill -TERM $$; } >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';
const keptBytes = 65_536;
const stopPatienceMs = 15_000;

export function startChild(name: string, command: string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Child {
  const shell = spawn('/bin/sh', ['-c', guard, 'guard', ...command], { ...options, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-keptBytes);
  };
  shell.stdout?.on('data', hear);
  shell.stderr?.on('data', hear);
  const hold = shell.stdio[3] as Writable;
  hold.on('error', () => undefined);
  shell.once('exit', () => hold.end('stopped\n'));
  const exited = (): boolean => shell.exitCode !== null || shell.signalCode !== null;
  return { name, pid: shell.pid ?? -1, said: () => said, exited, stop: (signal = 'SIGTERM') => stop(shell, { exited, signal }) };
}

async function stop(shell: ChildProcess, { exited, signal }: { exited: () => boolean; signal: NodeJS.Signals }): Promise<void> {
  if (exited()) return;
  const gone = once(shell, 'exit');
  shell.kill(signal);
  const impatient = setTimeout(() => shell.kill('SIGKILL'), stopPatienceMs);
  await gone;
  clearTimeout(impatient);
}

/** Resolves when `ready` says so; rejects, with what the child said, when it is gone or the time is up. */
export async function whenReady(child: Child, ready: (said: string) => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await ready(child.said())) return;
    if (child.exited()) throw new Error(`${child.name} stopped before it was ready:\n${child.said()}`);
    if (Date.now() > deadline) throw new Error(`${child.name} was not ready within ${withinMs / 1000} s:\n${child.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
