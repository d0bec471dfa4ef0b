import { describe, expect, it } from '@jest/globals';
import { ownRange } from './own-range.js';

describe('own range (clinical B10)', () => {
  it('of 20, 30 and 40: 30, give or take 10', () => {
    expect(ownRange([20, 30, 40])).toEqual({ ok: true, value: { mean: 30, sd: 10, values: 3 }, flags: [] });
  });

  it('is not known of two values, and counts no value that is no number', () => {
    expect(ownRange([20, 30])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(ownRange([20, 30, Number.NaN])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
