import { readFileSync, readdirSync } from 'node:fs';
import { until } from './until.js';

/** This process's descendants, by /proc. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const parent = parentOf(Number(name));
    return parent === null ? [] : [[Number(name), parent] as const];
  }));
  const below = (of: number): number[] => [...parents].filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** A zombie is gone: only its parent has not looked yet. */
export function isGone(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null || stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

export async function untilAllGone(pids: readonly number[], what: string): Promise<void> {
  const left = (): string[] => pids.filter((pid) => !isGone(pid)).map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')}`);
  await until(() => pids.every(isGone), () => `${what}: still there: ${left().join('; ')}`);
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}
