import type { LowPass } from '../signal/butterworth.js';

export interface Bank {
  filter: LowPass;
  /** So many samples long a channel is the mean of what came: no transient of the filter (Laidig & Seel 2023, section 3.2). */
  meanSamples: number;
}

/**
 * One step of low-passes side by side, whose memory lies in a flat state from `at` on: how many samples have come while they are
 * still a mean (-1 afterwards), then two numbers a channel (the sum and nothing, while they are a mean). `values` goes in and
 * comes out. Allocates nothing.
 */
export function lowPassBank(state: number[], at: number, values: Float64Array, bank: Bank): void {
  if (state[at] < 0) filterBank(state, at + 1, values, bank.filter);
  else meanBank(state, at, values, bank);
}

function filterBank(state: number[], memory: number, values: Float64Array, { b, a }: LowPass): void {
  const b0 = b[0], b1 = b[1], b2 = b[2];
  const a1 = a[0], a2 = a[1];
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    const y = b0 * x + state[memory + 2 * i];
    state[memory + 2 * i] = b1 * x - a1 * y + state[memory + 2 * i + 1];
    state[memory + 2 * i + 1] = b2 * x - a2 * y;
    values[i] = y;
  }
}

function meanBank(state: number[], at: number, values: Float64Array, { filter: { b, a }, meanSamples }: Bank): void {
  const seen = state[at] + 1;
  const done = seen >= meanSamples;
  for (let i = 0; i < values.length; i++) {
    const memory = at + 1 + 2 * i;
    const sum = state[memory] + values[i];
    const mean = sum / seen;
    values[i] = mean;
    // From here on as if the mean had come for ever.
    state[memory] = done ? mean * (1 - b[0]) : sum;
    state[memory + 1] = done ? mean * (b[2] - a[1]) : 0;
  }
  state[at] = done ? -1 : seen;
}
