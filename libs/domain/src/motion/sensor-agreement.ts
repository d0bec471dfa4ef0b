import type { Quaternion } from './quaternion.js';
import type { VqfCoefficients } from './vqf.js';

/**
 * Whether what an accelerometer measures can be true: it differs from gravity, as the orientation has it, by the body's own
 * acceleration, which does not last. One that is silent or in another unit leaves a difference that stays; vibration one that is large.
 * Four numbers: the difference in sensorFrame (shares of gravity) and its square, both over the last 1.5 s. Plain JSON.
 */
export type AgreementState = number[];

const overS = 1.5;
const standardGravityMPerS2 = 9.80665;

export function startAgreement(): AgreementState {
  return [0, 0, 0, 0];
}

/** One sample as the orientation takes it: angular velocity, then acceleration, m/s2. Writes into `state`; allocates nothing. */
export function stepAgreement(state: AgreementState, q: Quaternion, sample: Float64Array, { sampleTimeS }: Pick<VqfCoefficients, 'sampleTimeS'>): void {
  const w = q[0];
  const x = q[1];
  const y = q[2];
  const z = q[3];
  const share = sampleTimeS / (overS + sampleTimeS);
  const dx = sample[3] / standardGravityMPerS2 - 2 * (x * z - w * y);
  const dy = sample[4] / standardGravityMPerS2 - 2 * (y * z + w * x);
  const dz = sample[5] / standardGravityMPerS2 - (1 - 2 * (x * x + y * y));
  state[0] += share * (dx - state[0]);
  state[1] += share * (dy - state[1]);
  state[2] += share * (dz - state[2]);
  state[3] += share * (dx * dx + dy * dy + dz * dz - state[3]);
}

/**
 * What no movement of therapy leaves [P]: on pted, whose hurried repetitions are the wildest that were measured, 0.45 was the largest that
 * lasted, and one sample in a thousand was above 0.85 in all.
 */
const mostLasting = 0.7;
const mostWhole = 0.9;

export function agrees(state: AgreementState): boolean {
  return state[0] * state[0] + state[1] * state[1] + state[2] * state[2] <= mostLasting * mostLasting && state[3] <= mostWhole * mostWhole;
}
