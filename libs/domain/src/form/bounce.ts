import { bandPass, settledBandPass, stepBandPass, type BandPass, type BandPassState } from '../signal/band-pass.js';
import { median } from '../signal/statistics.js';
import { startTurning, stepTurning, type TurningState } from '../signal/turning-points.js';
import { zeroPhase } from '../signal/zero-phase.js';
import { clearFrom, mildFrom } from './deviation.js';
import type { Result } from '../session/result.js';

/**
 * Bouncing in a static stretch: the angle goes to and fro where it should stay. Plain JSON; two forms of one rule, which decide alike: `stepBounce` while it
 * happens, `bounceFeatures` over a recorded stretch.
 */
export interface BounceState {
  filter: BandPassState | null;
  turning: TurningState | null;
  lastTurn: Turn | null;
  /** Of the last 10 s. */
  reversals: Reversal[];
  bouncing: BounceSeverity | null;
}

interface Turn {
  tMs: number;
  value: number;
}

export interface Reversal {
  /** When the angle turned back. */
  tMs: number;
  peakToPeakDeg: number;
}

export type BounceSeverity = 'mild' | 'clear';

export interface BounceFeatures {
  reversals: number;
  /** Reversals in 10 s, on average. */
  bounceRate: number;
  /** Null when there was none. */
  medianPeakToPeakDeg: number | null;
  /** Code BOUNCING; null: it was not. */
  bouncing: BounceSeverity | null;
}

/** Below lie breathing and drift, above the noise of the sensor (clinical C11). */
const band = { fromHz: 0.4, toHz: 5 };
/** Beyond what a sensor's error and breathing make, deg [P]. */
const leastPeakToPeakDeg = 3;
const clearFromDeg = 6;
const shortestHalfPeriodMs = 100;
const longestHalfPeriodMs = 1250;
/** Two full bounces in any so many ms. */
const bouncingFrom = 4;
const windowMs = 10_000;
/** Noise smaller than this cuts no swing in two, deg [P]. */
const retreatDeg = 0.5;
/** Twice the upper edge of the band, and some room for the filter. */
const leastRateHz = 20;

/** One unit of the deviation below, deg. */
export const bounceSpreadDeg = (clearFromDeg - leastPeakToPeakDeg) / (clearFrom - mildFrom);

/** How bad it is, on the scale of every feature: mild from 3 deg on, clear beyond 6 (clinical C11, D5). */
export function bounceDeviation(peakToPeakDeg: number): number {
  return mildFrom + (peakToPeakDeg - leastPeakToPeakDeg) / bounceSpreadDeg;
}

/** Throws RangeError below 20 Hz: the filter would not exist. */
export function bounceFilter(stepMs: number): BandPass {
  if (!(1000 / stepMs >= leastRateHz)) throw new RangeError(`bouncing needs ${leastRateHz} Hz, not ${1000 / stepMs} Hz`);
  return bandPass({ ...band, rateHz: 1000 / stepMs });
}

export function startBounce(): BounceState {
  return { filter: null, turning: null, lastTurn: null, reversals: [], bouncing: null };
}

/**
 * One sample of the held angle; tells when bouncing begins and when it becomes clear. What is no number is a gap: nothing is
 * counted over it. Writes into `state`.
 */
export function stepBounce(state: BounceState, filter: BandPass, { tMs, angleDeg }: { tMs: number; angleDeg: number }): BounceSeverity | null {
  if (!Number.isFinite(angleDeg)) {
    state.filter = null;
    state.turning = null;
    state.lastTurn = null;
    return null;
  }
  state.filter ??= settledBandPass(angleDeg, filter);
  const reversal = stepReversal(state, { tMs, value: stepBandPass(state.filter, angleDeg, filter) });
  if (reversal !== null) state.reversals.push(reversal);
  while (state.reversals.length > 0 && tMs - state.reversals[0].tMs >= windowMs) state.reversals.shift();
  const before = state.bouncing;
  state.bouncing = judge(state.reversals);
  return state.bouncing !== before && (before === null || state.bouncing === 'clear') ? state.bouncing : null;
}

/** Over one hold, its angle on a uniform grid, deg. */
export function bounceFeatures({ angleDeg, stepMs }: { angleDeg: readonly number[]; stepMs: number }): Result<BounceFeatures> {
  if (!(1000 / stepMs >= leastRateHz)) return { ok: false, reason: 'NOT_APPLICABLE', detail: `bouncing needs ${leastRateHz} Hz, not ${1000 / stepMs} Hz` };
  if (angleDeg.length * stepMs < longestHalfPeriodMs) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${angleDeg.length} samples of a hold` };
  if (!angleDeg.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'an angle is no number' };
  const reversals = reversalsIn(angleDeg, stepMs);
  return {
    ok: true,
    value: {
      reversals: reversals.length,
      bounceRate: (reversals.length * windowMs) / (angleDeg.length * stepMs),
      medianPeakToPeakDeg: reversals.length === 0 ? null : median(reversals.map((each) => each.peakToPeakDeg)),
      bouncing: worst(reversals),
    },
    flags: [],
  };
}

function reversalsIn(angleDeg: readonly number[], stepMs: number): Reversal[] {
  const filter = bounceFilter(stepMs);
  const swing = zeroPhase(angleDeg, (first) => {
    const state = settledBandPass(first, filter);
    return (x) => stepBandPass(state, x, filter);
  });
  const state: Pick<BounceState, 'turning' | 'lastTurn'> = { turning: null, lastTurn: null };
  const reversals: Reversal[] = [];
  for (let i = 0; i < swing.length; i++) {
    const reversal = stepReversal(state, { tMs: i * stepMs, value: swing[i] });
    if (reversal !== null) reversals.push(reversal);
  }
  return reversals;
}

function stepReversal(state: Pick<BounceState, 'turning' | 'lastTurn'>, sample: { tMs: number; value: number }): Reversal | null {
  if (state.turning === null) {
    state.turning = startTurning(sample.value, sample.tMs);
    return null;
  }
  const turn = stepTurning(state.turning, sample, retreatDeg);
  if (turn === null) return null;
  const before = state.lastTurn;
  state.lastTurn = { tMs: turn.tMs, value: turn.value };
  if (before === null) return null;
  const halfPeriodMs = turn.tMs - before.tMs;
  const peakToPeakDeg = Math.abs(turn.value - before.value);
  if (peakToPeakDeg < leastPeakToPeakDeg || halfPeriodMs < shortestHalfPeriodMs || halfPeriodMs > longestHalfPeriodMs) return null;
  return { tMs: turn.tMs, peakToPeakDeg };
}

/** Of what happened within one window. */
function judge(reversals: readonly Reversal[]): BounceSeverity | null {
  if (reversals.length < bouncingFrom) return null;
  return median(reversals.map((each) => each.peakToPeakDeg)) > clearFromDeg ? 'clear' : 'mild';
}

function worst(reversals: readonly Reversal[]): BounceSeverity | null {
  let found: BounceSeverity | null = null;
  for (let from = 0, to = 1; to <= reversals.length; to++) {
    while (reversals[to - 1].tMs - reversals[from].tMs >= windowMs) from++;
    const severity = judge(reversals.slice(from, to));
    if (severity === 'clear') return severity;
    found ??= severity;
  }
  return found;
}
