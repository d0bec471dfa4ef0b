import { describe, expect, it } from '@jest/globals';
import { correlationAtLag, firstPeak } from './autocorrelation.js';

const wave = Array.from({ length: 400 }, (_, i) => 3 + Math.sin((2 * Math.PI * i) / 40));

describe('correlation with oneself', () => {
  it('is 1 a period ago, -1 half a period ago, 0 a quarter ago', () => {
    const at = (lag: number): number => correlationAtLag(wave, { from: 200, to: 400, lag });
    expect(at(40)).toBeCloseTo(1, 12);
    expect(at(20)).toBeCloseTo(-1, 12);
    expect(at(10)).toBeCloseTo(0, 12);
  });

  it('leaves out what is no number, as long as enough is left', () => {
    const holes = wave.map((value, i) => (i % 10 === 0 ? Number.NaN : value));
    expect(correlationAtLag(holes, { from: 200, to: 400, lag: 40 })).toBeCloseTo(1, 12);
    expect(correlationAtLag(wave.map((value, i) => (i % 4 === 0 ? Number.NaN : value)), { from: 200, to: 400, lag: 40 })).toBeNaN();
  });

  it('is no number before there is enough, and of what does not vary', () => {
    expect(correlationAtLag(wave, { from: 20, to: 220, lag: 40 })).toBeNaN();
    expect(correlationAtLag(wave, { from: 300, to: 500, lag: 40 })).toBeNaN();
    expect(correlationAtLag(new Array<number>(400).fill(0.1), { from: 200, to: 400, lag: 40 })).toBeNaN();
  });

  it('has its first peak at the period, between samples', () => {
    const odd = Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * i) / 40.4));
    const correlations = Array.from({ length: 80 }, (_, k) => correlationAtLag(odd, { from: 200, to: 400, lag: 10 + k }));
    expect(firstPeak(correlations, 10, 0.5)?.lag).toBeCloseTo(40.4, 1);
  });

  it('has none at an end, below the least, or among what is no number', () => {
    expect(firstPeak([0.9, 0.8, 0.9], 0, 0.5)).toBeNull();
    expect(firstPeak([0, 0.4, 0], 0, 0.5)).toBeNull();
    expect(firstPeak([Number.NaN, 0.9, 0], 0, 0.5)).toBeNull();
  });
});
