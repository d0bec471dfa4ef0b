import { describe, expect, it } from '@jest/globals';
import { sayDizziness, sayDizzinessVerdict } from './dizziness-words.js';

const risen = { before: 2, most: 4, rise: 2, isTooMuch: false, back: 'in-time', backAfterMs: 720_000 } as const;

describe('dizziness before and after head turns, in words', () => {
  it('says whether it was too much, or too long', () => {
    expect(sayDizzinessVerdict(risen)).toEqual({ words: 'As it should be', isOff: false });
    expect(sayDizzinessVerdict({ ...risen, most: 6, rise: 4, isTooMuch: true, back: 'not-back' })).toEqual({ words: 'Too much: rose by more than 3 of 10, not back 15 minutes after the end', isOff: true });
    expect(sayDizzinessVerdict({ ...risen, back: 'not-yet' })).toBeNull();
    expect(sayDizzinessVerdict({ ...risen, rise: null, isTooMuch: null, back: 'not-known' })).toBeNull();
  });

  it('says what was said, and what is still to be asked', () => {
    expect(sayDizziness(risen)).toBe('2 of 10 before, 4 at most since. Back to 2 12 min after the end.');
    expect(sayDizziness({ ...risen, backAfterMs: 0 })).toBe('2 of 10 before, 4 at most since. Back to 2 by the end.');
    expect(sayDizziness({ ...risen, back: 'not-yet', backAfterMs: null })).toBe('2 of 10 before, 4 at most since. Not known to be back yet: please ask within 15 minutes after the end.');
    expect(sayDizziness({ ...risen, back: 'not-back', backAfterMs: null })).toMatch(/Not back when last asked\.$/);
    expect(sayDizziness({ ...risen, back: 'not-known', backAfterMs: 2_400_000 })).toMatch(/Back to 2 when asked 40 min after the end; not asked at 15\.$/);
    expect(sayDizziness({ ...risen, most: 2, rise: 0, back: 'no-rise', backAfterMs: null })).toBe('2 of 10 before, not more since.');
  });

  it('says that nobody asked, never that there was none', () => {
    const unknown = { before: null, most: null, rise: null, isTooMuch: null, back: 'not-known', backAfterMs: null } as const;
    expect(sayDizziness(unknown)).toBe('Not asked before, nor since: whether it rose is not known.');
    expect(sayDizziness({ ...unknown, most: 6 })).toBe('Not asked before; 6 of 10 at most since: whether it rose is not known.');
    expect(sayDizziness({ ...unknown, before: 2 })).toBe('2 of 10 before; not asked since: please ask now.');
  });
});
