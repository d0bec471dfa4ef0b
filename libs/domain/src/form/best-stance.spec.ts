import { describe, expect, it } from '@jest/globals';
import { bestStance } from './best-stance.js';

describe('the best of three trials of standing (clinical C14)', () => {
  it('is the longest of the newest three that were measured', () => {
    expect(bestStance([45, 12, 31, 20])).toEqual({ bestS: 31, of: 3 });
    expect(bestStance([12, null, 31, null])).toEqual({ bestS: 31, of: 2 });
  });

  it('is not known, and not 0, where none was', () => {
    expect([bestStance([]), bestStance([null])]).toEqual([null, null]);
  });
});
