import type { HeartRateSignal } from './recording.js';
import { numbers, readTable } from './table.js';

/** A breath takes this long at most, ms: beyond it the recording itself has a hole. */
const longestBreathMs = 10_000;

/**
 * Heart rates that were written down breath by breath (`tS`, `hrBpm`), as the strap sent them: once a second. Its numbers between two
 * breaths are not in the file, so each stands until the next breath. 0 is the strap's own word for no contact and is sent as it came.
 */
export function heldReadings(file: string): HeartRateSignal['readings'] {
  const values = numbers(readTable(file, ','), ['tS', 'hrBpm']);
  const breaths = Array.from({ length: values.length / 2 }, (_, i) => ({ tMs: values[2 * i] * 1000, heartRateBpm: values[2 * i + 1] }));
  const readings: HeartRateSignal['readings'] = [];
  breaths.forEach(({ tMs, heartRateBpm }, i) => {
    const untilMs = Math.min(breaths.at(i + 1)?.tMs ?? tMs + 1, tMs + longestBreathMs);
    for (let atMs = tMs; atMs < untilMs; atMs += 1000) readings.push({ tMs: atMs, heartRateBpm, contact: 'unsupported', rrMs: [] });
  });
  return readings;
}
