import { transformSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../../apps/all-in-one/src/postgres');
const ignoredFolder = join(import.meta.dirname, '../../.data');

/** What the parent runs: starts a server, says how it can be found, and waits for the end of all things. */
const program = `
  import { startPostgres } from './start-postgres.js';
  const { url, pids } = await startPostgres({ dataFolder: process.argv[2], port: 0, progress: () => undefined });
  console.log(JSON.stringify({ url, pids: pids() }));
  setInterval(() => undefined, 1000);`;

export interface PostgresParent {
  url: string;
  pids: number[];
  kill(): Promise<void>;
}

/** A Node process of its own that starts the embedded server: something to kill. */
export async function startPostgresParent(dataFolder: string): Promise<PostgresParent> {
  mkdirSync(ignoredFolder, { recursive: true });
  const build = mkdtempSync(join(ignoredFolder, 'postgres-parent-'));
  try {
    for (const name of readdirSync(source).filter((each) => each.endsWith('.ts') && !each.endsWith('.spec.ts'))) {
      const { code } = transformSync(readFileSync(join(source, name), 'utf8'), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
      writeFileSync(join(build, name.replace(/\.ts$/, '.js')), code);
    }
    writeFileSync(join(build, 'parent.js'), program);
    const child = spawn(process.execPath, [join(build, 'parent.js'), dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
    return { ...(await firstLine(child)), kill: () => kill(child) };
  } finally {
    rmSync(build, { recursive: true });
  }
}

function firstLine(child: ChildProcess): Promise<{ url: string; pids: number[] }> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(JSON.parse(text) as { url: string; pids: number[] });
    });
    child.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
