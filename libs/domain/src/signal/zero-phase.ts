/** So many samples are mirrored at each end, for the filter to settle on: three times the taps of a band-pass, as filtfilt of SciPy does. */
const padding = 15;

/**
 * `values` filtered forwards and backwards, so that nothing is delayed (Gustafsson 1996). For a recorded stretch only: it looks ahead.
 * `filterFrom(first)` makes a filter that has settled on `first`.
 */
export function zeroPhase(values: readonly number[], filterFrom: (first: number) => (x: number) => number): Float64Array {
  const pad = Math.max(0, Math.min(padding, values.length - 1));
  const last = values.length - 1;
  const padded = new Float64Array(values.length + 2 * pad);
  padded.set(values, pad);
  for (let i = 1; i <= pad; i++) {
    padded[pad - i] = 2 * values[0] - values[i];
    padded[pad + last + i] = 2 * values[last] - values[last - i];
  }
  const forwards = filterFrom(padded[0]);
  for (let i = 0; i < padded.length; i++) padded[i] = forwards(padded[i]);
  const backwards = filterFrom(padded[padded.length - 1]);
  for (let i = padded.length - 1; i >= 0; i--) padded[i] = backwards(padded[i]);
  return padded.subarray(pad, pad + values.length);
}
