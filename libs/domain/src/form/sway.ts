import type { Result } from '../session/result.js';

/** How much a standing body sways, from horizontal acceleration at the belt line (Mancini et al. 2012, ISway). */
export interface SwayMetrics {
  /** Root mean square of the acceleration to the side, to the front, and of both, m/s2. */
  rmsSideMPerS2: number;
  rmsFrontMPerS2: number;
  rmsRadialMPerS2: number;
  /** Sum of the distances from point to point, m/s2. */
  pathMPerS2: number;
  /** Mean distance from the middle, m/s2. */
  distanceMPerS2: number;
  /** How often the path goes round: path / (2 pi distance time), Hz. */
  meanFrequencyHz: number;
  /** Half the integral of the squared rate of change, m2/s5. */
  jerk: number;
  /** Area that holds 95 % of the points to come (prediction ellipse, Schubert & Kirchner 2014), m2/s4. */
  ellipse95: number;
}

/** What an analysis of quiet standing needs, s. */
const leastS = 10;
/** 95th percentile of chi square with two degrees of freedom. */
const chiSquare95 = 2 * Math.log(20);

/**
 * `side` and `front` are equally long, already without gravity, low-passed at 3.5 Hz, without the first two seconds. Compare
 * within one patient and one device only. INSUFFICIENT_DATA below 10 s, MISSING_INPUT for what is no number.
 */
export function swayMetrics(side: readonly number[], front: readonly number[], rateHz: number): Result<SwayMetrics> {
  const n = side.length;
  if (n !== front.length || ![...side, ...front].every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'two traces of numbers of the same length are needed' };
  if (n < 3 || n / rateHz < leastS) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${(n / rateHz).toFixed(1)} s of standing, ${leastS} s are needed` };
  const x = centred(side);
  const y = centred(front);
  const [sxx, syy, sxy] = [product(x, x), product(y, y), product(x, y)];
  let [pathMPerS2, distance, jerk] = [0, 0, 0];
  for (let i = 0; i < n; i++) distance += Math.hypot(x[i], y[i]);
  for (let i = 1; i < n; i++) {
    const step = Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
    pathMPerS2 += step;
    jerk += 0.5 * step * step * rateHz;
  }
  const distanceMPerS2 = distance / n;
  const covariance = Math.max(0, (sxx * syy - sxy * sxy) / (n - 1) ** 2);
  return {
    ok: true,
    flags: [],
    value: {
      rmsSideMPerS2: Math.sqrt(sxx / n),
      rmsFrontMPerS2: Math.sqrt(syy / n),
      rmsRadialMPerS2: Math.sqrt((sxx + syy) / n),
      pathMPerS2,
      distanceMPerS2,
      meanFrequencyHz: distanceMPerS2 === 0 ? 0 : pathMPerS2 / (2 * Math.PI * distanceMPerS2 * (n / rateHz)),
      jerk,
      ellipse95: Math.PI * chiSquare95 * Math.sqrt(covariance),
    },
  };
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function product(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
