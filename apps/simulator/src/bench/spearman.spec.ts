import { describe, expect, it } from '@jest/globals';
import { spearman } from './spearman.js';

describe('spearman', () => {
  it('is 1 and -1 of what rises and falls together, however it bends', () => {
    expect(spearman([[1, 1], [2, 10], [3, 100]])).toBeCloseTo(1, 12);
    expect(spearman([[1, 9], [2, 4], [3, 1]])).toBeCloseTo(-1, 12);
  });

  it('of five pairs by hand: 1 - 6 x 4 / (5 x 24)', () => {
    expect(spearman([[1, 2], [2, 1], [3, 4], [4, 3], [5, 5]])).toBeCloseTo(0.8, 12);
  });

  it('gives ties their mean rank', () => {
    // Ranks 1.5, 1.5, 3, 4 against 1, 2, 3, 4.
    expect(spearman([[5, 1], [5, 2], [7, 3], [8, 4]])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('is not known of two pairs, nor of what never changes', () => {
    expect(spearman([[1, 2], [2, 3]])).toBeNull();
    expect(spearman([[1, 2], [1, 3], [1, 4]])).toBeNull();
  });
});
