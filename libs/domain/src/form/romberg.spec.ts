import { describe, expect, it } from '@jest/globals';
import { romberg } from './romberg.js';

const dayMs = 86_400_000;

describe('sway with closed eyes over sway with open ones (Romberg, clinical C14)', () => {
  it('goes by the medians of the trials', () => {
    expect(romberg([0.5, 0.08, 0.09], { swaysMPerS2: [0.04, 0.03, 0.4], ageMs: dayMs })).toEqual({ closedMPerS2: 0.09, openMPerS2: 0.04, ratio: 2.25, isRemarkable: true });
  });

  it('is remarkable beyond 2, not at it', () => {
    expect(romberg([0.08], { swaysMPerS2: [0.04], ageMs: 0 })).toMatchObject({ ratio: 2, isRemarkable: false });
  });

  it('is not told without either, of a sensor that did not feel any sway, nor of last month', () => {
    const open = { swaysMPerS2: [0.04], ageMs: 0 };
    expect([romberg([], open), romberg([0.08], { ...open, swaysMPerS2: [] }), romberg([0.08], { ...open, swaysMPerS2: [0] })]).toEqual([null, null, null]);
    expect([romberg([0.08], { ...open, ageMs: 7 * dayMs }), romberg([0.08], { ...open, ageMs: 7 * dayMs + 1 })]).toEqual([expect.objectContaining({ ratio: 2 }), null]);
  });
});
