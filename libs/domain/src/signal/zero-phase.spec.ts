import { describe, expect, it } from '@jest/globals';
import { bandPass, settledBandPass, stepBandPass } from './band-pass.js';
import { zeroPhase } from './zero-phase.js';

const rateHz = 50;
const filter = bandPass({ fromHz: 0.4, toHz: 5, rateHz });

function filterFrom(first: number): (x: number) => number {
  const state = settledBandPass(first, filter);
  return (x) => stepBandPass(state, x, filter);
}

describe('filtering without delay', () => {
  it('leaves a wave where it is', () => {
    const wave = Array.from({ length: 1000 }, (_, i) => Math.sin((2 * Math.PI * 1.5 * i) / rateHz));
    const filtered = zeroPhase(wave, filterFrom);
    for (let i = 250; i < 750; i++) expect(Math.abs(filtered[i] - wave[i])).toBeLessThan(0.01);
  });

  it('is the same backwards', () => {
    const bump = Array.from({ length: 1000 }, (_, i) => Math.exp(-(((i - 499.5) / 20) ** 2)));
    const filtered = zeroPhase(bump, filterFrom);
    for (let i = 0; i < 500; i++) expect(filtered[i]).toBeCloseTo(filtered[999 - i], 6);
  });

  it('takes what is shorter than its padding', () => {
    expect(zeroPhase([], filterFrom)).toHaveLength(0);
    expect([...zeroPhase([3], filterFrom)].map((value) => Math.abs(value))).toEqual([expect.closeTo(0, 12)]);
  });
});
