import type { HeartRateReading } from '../session/block.js';
import { acceptChange, acceptRr, startRrCleaning, type RrCleaning } from './clean-rr.js';

/** Beats and how many of them were rejected, second by second. Plain JSON. */
export interface RhythmState {
  cleaning: RrCleaning;
  /** Of the last 60 s, oldest first; the last entry is the second that is not over yet. */
  beats: number[];
  rejected: number[];
}

const longestS = 60;
/** Fewer beats than this say nothing of a share: 5 in 10 s, 30 in 60 s [P]. */
export const fewestBeatsPerS = 0.5;

export function startRhythm(): RhythmState {
  return { cleaning: startRrCleaning(), beats: [0], rejected: [0] };
}

/** Takes the intervals of one reading, and the heart rate that the strap counts from them. Writes into `state`. */
export function hearBeats(state: RhythmState, { rrMs, heartRateBpm }: Pick<HeartRateReading, 'rrMs' | 'heartRateBpm'>): void {
  for (const each of rrMs) {
    state.beats[state.beats.length - 1]++;
    if (!acceptRr(state.cleaning, each) && !acceptChange(state.cleaning, each, heartRateBpm)) state.rejected[state.rejected.length - 1]++;
  }
}

/** A second is over. Writes into `state`. */
export function passSecond(state: RhythmState): void {
  state.beats.push(0);
  state.rejected.push(0);
  if (state.beats.length <= longestS) return;
  state.beats.shift();
  state.rejected.shift();
}

/** After a loss of contact nothing links what comes to what was. */
export function forgetBeats(state: RhythmState): void {
  Object.assign(state, startRhythm());
}

/** Rejected of all beats in the last `seconds`; null: too few beats to say. */
export function rejectedShare({ beats, rejected }: RhythmState, seconds: number): number | null {
  let all = 0;
  let bad = 0;
  for (let i = Math.max(0, beats.length - seconds); i < beats.length; i++) {
    all += beats[i];
    bad += rejected[i];
  }
  return all < fewestBeatsPerS * seconds ? null : bad / all;
}
