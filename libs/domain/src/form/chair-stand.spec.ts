import { describe, expect, it } from '@jest/globals';
import { chairStands } from './chair-stand.js';

describe('the 30-second chair stand (CDC STEADI)', () => {
  /** One every `everyMs`, up in a second. */
  const stands = (count: number, everyMs: number, reason: string | null = null) => Array.from({ length: count }, (_, i) => ({ startMs: 5000 + i * everyMs, turnMs: 6000 + i * everyMs, reason }));

  it('counts from the first one on, and whoever is over half-way up at the end', () => {
    expect(chairStands(stands(20, 2500), 60_000)).toEqual({ stands: 12, isWhole: true });
    // The eleventh begins at 29.4 s and is half-way up at 29.9; or at 29.5, and at 30.0 s.
    expect(chairStands(stands(20, 2940), 60_000)?.stands).toBe(11);
    expect(chairStands(stands(20, 2950), 60_000)?.stands).toBe(10);
  });

  it('is not known before the time is over, nor 0 where nobody stood up', () => {
    expect(chairStands(stands(20, 2500), 34_999)).toBeNull();
    expect(chairStands([], 60_000)).toBeNull();
  });

  it('says where a hole may have hidden some', () => {
    expect(chairStands([...stands(3, 2500), ...stands(1, 0, 'signal-gap')], 60_000)).toEqual({ stands: 4, isWhole: false });
  });
});
