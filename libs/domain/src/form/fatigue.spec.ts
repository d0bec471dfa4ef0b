import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fatigueSigns, relativeChange, type FatigueFeatures } from './fatigue.js';

const fresh: FatigueFeatures = { rangeOfMotionDeg: 90, peakVelocityOutDegPerS: 80, sparcOut: -1.5, durationS: 4 };
const set = (n: number, at: (i: number) => Partial<FatigueFeatures>): FatigueFeatures[] => Array.from({ length: n }, (_, i) => ({ ...fresh, ...at(i) }));

describe('fatigue (clinical C18)', () => {
  it('of the vector: a range that falls by 6 % is none', () => {
    const ranges = [100, 99, 97, 96, 94];
    expect(relativeChange(ranges)).toBeCloseTo(-0.06060606060606061, 12);
    expect(fatigueSigns(ranges.map((rangeOfMotionDeg) => ({ ...fresh, rangeOfMotionDeg })))).toEqual([]);
  });

  it('needs two signs', () => {
    expect(fatigueSigns(set(6, (i) => ({ rangeOfMotionDeg: 90 - 4 * i })))).toEqual([]);
    expect(fatigueSigns(set(6, (i) => ({ rangeOfMotionDeg: 90 - 4 * i, durationS: 4 + 0.3 * i })))).toEqual(['smaller', 'longer']);
    expect(fatigueSigns(set(6, (i) => ({ sparcOut: -1.5 - 0.11 * i, peakVelocityOutDegPerS: 80 - 4 * i, tremorDegPerS: 1 + 0.2 * i })))).toEqual(['slower', 'rougher', 'shakier']);
  });

  it('says nothing of fewer than five, and counts nothing that was not measured', () => {
    expect(fatigueSigns(set(4, (i) => ({ rangeOfMotionDeg: 90 - 20 * i, durationS: 4 + 2 * i })))).toBeNull();
    expect(fatigueSigns(set(6, (i) => ({ rangeOfMotionDeg: i < 3 ? 90 - 20 * i : null, durationS: 4 + 2 * i })))).toEqual([]);
    expect(relativeChange([0, 0, 0, 1, 2])).toBeNull();
  });

  it('never comes from a set that gets better', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 30 }), fc.double({ min: 0, max: 3, noNaN: true }), (n, step) => {
      expect(fatigueSigns(set(n, (i) => ({ rangeOfMotionDeg: 90 + step * i, peakVelocityOutDegPerS: 80 + step * i, sparcOut: -1.5 + 0.01 * step * i, durationS: 4 })))).toEqual([]);
    }));
  });
});
