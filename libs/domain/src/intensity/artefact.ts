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

/**
 * Whether a plausible reading is a heart's, seen what came before. `proven`: it is, and so was all that was held back of its level, which
 * goes on since `sinceMs`. Writes into `state`.
 */
export type Belief = { is: 'believed' | 'held-back' } | { is: 'proven'; sinceMs: number };

export function believeRate(state: ArtefactState, { bpm, tMs }: TimedRate): Belief {
  const reading = { bpm, tMs };
  const belief = beliefOf(state, reading);
  if (belief.is !== 'held-back') Object.assign(state, { believed: reading, other: null });
  return belief;
}

function beliefOf(state: ArtefactState, reading: TimedRate): Belief {
  const { believed, other } = state;
  if (believed === null) return { is: 'believed' };
  // From one reading to the next, whether that was believed or not: what is out of reach comes no nearer by being said for some seconds.
  const reachBpm = jumpBpm + riseBpmPerS * Math.min(longestStepS, (reading.tMs - (other ?? believed).tMs) / 1000);
  if (Math.abs(reading.bpm - believed.bpm) <= reachBpm) return { is: 'believed' };
  const sinceMs = other !== null && Math.abs(reading.bpm - other.bpm) <= reachBpm ? other.sinceMs : reading.tMs;
  state.other = { ...reading, sinceMs };
  const isOctave = octaves.some((octave) => Math.abs(reading.bpm / believed.bpm / octave - 1) < octaveTolerance);
  const isSettled = reading.tMs - sinceMs >= (isOctave ? octaveMs : otherLevelMs);
  return isSettled ? { is: 'proven', sinceMs } : { is: 'held-back' };
}
