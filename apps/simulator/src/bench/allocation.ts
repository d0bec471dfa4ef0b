import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Cost {
  microsecondsPerSample: number;
  bytesPerSample: number;
}

/** Said beside every figure. */
export const costMethod = 'microseconds: fastest of the rounds, after warming up; bytes: growth of the used heap over a round without a collection, median of the rounds';

const warmUpMs = 1000;
const rounds = 15;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * What `round` costs, which works through `samples` samples. A round must be so short that its garbage fits the young
 * generation, 16 MB: one in which the heap shrank was collected in between, and says nothing of bytes.
 */
export function costOf(round: () => void, samples: number): Cost {
  for (const until = performance.now() + warmUpMs; performance.now() < until; ) round();
  const nanoseconds: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < rounds; i++) {
    collect();
    const usedBefore = process.memoryUsage().heapUsed;
    const before = process.hrtime.bigint();
    round();
    nanoseconds.push(Number(process.hrtime.bigint() - before));
    bytes.push(process.memoryUsage().heapUsed - usedBefore);
  }
  const grown = bytes.filter((each) => each >= 0).sort((a, b) => a - b);
  if (grown.length <= rounds / 2) throw new RangeError(`${samples} samples make more garbage than the young generation holds: take fewer`);
  return { microsecondsPerSample: Math.min(...nanoseconds) / 1000 / samples, bytesPerSample: grown[Math.floor(grown.length / 2)] / samples };
}
