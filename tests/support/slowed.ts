import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own, so that whoever is stopped goes on when the test dies, and hears that it is to end. */
const program = `
  const pid = Number(process.argv[1]);
  let share = 1;
  const say = (signal) => { try { process.kill(pid, signal); } catch { process.exit(); } };
  const goOn = () => { say('SIGCONT'); if (share < 1) setTimeout(rest, share * 100); else setTimeout(goOn, 20); };
  const rest = () => { say('SIGSTOP'); setTimeout(goOn, (1 - share) * 100); };
  process.stdin.on('data', (chunk) => { share = Number(String(chunk).trim().split('\\n').at(-1)); });
  process.stdin.on('end', () => { say('SIGCONT'); process.exit(); });
  goOn();`;

export interface Slowed {
  /** So much of each tenth of a second it runs, above 0 to 1; the rest it stands still, as on a machine that has so much less to give. */
  run(share: number): void;
  /** At its own pace again. */
  free(): Promise<void>;
}

export function slowDown(pid: number): Slowed {
  const child = spawn(process.execPath, ['-e', program, String(pid)], { stdio: ['pipe', 'ignore', 'inherit'] });
  const gone = once(child, 'exit');
  return {
    run: (share) => void child.stdin.write(`${share}\n`),
    free: async () => {
      child.stdin.end();
      await gone;
    },
  };
}
