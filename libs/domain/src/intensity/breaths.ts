import { butterworth, lowPass, settledAt } from '../signal/butterworth.js';
import { quantile } from '../signal/statistics.js';
import type { Breath } from './breathing-adherence.js';

type WholeBreath = Breath & { phases: NonNullable<Breath['phases']> };

/** Nobody breathes quicker, Hz. */
const highestHz = 1;
/** A breath rises and falls by at least this share of the usual range [P]. */
const leastShare = 0.3;
/** Clinical B12: held while the slope is below this share of the breath's largest. */
const holdSlopeShare = 0.1;

/**
 * Breaths in a signal that rises with the chest, from trough to trough (clinical B12). The first and last, which are not whole, are
 * left out.
 */
export function breathsOf(signal: Float64Array, rateHz: number): WholeBreath[] {
  if (signal.length === 0) return [];
  const smooth = smoothed(signal, rateHz);
  const values = Array.from(smooth);
  const leastRise = leastShare * (quantile(values, 0.95) - quantile(values, 0.05));
  if (!(leastRise > 0)) return [];
  const troughs = troughsOf(smooth, leastRise);
  return troughs.slice(1).map((to, i) => breathOf(smooth, { from: troughs[i], to, rateHz }));
}

/** Forwards and back again, so that nothing is late. */
function smoothed(signal: Float64Array, rateHz: number): Float64Array {
  const filter = butterworth(highestHz, rateHz);
  const pass = (values: Float64Array): Float64Array => {
    const state = settledAt(values[0], filter);
    return values.map((value) => lowPass(state, value, filter)).reverse();
  };
  return pass(pass(signal));
}

/** Lowest points between a fall and a rise of at least `leastRise`. */
function troughsOf(signal: Float64Array, leastRise: number): number[] {
  const troughs: number[] = [];
  let [low, high] = [0, 0];
  let isFalling = false;
  for (let i = 1; i < signal.length; i++) {
    if (signal[i] < signal[low]) low = i;
    if (signal[i] > signal[high]) high = i;
    if (isFalling && signal[i] > signal[low] + leastRise) {
      troughs.push(low);
      [isFalling, high] = [false, i];
    }
    if (!isFalling && signal[i] < signal[high] - leastRise) [isFalling, low] = [true, i];
  }
  return troughs;
}

function breathOf(signal: Float64Array, { from, to, rateHz }: { from: number; to: number; rateHz: number }): WholeBreath {
  let [top, steepest] = [from, 0];
  for (let i = from; i < to; i++) {
    if (signal[i] > signal[top]) top = i;
    steepest = Math.max(steepest, Math.abs(signal[i + 1] - signal[i]));
  }
  const isHeld = (i: number): boolean => Math.abs(signal[i + 1] - signal[i]) < holdSlopeShare * steepest;
  let [holdFrom, holdTo] = [top, top];
  while (holdFrom > from && isHeld(holdFrom - 1)) holdFrom--;
  while (holdTo < to - 1 && isHeld(holdTo)) holdTo++;
  return { durationS: (to - from) / rateHz, phases: { inS: (holdFrom - from) / rateHz, holdS: (holdTo - holdFrom) / rateHz, outS: (to - holdTo) / rateHz } };
}
