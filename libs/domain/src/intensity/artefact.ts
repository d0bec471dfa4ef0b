/** What keeps a strap's doubled, halved and wild heart rates out. Plain JSON; rates in bpm, times in session time, ms. */
export interface ArtefactState {
  /** The newest heart rate that was believed; null: none yet. */
  believed: TimedRate | null;
  /** A level that goes on although it could not be reached: since when, and its newest reading. */
  other: (TimedRate & { sinceMs: number }) | null;
}

interface TimedRate {
  bpm: number;
  tMs: number;
}

/**
 * How far a true heart rate gets between two readings [P]: 22 bpm, which a strap that had averaged gives out at once, and 4 bpm for
 * each second, of at most four. Of the rises in 18 runs to exhaustion (yoyo) one is quicker, 29 bpm from one breath to the next.
 */
const jumpBpm = 22;
const riseBpmPerS = 4;
const longestStepS = 4;
/** A level that is kept so long is the heart's after all; one at half or twice the rate is a strap's known fault for longer [P]. */
const otherLevelMs = 5000;
const octaveMs = 20_000;
const octaves = [0.5, 2];
const octaveTolerance = 0.12;

export function startArtefacts(): ArtefactState {
  return { believed: null, other: null };
}

/** Whether a plausible reading is a heart's, seen what came before. Writes into `state`. */
export function believeRate(state: ArtefactState, reading: TimedRate): boolean {
  if (state.believed !== null && !isReachable(state.believed, reading) && !isSettled(state, state.believed, reading)) return false;
  state.believed = { bpm: reading.bpm, tMs: reading.tMs };
  state.other = null;
  return true;
}

function isReachable(from: TimedRate, to: TimedRate): boolean {
  const stepS = Math.min(longestStepS, (to.tMs - from.tMs) / 1000);
  return Math.abs(to.bpm - from.bpm) <= jumpBpm + riseBpmPerS * stepS;
}

function isSettled(state: ArtefactState, believed: TimedRate, { bpm, tMs }: TimedRate): boolean {
  const sinceMs = state.other !== null && isReachable(state.other, { bpm, tMs }) ? state.other.sinceMs : tMs;
  state.other = { bpm, tMs, sinceMs };
  const isOctave = octaves.some((octave) => Math.abs(bpm / believed.bpm / octave - 1) < octaveTolerance);
  return tMs - sinceMs >= (isOctave ? octaveMs : otherLevelMs);
}
