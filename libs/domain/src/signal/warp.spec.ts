import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { align, warp } from './warp.js';

const reference = [0, 10, 20, 10, 0];
const signal = fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 20 });

describe('warp', () => {
  it.each([
    [[0, 0, 10, 20, 20, 10, 0], 0],
    [[0, 5, 15, 5, 0], 15],
    [[2, 12, 22, 12, 2], 10],
    [[0, 10, 14, 10, 0], 6],
  ])('of %j onto the reference costs %d (vectors.json)', (query, cost) => {
    expect(warp([query], [reference]).cost).toBeCloseTo(cost, 12);
  });

  it('weighs its channels, Euclidean', () => {
    // Apart by 3 in the first channel (weight 1) and 8 in the second (weight 1/4): sqrt(9 + 16) = 5 on each of 5 pairs.
    const a = [reference, [0, 0, 0, 0, 0]];
    const b = [reference.map((value) => value + 3), [8, 8, 8, 8, 8]];
    expect(warp(a, b, { weights: [1, 0.25], band: 0 })).toEqual({ cost: expect.closeTo(25, 12), steps: 5 });
  });

  it('cannot leave its band', () => {
    expect(warp([[0, 0, 0, 0, 9]], [[0, 9, 9, 9, 9]], { band: 0 }).cost).toBe(27);
    expect(warp([[0, 0, 0, 0, 9]], [[0, 9, 9, 9, 9]], { band: 4 }).cost).toBe(0);
  });

  it('is no number when a channel holds what is none, and no path leads to nothing', () => {
    expect(warp([[0, Number.NaN, 0]], [[0, 1, 0]]).cost).toBeNaN();
    expect(align([[0, Number.NaN, 0]], [[0, 1, 0]])).toBeNull();
    expect(warp([[]], [[0, 1]]).cost).toBe(Infinity);
    expect(() => warp([[1]], [[1], [2]])).toThrow('channels');
    expect(() => warp([[1, 2], [1]], [[1], [2]])).toThrow('unequal');
  });

  it('costs the same both ways, and nothing onto itself', () => {
    fc.assert(fc.property(signal, signal, (a, b) => {
      expect(warp([a], [b]).cost).toBeCloseTo(warp([b], [a]).cost, 8);
      expect(warp([a], [a]).cost).toBe(0);
    }));
  });

  it('costs the same mirrored', () => {
    fc.assert(fc.property(signal, signal, (a, b) => {
      expect(warp([a.map((value) => -value)], [b.map((value) => -value)])).toEqual(warp([a], [b]));
    }));
  });
});

describe('align', () => {
  it('pairs each point with its phase, however late it came', () => {
    expect([...(align([[0, 0, 0, 10, 20, 20, 10, 0]], [reference]) ?? [])]).toEqual([0, 0, 0, 1, 2, 2, 3, 4]);
    expect([...(align([[0, 20, 0]], [[0, 20, 20, 20, 0]]) ?? [])]).toEqual([0, 2, 4]);
  });

  it('pairs the ends with the ends and never goes back', () => {
    fc.assert(fc.property(signal, signal, (a, b) => {
      const pairs = [...(align([a], [b]) ?? [])];
      expect(pairs).toHaveLength(a.length);
      for (let i = 1; i < pairs.length; i++) expect(pairs[i]).toBeGreaterThanOrEqual(pairs[i - 1]);
      if (a.length > 1 && b.length > 1) expect(pairs[pairs.length - 1]).toBeGreaterThan(b.length - 2 - b.length / 2);
    }));
  });
});
