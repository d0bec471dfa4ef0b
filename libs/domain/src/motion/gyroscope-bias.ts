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

export interface BiasStep {
  /** Where in the state the bias and, row by row, its covariance lie. */
  bias: number;
  covariance: number;
  /** Of the measurement: sensor to earth, low-passed; null: at rest, where the bias itself is measured. */
  rotation: Float64Array | null;
  error: Float64Array;
  gains: BiasGains;
}

/** K = P R' (W + R P R')^-1, b += K e, P -= K R P. Writes into `state`; allocates nothing. */
export function correctBias(state: number[], { bias, covariance, rotation, error, gains }: BiasStep): void {
  for (let i = 0; i < 9; i++) p[i] = state[covariance + i];
  for (let i = 0; i < 9; i += 4) if (p[i] < initialCovariance) p[i] += gains.growth;
  // R P is (P R')' since P is symmetric.
  if (rotation === null) rp.set(p);
  else multiply(rotation, p, rp);
  if (rotation === null) inner.set(p);
  else multiplyTransposed(rp, rotation, inner);
  inner[0] += rotation === null ? gains.restW : gains.motionW;
  inner[4] += rotation === null ? gains.restW : gains.motionW;
  inner[8] += rotation === null ? gains.restW : gains.verticalW;
  invert(inner, inverse);
  transposedTimes(rp, inverse, gain);
  const ex = clip(error[0], gains.clip), ey = clip(error[1], gains.clip), ez = clip(error[2], gains.clip);
  for (let i = 0; i < 3; i++) state[bias + i] = clip(state[bias + i] + gain[3 * i] * ex + gain[3 * i + 1] * ey + gain[3 * i + 2] * ez, gains.clip);
  multiply(gain, rp, inner);
  for (let i = 0; i < 9; i++) state[covariance + i] = p[i] - inner[i];
}

// Scratch memory of one step: written before it is read, never carried over.
const p = new Float64Array(9);
const rp = new Float64Array(9);
const inner = new Float64Array(9);
const inverse = new Float64Array(9);
const gain = new Float64Array(9);

function clip(value: number, limit: number): number {
  return value > limit ? limit : value < -limit ? -limit : value;
}

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
