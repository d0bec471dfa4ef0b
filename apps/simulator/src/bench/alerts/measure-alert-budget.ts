import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { budgetOf, merged, sessionMs, type AlertBudget, type Tally } from './budget.js';

/** So many simulated session-hours without and with events, on all cores. The figures depend on the hours alone. */
export async function measureAlertBudget(hours: number): Promise<AlertBudget> {
  const sessions = Math.max(1, Math.round((hours * 3_600_000) / sessionMs));
  const threads = Math.min(sessions, availableParallelism());
  const shares = Array.from({ length: threads }, (_, thread) => Array.from({ length: sessions }, (__, i) => i + 1).filter((seed) => seed % threads === thread));
  return budgetOf(merged(await Promise.all(shares.map(tallyElsewhere))));
}

function tallyElsewhere(seeds: number[]): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./tally.main.js', import.meta.url), { workerData: seeds });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
