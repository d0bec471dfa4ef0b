import { describe, expect, it } from '@jest/globals';
import { sayChairStands } from './chair-stand-words.js';

describe('the 30-second chair stand, in words', () => {
  const session = { exerciseId: 'chair-stand-30-s', startedAt: '2026-11-28T10:00:00.000Z', endedAt: '2026-11-28T10:01:00.000Z' };
  const newestFirst = (count: number, reason: string | null = null) => Array.from({ length: count }, (_, i) => ({ startMs: 5000 + i * 2500, turnMs: 6000 + i * 2500, endMs: 7000 + i * 2500, reason })).reverse();

  it('is said when the half minute is over', () => {
    expect(sayChairStands(session, newestFirst(14))).toBe('12 stands in 30 s.');
    expect(sayChairStands({ ...session, endedAt: null }, newestFirst(8))).toBeNull();
    expect(sayChairStands({ ...session, endedAt: null }, newestFirst(14))).toBe('12 stands in 30 s.');
    expect(sayChairStands(session, newestFirst(9, 'signal-gap'))).toBe('At least 9 stands in 30 s (the signal had a hole).');
  });

  it('is not of another exercise, nor of a session that ended before', () => {
    expect(sayChairStands({ ...session, exerciseId: 'sit-to-stand' }, newestFirst(14))).toBeNull();
    expect(sayChairStands({ ...session, endedAt: '2026-11-28T10:00:30.000Z' }, newestFirst(9))).toBeNull();
  });
});
