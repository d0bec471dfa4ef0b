import { ldlj } from '../signal/ldlj.js';
import { sparc } from '../signal/sparc.js';
import type { Result } from '../session/result.js';

/** A phase has to last this long and be this fast to be called smooth or not (clinical C9). */
const leastS = 0.4;
const leastPeakDegPerS = 10;
/**
 * SPARC of a phase that is not smooth, of whomever: about three submovements (clinical C9). Of 160 correct repetitions of the volunteers of pted s1
 * and s2 none is below it, the least has -2.5. Two people are no population: it is a mild sign there, and clear only beyond five submovements [P].
 */
export const jerkyBelow = -2.6;
export const clearlyJerkyBelow = -3.5;
/** Second differences of a slower signal are noise (clinical C1). */
const leastRateHz = { sparc: 20, ldlj: 50 };

/**
 * Smoothness of one phase by its angular speed, deg/s: SPARC, dimensionless, at most 0, nearer 0 is smoother (Balasubramanian et al. 2015; valid on
 * a gyroscope's rate, Melendez-Calderon et al. 2021).
 */
export function phaseSparc(speedDegPerS: readonly number[], stepMs: number): Result<number> {
  return measured(speedDegPerS, { stepMs, leastRateHz: leastRateHz.sparc, measure: sparc });
}

/** The same by jerk (LDLJ-V): second to SPARC, and only to be compared at equal rates. */
export function phaseLdlj(velocityDegPerS: readonly number[], stepMs: number): Result<number> {
  return measured(velocityDegPerS, { stepMs, leastRateHz: leastRateHz.ldlj, measure: ldlj });
}

interface Measure {
  stepMs: number;
  leastRateHz: number;
  measure: (values: readonly number[], rateHz: number) => number;
}

function measured(values: readonly number[], { stepMs, leastRateHz: least, measure }: Measure): Result<number> {
  const rateHz = 1000 / stepMs;
  if (!(rateHz >= least)) return { ok: false, reason: 'NOT_APPLICABLE', detail: `smoothness needs ${least} Hz, not ${rateHz} Hz` };
  if (!values.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a speed is no number' };
  if (values.length < leastS * rateHz) return { ok: false, reason: 'NOT_APPLICABLE', detail: `a phase of ${values.length} samples` };
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  if (peak < leastPeakDegPerS) return { ok: false, reason: 'NOT_APPLICABLE', detail: `a phase of at most ${peak} deg/s` };
  return { ok: true, value: measure(values, rateHz), flags: [] };
}
