/** Second-order low-pass: y = b0 x + ..., with a0 = 1 left out. */
export interface LowPass {
  b: [number, number, number];
  a: [number, number];
}

/** Butterworth low-pass with time constant `tauS` at sampling time `sampleTimeS` (Laidig & Seel 2023; clinical C3). */
export function butterworthOfTau(tauS: number, sampleTimeS: number): LowPass {
  return butterworth(Math.SQRT2 / (2 * Math.PI * tauS), 1 / sampleTimeS);
}

/** Butterworth low-pass of second order, bilinear transform, cut-off below half the rate. */
export function butterworth(cutOffHz: number, rateHz: number): LowPass {
  const c = Math.tan((Math.PI * cutOffHz) / rateHz);
  const d = c * c + Math.SQRT2 * c + 1;
  const b0 = (c * c) / d;
  return { b: [b0, 2 * b0, b0], a: [(2 * (c * c - 1)) / d, (1 - Math.SQRT2 * c + c * c) / d] };
}

/** The same, worked out once for each cut-off and rate: for stages that are stepped sample by sample. */
export function knownButterworth(cutOffHz: number, rateHz: number): LowPass {
  const key = cutOffHz * 1e6 + rateHz;
  let filter = known.get(key);
  if (filter !== undefined) return filter;
  if (known.size > 64) known.clear();
  known.set(key, (filter = butterworth(cutOffHz, rateHz)));
  return filter;
}

const known = new Map<number, LowPass>();

/** Two numbers of memory for each channel. Plain JSON. */
export type LowPassState = [number, number];

/** As if `value` had come for ever. */
export function settledAt(value: number, { b, a }: LowPass): LowPassState {
  return [value * (1 - b[0]), value * (b[2] - a[1])];
}

/** One step, direct form II transposed. Writes into `state`. */
export function lowPass(state: LowPassState, x: number, { b, a }: LowPass): number {
  const y = b[0] * x + state[0];
  state[0] = b[1] * x - a[0] * y + state[1];
  state[1] = b[2] * x - a[1] * y;
  return y;
}
