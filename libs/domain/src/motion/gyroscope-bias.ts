/** Kalman filter of the gyroscope's bias (Laidig & Seel 2023, section 3.5). Variances in (0.01 deg/s)^2, as in the reference. */
export interface BiasGains {
  /** Of each variance, a sample. */
  growth: number;
  /** No bias, and no error, is larger, rad/s. */
  clip: number;
  /** Variance of what is measured: in motion, horizontally and vertically, and at rest. */
  motionW: number;
  verticalW: number;
  restW: number;
}

export const initialCovariance = (0.5 * 100) ** 2;

/** What was measured: the bias itself at rest, otherwise the bias turned by `rotation` (sensor to earth, low-passed). */
export interface BiasMeasurement {
  atRest: boolean;
  rotation: Float64Array;
  /** Measured less expected, rad/s. */
  error: Float64Array;
}

/** K = P R' (W + R P R')^-1, b += K e, P -= K R P; at `at` lies the bias, after it its covariance. Writes into `state`; allocates nothing. */
export function correctBias(state: number[], at: number, { atRest, rotation, error }: BiasMeasurement, gains: BiasGains): void {
  for (let i = 0; i < 9; i++) p[i] = state[at + 3 + i];
  for (let i = 0; i < 9; i += 4) if (p[i] < initialCovariance) p[i] += gains.growth;
  // R P is (P R')' since P is symmetric.
  if (atRest) {
    rp.set(p);
    inner.set(p);
  } else {
    multiply(rotation, p, rp);
    multiplyTransposed(rp, rotation, inner);
  }
  inner[0] += atRest ? gains.restW : gains.motionW;
  inner[4] += atRest ? gains.restW : gains.motionW;
  inner[8] += atRest ? gains.restW : gains.verticalW;
  invert(inner, inverse);
  transposedTimes(rp, inverse, gain);
  const limit = gains.clip;
  for (let i = 0; i < 3; i++) error[i] = Math.max(-limit, Math.min(limit, error[i]));
  for (let i = 0; i < 3; i++) {
    const corrected = state[at + i] + gain[3 * i] * error[0] + gain[3 * i + 1] * error[1] + gain[3 * i + 2] * error[2];
    state[at + i] = Math.max(-limit, Math.min(limit, corrected));
  }
  multiply(gain, rp, inner);
  for (let i = 0; i < 9; i++) state[at + 3 + i] = p[i] - inner[i];
}

// Scratch memory of one step: written before it is read, never carried over.
const p = new Float64Array(9);
const rp = new Float64Array(9);
const inner = new Float64Array(9);
const inverse = new Float64Array(9);
const gain = new Float64Array(9);

/** a b */
function multiply(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < 9; i += 3) {
    const x = a[i], y = a[i + 1], z = a[i + 2];
    into[i] = x * b[0] + y * b[3] + z * b[6];
    into[i + 1] = x * b[1] + y * b[4] + z * b[7];
    into[i + 2] = x * b[2] + y * b[5] + z * b[8];
  }
}

/** a b' */
function multiplyTransposed(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < 9; i += 3) {
    const x = a[i], y = a[i + 1], z = a[i + 2];
    into[i] = x * b[0] + y * b[1] + z * b[2];
    into[i + 1] = x * b[3] + y * b[4] + z * b[5];
    into[i + 2] = x * b[6] + y * b[7] + z * b[8];
  }
}

/** a' b */
function transposedTimes(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < 3; i++) {
    const x = a[i], y = a[3 + i], z = a[6 + i];
    into[3 * i] = x * b[0] + y * b[3] + z * b[6];
    into[3 * i + 1] = x * b[1] + y * b[4] + z * b[7];
    into[3 * i + 2] = x * b[2] + y * b[5] + z * b[8];
  }
}

function invert(m: Float64Array, into: Float64Array): void {
  const a = m[4] * m[8] - m[5] * m[7];
  const d = m[5] * m[6] - m[3] * m[8];
  const g = m[3] * m[7] - m[4] * m[6];
  const over = 1 / (m[0] * a + m[1] * d + m[2] * g);
  into[0] = a * over;
  into[1] = (m[2] * m[7] - m[1] * m[8]) * over;
  into[2] = (m[1] * m[5] - m[2] * m[4]) * over;
  into[3] = d * over;
  into[4] = (m[0] * m[8] - m[2] * m[6]) * over;
  into[5] = (m[2] * m[3] - m[0] * m[5]) * over;
  into[6] = g * over;
  into[7] = (m[1] * m[6] - m[0] * m[7]) * over;
  into[8] = (m[0] * m[4] - m[1] * m[3]) * over;
}
