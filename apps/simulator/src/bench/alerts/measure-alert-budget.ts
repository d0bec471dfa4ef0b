import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { budgetOf, sessionMs, type AlertBudget, type Tally } from './budget.js';

/** Sessions of one seed of the run and of the next have nothing in common. */
const sessionsOfSeed = 100_000;

/** So many simulated session-hours without and with events, on all cores. The figures depend on hours and seed alone. */
export async function measureAlertBudget({ hours, seed }: { hours: number; seed: number }): Promise<AlertBudget> {
  const sessions = Math.max(1, Math.round((hours * 3_600_000) / sessionMs));
  const threads = Math.min(sessions, availableParallelism());
  const seeds = Array.from({ length: sessions }, (_, i) => (seed - 1) * sessionsOfSeed + i + 1);
  const shares = Array.from({ length: threads }, (_, thread) => seeds.filter((_each, i) => i % threads === thread));
  return budgetOf((await Promise.all(shares.map(talliedElsewhere))).flat(), seed);
}

function talliedElsewhere(seeds: number[]): Promise<Tally[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./tally.main.js', import.meta.url), { workerData: seeds });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
