import { parentPort, workerData } from 'node:worker_threads';
import { tallySession } from './budget.js';

/** One worker thread of `measureAlertBudget`: the sessions of some seeds. */
parentPort?.postMessage((workerData as number[]).map(tallySession));
