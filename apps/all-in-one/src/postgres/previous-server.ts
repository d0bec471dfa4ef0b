import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const patienceMs = 20_000;
const pollMs = 50;

/**
 * The cluster's lock file names a process. After a crash that number may be another's by now, which PostgreSQL cannot
 * tell and refuses to start; or the last server is still stopping, since its guard has only just noticed.
 */
export async function awaitPreviousServer(cluster: string, progress: (step: string) => void): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  const deadlineMs = Date.now() + patienceMs;
  let told = false;
  for (let pid = holderOf(lock); pid !== null; pid = holderOf(lock)) {
    const isServer = isPostgres(pid);
    if (isServer === null) return;
    if (!isServer) {
      rmSync(lock, { force: true });
      return;
    }
    if (Date.now() > deadlineMs) throw new Error(`process ${pid} serves ${cluster} already: stop it, or choose another folder`);
    if (!told) progress('waiting for the last server to stop');
    told = true;
    await wait(pollMs);
  }
}

function holderOf(lock: string): number | null {
  if (!existsSync(lock)) return null;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** null: this system does not tell, so PostgreSQL must judge for itself. */
function isPostgres(pid: number): boolean | null {
  if (!existsSync('/proc/self/comm')) return null;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}
