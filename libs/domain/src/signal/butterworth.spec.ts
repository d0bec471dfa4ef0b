import { describe, expect, it } from '@jest/globals';
import { butterworth, butterworthOfTau, lowPass, settledAt } from './butterworth.js';

describe('butterworth', () => {
  it.each([
    [0.01, [5.537088374607681e-6, 1.1074176749215362e-5, 5.537088374607681e-6], [-1.9933333579016177, 0.9933555062551163]],
    [0.02, [2.2074893834983313e-5, 4.4149787669966625e-5, 2.2074893834983313e-5], [-1.986666862234455, 0.9867551618097946]],
    [0.04, [8.771676758002401e-5, 0.00017543353516004802, 8.771676758002401e-5], [-1.973334882364894, 0.973685749435214]],
  ])('of tau 3 s at %d s has the coefficients of the reference (vectors.json)', (sampleTimeS, b, a) => {
    const filter = butterworthOfTau(3, sampleTimeS);
    filter.b.forEach((value, i) => expect(value).toBeCloseTo(b[i], 15));
    filter.a.forEach((value, i) => expect(value).toBeCloseTo(a[i], 13));
  });

  it('leaves a constant as it is, from the first sample', () => {
    const filter = butterworth(5, 50);
    const state = settledAt(7, filter);
    for (let i = 0; i < 100; i++) expect(lowPass(state, 7, filter)).toBeCloseTo(7, 12);
  });

  it('halves the power at its cut-off', () => {
    const filter = butterworth(5, 100);
    const state = settledAt(0, filter);
    let peak = 0;
    for (let i = 0; i < 1000; i++) {
      const y = lowPass(state, Math.sin((2 * Math.PI * 5 * i) / 100), filter);
      if (i > 500) peak = Math.max(peak, y);
    }
    expect(peak).toBeCloseTo(Math.SQRT1_2, 2);
  });
});
