import type { Repetition } from '../repetition/repetition.js';

export const chairStandMs = 30_000;

/** How often somebody stood up in half a minute. */
export interface ChairStands {
  stands: number;
  /** false: there was a hole in the signal, so that it may have been more. */
  isWhole: boolean;
}

type Stood = Pick<Repetition, 'startMs' | 'turnMs'> & { reason: string | null };

/**
 * The 30-second chair stand of the CDC (STEADI), from when the first one begins: who is over half-way up when the time is over has stood. Repetitions in order.
 * null: nobody stood up, or the half minute is not over at `untilMs`, session time.
 */
export function chairStands(repetitions: readonly Stood[], untilMs: number): ChairStands | null {
  const from = repetitions.at(0)?.startMs;
  if (from === undefined || untilMs - from < chairStandMs) return null;
  const counted = repetitions.filter(({ startMs, turnMs }) => (startMs + turnMs) / 2 - from < chairStandMs);
  return { stands: counted.length, isWhole: counted.every(({ reason }) => reason !== 'signal-gap') };
}
