import { describe, expect, it } from '@jest/globals';
import { repetitionsDone, setCounts, uncountedSet } from './set-counts.js';

describe('the count of a set, corrected by hand (clinical C8)', () => {
  const sets = [inSet(1), inSet(1), inSet(1), inSet(2), inSet(2)];

  it('stands beside what was counted, which stays', () => {
    const found = setCounts(sets, [{ set: 2, repetitions: 4 }]);
    expect(found).toEqual([{ set: 1, counted: 3, correction: null }, { set: 2, counted: 2, correction: { set: 2, repetitions: 4 } }]);
    expect(repetitionsDone(found)).toBe(3 + 4);
  });

  it('is the newest that was said, none when that was taken back, and may be none at all: 0 is a count', () => {
    expect(setCounts(sets, [{ set: 1, repetitions: 4 }, { set: 1, repetitions: 5 }])[0].correction).toEqual({ set: 1, repetitions: 5 });
    expect(setCounts(sets, [{ set: 1, repetitions: 4 }, { set: 1, repetitions: null }])[0]).toEqual({ set: 1, counted: 3, correction: null });
    expect(repetitionsDone(setCounts(sets, [{ set: 1, repetitions: 0 }]))).toBe(0 + 2);
  });

  it('outlives an analysis that no longer finds the set, unless it was taken back', () => {
    expect(setCounts([inSet(1)], [{ set: 2, repetitions: 8 }])).toEqual([{ set: 1, counted: 1, correction: null }, { set: 2, counted: 0, correction: { set: 2, repetitions: 8 } }]);
    expect(setCounts([inSet(1)], [{ set: 2, repetitions: 8 }, { set: 2, repetitions: null }])).toEqual([{ set: 1, counted: 1, correction: null }]);
  });

  it('is said of a set in which nothing was counted too, as the next one', () => {
    expect([uncountedSet([]), uncountedSet(setCounts(sets, []))]).toEqual([1, 3]);
    expect(setCounts([], [{ set: 1, repetitions: 8 }])).toEqual([{ set: 1, counted: 0, correction: { set: 1, repetitions: 8 } }]);
  });

  it('says nothing of repetitions that an old scorer put in no set', () => {
    expect(setCounts([{ standing: null }], [])).toEqual([]);
  });
});

function inSet(number: number): { standing: { set: { number: number } } } {
  return { standing: { set: { number } } };
}
