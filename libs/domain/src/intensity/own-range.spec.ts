import { describe, expect, it } from '@jest/globals';
import { ownRange } from './own-range.js';

describe('own range (clinical B10)', () => {
  it('of 20, 40 and 80: 40, from 20 to 80, since each is twice the one before', () => {
    const found = ownRange([20, 40, 80]);
    if (!found.ok) throw new Error(found.detail);
    expect(found.value.values).toBe(3);
    expect(found.value.typical).toBeCloseTo(40, 9);
    expect(found.value.low).toBeCloseTo(20, 9);
    expect(found.value.high).toBeCloseTo(80, 9);
  });

  it('is not known of two values, and counts no value that is no number', () => {
    expect(ownRange([20, 30])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(ownRange([20, 30, 0])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(ownRange([20, 30, Number.NaN])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
