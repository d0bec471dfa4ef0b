import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sideDifference, symmetry, type SymmetryInput } from './symmetry.js';

const dayMs = 24 * 3_600_000;
const set = (value: number, measuredAtMs = 0) => ({ values: [value - 1, value, value + 2], measuredAtMs });
const given = (left: number, right: number, more: Partial<SymmetryInput> = {}): SymmetryInput => ({ left: set(left), right: set(right), involved: null, measurementError: 5, ...more });

describe('symmetry (vectors.json)', () => {
  it('of 50 on the involved side and 60 on the other is noted, but within twice the error', () => {
    expect(symmetry(given(50, 60, { involved: 'left' }))).toMatchObject({
      ok: true,
      value: { limbSymmetryPercent: expect.closeTo(83.3333, 4), symmetryIndexPercent: expect.closeTo(18.1818, 4), noted: true, code: null, lowerSide: 'left' },
    });
  });

  it('of 45 on the left and 60 on the right is not', () => {
    expect(symmetry(given(45, 60))).toMatchObject({ ok: true, value: { limbSymmetryPercent: null, symmetryIndexPercent: expect.closeTo(28.5714, 4), code: 'ASYMMETRIC', lowerSide: 'left' } });
  });

  it.each([
    // A difference of 10 deg is not more than twice 5; of 1 in 100 it is not more than 15 percent.
    { left: 20, right: 30, measurementError: 5, code: null },
    { left: 20, right: 30.01, measurementError: 5, code: 'ASYMMETRIC' },
    { left: 92.5, right: 107.5, measurementError: 5, code: null },
    { left: 92.5, right: 107.6, measurementError: 5, code: 'ASYMMETRIC' },
  ])('of $left and $right at an error of $measurementError: $code', ({ left, right, measurementError, code }) => {
    expect(symmetry(given(left, right, { measurementError }))).toMatchObject({ ok: true, value: { code } });
  });

  it('of equal sides has no lower one', () => {
    expect(symmetry(given(50, 50, { involved: 'right' }))).toMatchObject({ ok: true, value: { lowerSide: null, symmetryIndexPercent: 0, limbSymmetryPercent: 100, noted: false } });
  });

  it('is no number of too few, of too little, of what is none, or of sides a week apart', () => {
    expect(symmetry(given(50, 60, { left: { values: [50, 50], measuredAtMs: 0 } }))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(symmetry(given(0, 1))).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(symmetry(given(50, Number.NaN))).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(symmetry(given(50, 60, { right: set(60, 7 * dayMs) })).ok).toBe(true);
    expect(symmetry(given(50, 60, { right: set(60, 7 * dayMs + 1) }))).toMatchObject({ ok: false, reason: 'STALE' });
  });

  it('is told in one percentage: of the side that hurts where that is known, clear at the same ratio of the sides', () => {
    // 45 to 60: a quarter less, or an index of 15 / 52.5; 15 % of a mean of 100 is 92.5 to 107.5, a ratio of 0.8605 or 1.1622.
    expect(sideDifference({ limbSymmetryPercent: null, symmetryIndexPercent: 28.57 })).toEqual({ percent: 28.57, clearAbovePercent: 15 });
    expect(sideDifference({ symmetryIndexPercent: 28.57 })).toEqual({ percent: 28.57, clearAbovePercent: 15 });
    expect(sideDifference({ limbSymmetryPercent: 75, symmetryIndexPercent: 28.57 })).toEqual({ percent: 25, clearAbovePercent: expect.closeTo(13.9535, 4) });
    expect(sideDifference({ limbSymmetryPercent: 120, symmetryIndexPercent: 18.18 })).toEqual({ percent: 20, clearAbovePercent: expect.closeTo(16.2162, 4) });
  });

  it('is clear by what is told exactly where it is by the index', () => {
    fc.assert(fc.property(fc.double({ min: 40, max: 150, noNaN: true }), fc.double({ min: 40, max: 150, noNaN: true }), (left, right) => {
      const sides = symmetry(given(left, right, { involved: 'left', measurementError: 0.001 }));
      if (!sides.ok || Math.abs(sides.value.symmetryIndexPercent - 15) < 1e-6) return;
      const { percent, clearAbovePercent } = sideDifference(sides.value);
      expect(percent > clearAbovePercent).toBe(sides.value.code === 'ASYMMETRIC');
    }));
  });

  it('is the same mirrored, with the sides exchanged', () => {
    fc.assert(fc.property(fc.double({ min: 10, max: 150, noNaN: true }), fc.double({ min: 10, max: 150, noNaN: true }), (left, right) => {
      const [a, b] = [symmetry(given(left, right, { involved: 'left' })), symmetry(given(right, left, { involved: 'right' }))];
      if (!a.ok || !b.ok) throw new Error('not measured');
      expect({ ...b.value, left: b.value.right, right: b.value.left, lowerSide: null }).toEqual({ ...a.value, lowerSide: null });
      expect(a.value.lowerSide === b.value.lowerSide).toBe(left === right);
    }));
  });
});
