import { describe, expect, it } from '@jest/globals';
import { alignHingeAxis, excursionDeg } from './hinge-axis.js';

const rateHz = 50;
const unit = (v: number[]): number[] => v.map((each) => each / Math.hypot(...v));

/** Rate of an angle of 15 (1 - cos): 30 deg from end to end, half a time a second, about `axis`, and `share` as much about another. */
function swing(axis: number[], { other = [0, 0, 0], sign = 1 } = {}): Float64Array {
  const rates: number[] = [];
  for (let i = 0; i < 10 * rateHz; i++) {
    const phase = Math.PI * (i / rateHz);
    for (let k = 0; k < 3; k++) rates.push(sign * 15 * Math.PI * Math.sin(phase) * axis[k] + 15 * Math.PI * Math.cos(phase) * other[k]);
  }
  return Float64Array.from(rates);
}

describe('hinge axis (clinical C4)', () => {
  const axis = unit([0.1, 0.99, 0.1]);

  it.each([1, -1])('is found within 2 deg, positive on the way out (%d)', (sign) => {
    const found = alignHingeAxis(swing(axis, { sign }), rateHz);
    if (!found.ok) throw new Error(found.detail);
    const along = found.value.axis.reduce((sum, value, i) => sum + value * axis[i] * sign, 0);
    expect((Math.acos(Math.min(1, along)) * 180) / Math.PI).toBeLessThan(2);
    expect(found.value.explained).toBeGreaterThan(0.99);
    expect(found.value.excursionDeg).toBeCloseTo(30, 1);
  });

  it('is not taken from a movement about two axes: 0.7 of it about one', () => {
    // Variances 0.7 and 0.3.
    const two = swing([Math.sqrt(1.4), 0, 0], { other: [0, Math.sqrt(0.6), 0] });
    expect(alignHingeAxis(two, rateHz)).toMatchObject({ ok: false, reason: 'LOW_QUALITY', detail: expect.stringMatching(/^7\d %/) });
  });

  it('needs three seconds of movement, and numbers', () => {
    expect(alignHingeAxis(swing(axis).subarray(0, 3 * 3 * rateHz), rateHz)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(alignHingeAxis(Float64Array.from([0, Number.NaN, 0]), rateHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });

  it('tells how far even a sensor turned that hardly did', () => {
    expect(excursionDeg(swing(axis).map((each) => each / 30), rateHz)).toBeCloseTo(1, 2);
    expect(excursionDeg(new Float64Array(300), rateHz)).toBe(0);
  });
});
