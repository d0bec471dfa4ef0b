import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Cost {
  microsecondsPerSample: number;
  bytesPerSample: number;
}

/** Said beside every figure. */
export const costMethod = 'microseconds: fastest of the rounds, after warming up; bytes: growth of the used heap over a round and what was collected in it, median of the rounds';

const warmUpMs = 1000;
const rounds = 15;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What `round` costs, which works through `samples` samples. Every object counts, also one that dies at once. */
export function costOf(round: () => void, samples: number): Cost {
  for (const until = performance.now() + warmUpMs; performance.now() < until; ) round();
  const nanoseconds: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const before = process.hrtime.bigint();
    round();
    nanoseconds.push(Number(process.hrtime.bigint() - before));
    bytes.push(bytesMadeIn(round));
  }
  bytes.sort((a, b) => a - b);
  return { microsecondsPerSample: Math.min(...nanoseconds) / 1000 / samples, bytesPerSample: bytes[Math.floor(rounds / 2)] / samples };
}

/** By how much the used heap grew between one collection and the next, summed up. */
function bytesMadeIn(round: () => void): number {
  collect();
  const collections = new GCProfiler();
  collections.start();
  let usedBytes = process.memoryUsage().heapUsed;
  let made = 0;
  round();
  const endBytes = process.memoryUsage().heapUsed;
  for (const { beforeGC, afterGC } of collections.stop().statistics) {
    made += beforeGC.heapStatistics.usedHeapSize - usedBytes;
    usedBytes = afterGC.heapStatistics.usedHeapSize;
  }
  return made + endBytes - usedBytes;
}
