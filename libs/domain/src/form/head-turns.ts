import type { Result } from '../session/result.js';
import { correlationAtLag, firstPeak } from '../signal/autocorrelation.js';

/** Turns of the head while the eyes stay on a target (gaze stabilisation, VOR x1), in one window. */
export interface HeadTurns {
  frequencyHz: number;
  /** Half of a whole turn from side to side, deg. */
  amplitudeDeg: number;
  cycles: number;
  activeS: number;
  /** Slow, fast, small and large against 0.5 to 3 Hz and 10 to 45 deg. */
  fault: keyof typeof headTurnLimits | null;
}

/** Of gaze stabilisation, Hz and deg: too slow below, too fast above, too small below, too large above. */
export const headTurnLimits = { TOO_SLOW: 0.5, TOO_FAST: 3, INCOMPLETE_RANGE: 10, EXCESS_RANGE: 45 } as const;
/** Searched beyond what is asked for, so that a fault can be named, Hz. */
const searchedHz = { from: 0.25, to: 5 };
const regularFrom = 0.5;
/** Share of the time that a turning head goes each way, at least. */
const eachWay = 0.2;
/** The head moves, deg/s. */
const activeDegPerS = 10;

/**
 * `rateDegPerS` is the head's rate about the prescribed axis (yaw or pitch), without bias. INSUFFICIENT_DATA below two of the
 * slowest cycles, NOT_APPLICABLE when the head does not turn to and fro, MISSING_INPUT for what is no number.
 */
export function headTurns(rateDegPerS: readonly number[], rateHz: number): Result<HeadTurns> {
  const longest = Math.ceil(rateHz / searchedHz.from);
  const n = rateDegPerS.length;
  if (!rateDegPerS.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a hole in the signal' };
  if (n < 2 * longest) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${(n / rateHz).toFixed(1)} s, ${((2 * longest) / rateHz).toFixed(0)} s are needed` };
  const activeS = rateDegPerS.filter((rate) => Math.abs(rate) > activeDegPerS).length / rateHz;
  const shortest = Math.floor(rateHz / searchedHz.to);
  const correlations = Array.from({ length: longest - shortest + 2 }, (_, k) => correlationAtLag(rateDegPerS, { from: longest + 1, to: n, lag: shortest + k }));
  const period = firstPeak(correlations, shortest, regularFrom);
  if (period === null || activeS === 0 || !goesBothWays(rateDegPerS)) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'the head does not turn to and fro' };
  const frequencyHz = rateHz / period.lag;
  const rms = Math.sqrt(rateDegPerS.reduce((sum, rate) => sum + rate * rate, 0) / n);
  // Of a sine: the angle's amplitude is that of the rate over 2 pi f.
  const amplitudeDeg = (Math.SQRT2 * rms) / (2 * Math.PI * frequencyHz);
  return { ok: true, value: { frequencyHz, amplitudeDeg, cycles: (n / rateHz) * frequencyHz, activeS, fault: faultOf(frequencyHz, amplitudeDeg) }, flags: [] };
}

/** A drift is like itself at every lag, but it does not come back. */
function goesBothWays(rateDegPerS: readonly number[]): boolean {
  const forth = rateDegPerS.filter((rate) => rate > 0).length / rateDegPerS.length;
  return forth > eachWay && forth < 1 - eachWay;
}

function faultOf(frequencyHz: number, amplitudeDeg: number): HeadTurns['fault'] {
  if (frequencyHz < headTurnLimits.TOO_SLOW) return 'TOO_SLOW';
  if (frequencyHz > headTurnLimits.TOO_FAST) return 'TOO_FAST';
  if (amplitudeDeg < headTurnLimits.INCOMPLETE_RANGE) return 'INCOMPLETE_RANGE';
  return amplitudeDeg > headTurnLimits.EXCESS_RANGE ? 'EXCESS_RANGE' : null;
}
