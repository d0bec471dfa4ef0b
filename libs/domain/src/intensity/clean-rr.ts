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
const largestChange = 0.2;
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
 * Whether an interval that its predecessors do not bear out is the heart's all the same: it is what the strap itself counts now. A heart
 * that falls by 35 bpm in ten seconds leaves the median of eleven beats behind by more than a fifth [P]. An early, a missed or a wild
 * beat changes one interval and not the strap's count. Writes into `state`.
 */
export function acceptAtRate(state: RrCleaning, rrMs: number, heartRateBpm: number): boolean {
  const countedMs = 60_000 / heartRateBpm;
  if (!(heartRateBpm > 0 && rrMs >= shortestMs && rrMs <= longestMs && Math.abs(rrMs - countedMs) <= largestChange * countedMs)) return false;
  remember(state, rrMs);
  return true;
}

function remember({ accepted }: RrCleaning, rrMs: number): void {
  accepted.push(rrMs);
  if (accepted.length > memory) accepted.shift();
}
