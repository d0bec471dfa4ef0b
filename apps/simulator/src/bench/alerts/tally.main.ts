import { parentPort, workerData } from 'node:worker_threads';
import { emptyTally, tallySession } from './budget.js';

/** One worker thread of `measureAlertBudget`: the sessions of some seeds. */
const tally = emptyTally();
for (const seed of workerData as number[]) tallySession(tally, seed);
parentPort?.postMessage(tally);
