import type { BenchCase } from './case.js';
import { prescriptionFor } from './approve.js';
import { streamSession } from './stream-session.js';

/** One session with two sensors on one core. */
export interface Speed {
  sensors: number;
  sessionS: number;
  samplesPerSecond: number;
  timesRealTime: number;
}

const sensorsOfSession = 2;
/** Long enough for the compiler to be done and for the clock to be fine enough. */
const warmUps = 2;
const measured = 5;

/** The session of the case with the two sensors that carry its angle, or the first two; the median of `measured` runs. */
export function measureSpeed(bench: BenchCase): Speed {
  const worn = [...new Set([...(bench.reference?.sensors ?? []), ...bench.signals.map(({ sensor }) => sensor)])].slice(0, sensorsOfSession);
  const signals = bench.signals.filter(({ sensor }) => worn.includes(sensor));
  const prescription = prescriptionFor(bench.exercise, signals, bench.reference);
  const runs = Array.from({ length: warmUps + measured }, () => streamSession(signals, prescription)).slice(warmUps).sort((a, b) => a.tookMs - b.tookMs);
  const { samples, tookMs } = runs[Math.floor(measured / 2)];
  const endMs = Math.max(...signals.map((signal) => (signal.startMs ?? 0) + (1000 * signal.accelerationMPerS2.length) / 3 / signal.rateHz));
  return { sensors: worn.length, sessionS: endMs / 1000, samplesPerSecond: Math.round((1000 * samples) / tookMs), timesRealTime: Math.round(endMs / tookMs) };
}
