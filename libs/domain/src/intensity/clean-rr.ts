import { median } from '../signal/statistics.js';

/** Of a strap's intervals between beats, one by one: plain JSON. */
export interface RrCleaning {
  /** The last eleven accepted intervals, ms, oldest first. */
  accepted: number[];
}

/** Clinical 0.3 [P]: what a heart can do, ms. */
const shortestMs = 250;
const longestMs = 2400;
/** An interval that differs by more from the median of its predecessors is no normal beat (20 % rule after Malik 1996). */
export const largestChange = 0.2;
/** From one beat to the next a heart that changes fast changes by a few percent; breathing has its part. */
const largestStep = 0.1;
const memory = 11;
/** Before this many there is no median to trust. */
const warmUp = 5;

export function startRrCleaning(): RrCleaning {
  return { accepted: [] };
}

/** Whether the next interval may be believed; causal. A rejected one is counted by the caller, never replaced. Writes into `state`. */
export function acceptRr(state: RrCleaning, rrMs: number): boolean {
  if (!(rrMs >= shortestMs && rrMs <= longestMs)) return false;
  if (state.accepted.length >= warmUp) {
    const middle = median(state.accepted);
    if (Math.abs(rrMs - middle) > largestChange * middle) return false;
  }
  remember(state, rrMs);
  return true;
}

/**
 * Whether an interval that the median does not bear out is the heart's all the same: the strap itself counts so now, or the last normal beat
 * was much the same [P]. A heart that falls by 35 bpm in ten seconds leaves the median of eleven beats behind by more than a fifth. An
 * early, a missed or a wild beat differs from the count and from the beat before it. Writes into `state`.
 */
export function acceptChange(state: RrCleaning, rrMs: number, heartRateBpm: number): boolean {
  const countedMs = heartRateBpm > 0 ? 60_000 / heartRateBpm : Number.NaN;
  const lastMs = state.accepted.at(-1) ?? Number.NaN;
  const isChange = Math.abs(rrMs - countedMs) <= largestChange * countedMs || Math.abs(rrMs - lastMs) <= largestStep * lastMs;
  if (!(rrMs >= shortestMs && rrMs <= longestMs && isChange)) return false;
  remember(state, rrMs);
  return true;
}

function remember({ accepted }: RrCleaning, rrMs: number): void {
  accepted.push(rrMs);
  if (accepted.length > memory) accepted.shift();
}
