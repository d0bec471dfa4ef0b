import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The simulated patients, a process of their own: what they cost is not what Tendon costs. It ends when its standard input does. */
export function startPatients(demoFile: string): { stop(): Promise<void> } {
  const entry = resolve(import.meta.dirname, '../../../simulator/src/main.js');
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'inherit', 'inherit'], env: { ...process.env, TENDON_DEMO_FILE: demoFile } });
  const gone = once(child, 'exit');
  return {
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
}
