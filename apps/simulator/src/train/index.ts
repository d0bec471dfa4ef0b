import { population } from './population.js';
import { squat } from './squat.js';
import type { Trainer } from './trainer.js';

/** Every model there is: one file each, one line here. */
export const trainers: Trainer[] = [population, squat];
