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
  state.accepted.push(rrMs);
  if (state.accepted.length > memory) state.accepted.shift();
  return true;
}
