/**
 * Raise only when a condition has held for a while, clear only when its opposite has (clinical B6). Plain JSON, times in ms.
 * A hole in the data of up to 10 s pauses the clocks and counts as one nominal interval; a longer one starts the raising
 * anew, and keeps what is raised: an alert does not clear because data vanished.
 */
export interface DwellState {
  active: boolean;
  lastMs: number | null;
  /** How long the condition to raise has held; null: it does not hold. */
  aboveMs: number | null;
  /** How long the condition to clear has held; null: it does not hold. */
  belowMs: number | null;
}

export interface DwellInput {
  tMs: number;
  /** Condition to raise, and to clear. They may both be false, never both true. */
  above: boolean;
  below: boolean;
  dwellMs: number;
  exitMs: number;
  /** Samples this far apart are still neighbours; absent: 1.5 s, as of one a second. */
  neighbourMs?: number;
}

const nominalMs = 1000;
const everySecondMs = 1500;
const pauseMs = 10_000;

export function startDwell(): DwellState {
  return { active: false, lastMs: null, aboveMs: null, belowMs: null };
}

/** One measured sample; a missing one is not given. Writes into `state`; says what changed. */
export function dwell(state: DwellState, input: DwellInput): 'raised' | 'cleared' | null {
  const gapMs = state.lastMs === null ? 0 : input.tMs - state.lastMs;
  if (gapMs > pauseMs) state.aboveMs = null;
  const passedMs = gapMs <= (input.neighbourMs ?? everySecondMs) ? gapMs : nominalMs;
  state.lastMs = input.tMs;
  state.aboveMs = held(state.aboveMs, input.above, passedMs);
  state.belowMs = held(gapMs > pauseMs ? null : state.belowMs, input.below, passedMs);
  if (!state.active && state.aboveMs !== null && state.aboveMs >= input.dwellMs) {
    state.active = true;
    return 'raised';
  }
  if (state.active && state.belowMs !== null && state.belowMs >= input.exitMs) {
    state.active = false;
    return 'cleared';
  }
  return null;
}

function held(soFarMs: number | null, holds: boolean, passedMs: number): number | null {
  if (!holds) return null;
  return soFarMs === null ? 0 : soFarMs + passedMs;
}
