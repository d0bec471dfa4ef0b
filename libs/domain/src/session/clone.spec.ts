import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clonePlain } from './clone.js';

describe('clonePlain', () => {
  it('is equal to any JSON, and shares nothing with it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // State has the names that our code gives it; this one is no name to `copy[name] = ...`.
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        const copy = clonePlain(value);
        expect(copy).toEqual(value);
        expect(sharedWith(value, copy)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not write through', () => {
    const state = { filter: { at: [1, [2, 3]] as [number, number[]] }, rest: null };
    const copy = clonePlain(state);
    copy.filter.at[1][0] = 9;
    expect(state.filter.at[1][0]).toBe(2);
  });
});

function objectsIn(value: unknown): object[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

function sharedWith(a: unknown, b: unknown): boolean {
  const known = new Set(objectsIn(a));
  return objectsIn(b).some((each) => known.has(each));
}
