import { describe, expect, it } from '@jest/globals';
import { bandPass, settledBandPass, stepBandPass, type BandPass } from './band-pass.js';

/** SciPy 1.17: butter(2, [from, to], 'band', fs=rate). */
const scipy = [
  { fromHz: 0.4, toHz: 5, rateHz: 50, gain: 0.05859663, expected: [-3.15625687, 3.77389992, -2.0595747, 0.44262762] },
  { fromHz: 4, toHz: 12, rateHz: 50, gain: 0.14532388, expected: [-1.6332284, 1.39013982, -0.7188807, 0.25232463] },
  { fromHz: 4, toHz: 12, rateHz: 100, gain: 0.0461318, expected: [-2.99220148, 3.59845024, -2.07265559, 0.49181224] },
];

/** Both sections multiplied out. */
function denominator({ first: [a1, a2], second: [b1, b2] }: BandPass): number[] {
  return [a1 + b1, a2 + a1 * b1 + b2, a1 * b2 + a2 * b1, a2 * b2];
}

describe('band-pass', () => {
  it.each(scipy)('from $fromHz to $toHz Hz at $rateHz Hz has the coefficients of SciPy', ({ fromHz, toHz, rateHz, gain, expected }) => {
    const filter = bandPass({ fromHz, toHz, rateHz });
    expect(filter.gain).toBeCloseTo(gain, 7);
    denominator(filter).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 7));
  });

  it('lets nothing of a constant through, from the first sample', () => {
    const filter = bandPass({ fromHz: 0.4, toHz: 5, rateHz: 50 });
    const state = settledBandPass(45, filter);
    for (let i = 0; i < 100; i++) expect(stepBandPass(state, 45, filter)).toBeCloseTo(0, 12);
  });

  it.each([[0.4, Math.SQRT1_2], [Math.sqrt(2), 1], [5, Math.SQRT1_2]])('passes %d Hz by a factor of %d', (frequencyHz, factor) => {
    const filter = bandPass({ fromHz: 0.4, toHz: 5, rateHz: 200 });
    const state = settledBandPass(0, filter);
    let peak = 0;
    for (let i = 0; i < 8000; i++) {
      const y = stepBandPass(state, Math.sin((2 * Math.PI * frequencyHz * i) / 200), filter);
      if (i > 4000) peak = Math.max(peak, y);
    }
    expect(peak).toBeCloseTo(factor, 2);
  });

  it.each([[0, 5, 50], [5, 4, 50], [4, 12, 24], [Number.NaN, 5, 50]])('from %d to %d Hz at %d Hz does not exist', (fromHz, toHz, rateHz) => {
    expect(() => bandPass({ fromHz, toHz, rateHz })).toThrow('no band-pass');
  });
});
