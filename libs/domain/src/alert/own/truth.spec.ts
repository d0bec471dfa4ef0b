import { describe, expect, it } from '@jest/globals';
import { allOf, anyOf, type Truth } from './truth.js';

describe('AND and OR where something is not known (Kleene 1952)', () => {
  it.each<[Truth, Truth, Truth, Truth]>([
    [true, true, true, true], [true, false, false, true], [true, null, null, true],
    [false, true, false, true], [false, false, false, false], [false, null, false, null],
    [null, true, null, true], [null, false, false, null], [null, null, null, null],
  ])('%p with %p: all %p, any %p', (a, b, all, any) => {
    expect(allOf([a, b])).toBe(all);
    expect(anyOf([a, b])).toBe(any);
  });
});
