/**
 * Butterworth band-pass made of a second-order low-pass prototype, so it falls by 12 dB an octave on either side: two sections
 * y = gain (x - x'') - a0 y' - a1 y''.
 */
export interface BandPass {
  gain: number;
  first: [number, number];
  second: [number, number];
}

/** Two numbers of memory for each section. Plain JSON. */
export type BandPassState = [number, number, number, number];

/** Bilinear transform with both edges pre-warped (Oppenheim & Schafer); 0 < `fromHz` < `toHz` < half the rate. */
export function bandPass({ fromHz, toHz, rateHz }: { fromHz: number; toHz: number; rateHz: number }): BandPass {
  if (!(fromHz > 0 && toHz > fromHz && rateHz > 2 * toHz)) throw new RangeError(`no band-pass from ${fromHz} to ${toHz} Hz at ${rateHz} Hz`);
  const low = Math.tan((Math.PI * fromHz) / rateHz);
  const high = Math.tan((Math.PI * toHz) / rateHz);
  const width = high - low;
  const centre = low * high;
  // Each prototype pole p becomes the two roots of s^2 - p width s + centre; the conjugate one gives their conjugates.
  const re = (-width * Math.SQRT1_2) / 2;
  const im = (width * Math.SQRT1_2) / 2;
  const root = complexRoot(re * re - im * im - centre, 2 * re * im);
  const a = section(re + root.re, im + root.im);
  const b = section(re - root.re, im - root.im);
  return { gain: (width * width) / (a.scale * b.scale), first: a.feedback, second: b.feedback };
}

/** As if `value` had come for ever: nothing of it comes out. */
export function settledBandPass(value: number, { gain }: BandPass): BandPassState {
  return [-gain * value, -gain * value, 0, 0];
}

/** One step, direct form II transposed. Writes into `state`. */
export function stepBandPass(state: BandPassState, x: number, { gain, first, second }: BandPass): number {
  const u = gain * x;
  const v = u + state[0];
  state[0] = state[1] - first[0] * v;
  state[1] = -u - first[1] * v;
  const y = v + state[2];
  state[2] = state[3] - second[0] * y;
  state[3] = -v - second[1] * y;
  return y;
}

/** The digital section with the analogue poles re +- j im, and what its numerator has to be divided by. */
function section(re: number, im: number): { scale: number; feedback: [number, number] } {
  const square = re * re + im * im;
  const scale = 1 - 2 * re + square;
  return { scale, feedback: [(2 * square - 2) / scale, (1 + 2 * re + square) / scale] };
}

function complexRoot(re: number, im: number): { re: number; im: number } {
  const length = Math.hypot(re, im);
  return { re: Math.sqrt((length + re) / 2), im: Math.sign(im) * Math.sqrt((length - re) / 2) };
}
