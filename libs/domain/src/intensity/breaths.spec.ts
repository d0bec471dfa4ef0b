import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../../../../tests/support/strap-faults.js';
import { breathingAdherence, patternFor } from './breathing-adherence.js';
import { breathsOf } from './breaths.js';

const rateHz = 25;

/** In, hold and out, s, over and over; the way in and out like a half cosine. */
function paced([inS, holdS, outS]: number[], breaths: number, noise = (): number => 0): Float64Array {
  const cycleS = inS + holdS + outS;
  return Float64Array.from({ length: Math.round(cycleS * breaths * rateHz) }, (_, i) => {
    const at = (i / rateHz) % cycleS;
    const up = at < inS ? (1 - Math.cos((Math.PI * at) / inS)) / 2 : at < inS + holdS ? 1 : (1 + Math.cos((Math.PI * (at - inS - holdS)) / outS)) / 2;
    return up + noise();
  });
}

describe('breaths (clinical B12, feature C7)', () => {
  it.each([[[3, 2, 4]], [[3, 1, 4]], [[2, 2, 3]]])('finds %j with phases to half a second', (pattern) => {
    const random = seededRandom(1, 3);
    const found = breathsOf(paced(pattern, 8, () => 0.01 * normal(random)), rateHz);
    expect(found.length).toBeGreaterThanOrEqual(6);
    for (const { durationS, phases } of found) {
      expect(Math.abs(durationS - pattern[0] - pattern[1] - pattern[2])).toBeLessThan(0.5);
      expect(Math.abs(phases.inS - pattern[0])).toBeLessThan(0.5);
      expect(Math.abs(phases.holdS - pattern[1])).toBeLessThan(0.5);
      expect(Math.abs(phases.outS - pattern[2])).toBeLessThan(0.5);
    }
  });

  it('makes a session of 3-2-4 adhere, and one without a hold not', () => {
    expect(breathingAdherence(breathsOf(paced([3, 2, 4], 10), rateHz), patternFor([]))).toMatchObject({ value: { percent: 100, codes: [] } });
    expect(breathingAdherence(breathsOf(paced([4, 0, 5], 10), rateHz), patternFor([]))).toMatchObject({ value: { percent: 0, codes: ['BREATH_HOLD_MISSING'] } });
    expect(breathingAdherence(breathsOf(paced([1.5, 0, 2], 12), rateHz), patternFor([]))).toMatchObject({ value: { codes: ['BREATH_TOO_FAST', 'BREATH_HOLD_MISSING'] } });
  });

  it('finds none in what does not move', () => {
    expect(breathsOf(new Float64Array(500).fill(3), rateHz)).toEqual([]);
    expect(breathsOf(new Float64Array(0), rateHz)).toEqual([]);
  });
});
