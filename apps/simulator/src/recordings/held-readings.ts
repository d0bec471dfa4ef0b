import type { HeartRateSignal } from './recording.js';

type Readings = HeartRateSignal['readings'];

export interface WrittenRate {
  tMs: number;
  heartRateBpm: number;
}

/** A log leaves out what did not change for this long at most, ms: beyond it the recording itself has a hole. */
const longestHeldMs = 10_000;

/**
 * Heart rates that were written down now and then - by the breath, or when a watch found it worth while - as the strap sent them: once a
 * second. Its numbers in between are not in the file, so each stands until the next. 0 is the strap's own word for no contact and is
 * sent as it came. Times ascend.
 */
export function heldReadings(written: readonly WrittenRate[]): Readings {
  const readings: Readings = [];
  written.forEach(({ tMs, heartRateBpm }, i) => {
    const untilMs = Math.min(written.at(i + 1)?.tMs ?? tMs + 1, tMs + longestHeldMs);
    for (let atMs = tMs; atMs < untilMs; atMs += 1000) readings.push({ tMs: atMs, heartRateBpm, contact: 'unsupported', rrMs: [] });
  });
  return readings;
}

/** Gives each reading the beats that had come since the one before it. `rrMs`: all of the recording, from its start, ms. */
export function withBeats(readings: Readings, rrMs: readonly number[]): Readings {
  let beatMs = 0;
  let next = 0;
  return readings.map((reading) => {
    const own: number[] = [];
    for (; next < rrMs.length && beatMs + rrMs[next] <= reading.tMs; next++) {
      own.push(rrMs[next]);
      beatMs += rrMs[next];
    }
    return { ...reading, rrMs: own };
  });
}
