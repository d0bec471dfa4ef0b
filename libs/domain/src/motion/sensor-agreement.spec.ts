import { describe, expect, it } from '@jest/globals';
import { agrees, startAgreement, stepAgreement } from './sensor-agreement.js';

const level: [number, number, number, number] = [1, 0, 0, 0];

/** Three seconds of one sensor that lies level. */
function after(zMPerS2: (i: number) => number): boolean {
  const state = startAgreement();
  for (let i = 0; i < 150; i++) stepAgreement(state, level, Float64Array.of(0, 0, 0, 0, 0, zMPerS2(i)), { sampleTimeS: 0.02 });
  return agrees(state);
}

describe('agreement of acceleration with orientation', () => {
  it('is there at rest, and while the body accelerates for a moment', () => {
    expect(after(() => 9.81)).toBe(true);
    expect(after((i) => (i > 120 && i < 130 ? 20 : 9.81))).toBe(true);
  });

  it('is lost with nothing, with g in place of m/s2, and with what shakes beyond any movement', () => {
    expect(after(() => 0)).toBe(false);
    expect(after(() => 1)).toBe(false);
    expect(after((i) => 9.81 + (i % 2 === 0 ? 15 : -15))).toBe(false);
  });
});
