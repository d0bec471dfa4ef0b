import { describe, expect, it } from '@jest/globals';
import { isMeasured } from './measured.js';

describe('isMeasured', () => {
  it('is true of numbers, 0 among them, and of nothing else', () => {
    expect([0, -3, 72.5, null, Number.NaN, Infinity].map(isMeasured)).toEqual([true, true, true, false, false, false]);
  });
});
