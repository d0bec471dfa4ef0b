import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sessionScore, setScore } from './set-score.js';

describe('the score of a set (clinical D6)', () => {
  it('of the vector', () => {
    expect(setScore([92, 95, 88, 90, 79, 79, 73, 59, 59, 55], 10)).toBeCloseTo(73, 9);
  });

  it('is none of fewer than three, or of less than half', () => {
    expect(setScore([90, 90], 2)).toBeNull();
    expect(setScore([90, 90, 90], 7)).toBeNull();
    expect(setScore([90, 90, 90], 6)).toBeCloseTo(90, 9);
    expect(setScore([], 0)).toBeNull();
  });

  it('lies within its repetitions, never rises when one gets worse, and does not depend on their order', () => {
    const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(fc.property(scores, fc.nat(19), fc.double({ min: 0, max: 50, noNaN: true }), fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (of, at, less, keys) => {
      const score = setScore(of, of.length) as number;
      expect(score).toBeGreaterThanOrEqual(Math.min(...of) - 1e-9);
      expect(score).toBeLessThanOrEqual(Math.max(...of) + 1e-9);
      const otherOrder = of.map((each, i) => ({ each, key: keys[i] })).sort((a, b) => a.key - b.key).map(({ each }) => each);
      expect(setScore(otherOrder, of.length)).toBeCloseTo(score, 9);
      expect(setScore(of.map((each, i) => (i === at % of.length ? each - less : each)), of.length) as number).toBeLessThanOrEqual(score + 1e-9);
    }));
  });

  it('of a session weighs sets by what was prescribed, and leaves out what could not be judged', () => {
    expect(sessionScore([{ score: 90, weight: 10 }, { score: 60, weight: 5 }])).toBe(80);
    expect(sessionScore([{ score: 90, weight: 10 }, { score: null, weight: 10 }])).toBe(90);
    expect(sessionScore([{ score: null, weight: 10 }])).toBeNull();
    expect(sessionScore([])).toBeNull();
  });
});
