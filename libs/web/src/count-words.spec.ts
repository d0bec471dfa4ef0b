import { describe, expect, it } from '@jest/globals';
import type { SetCount } from '#libs/contracts';
import { sayRepetitionsDone, saySetCount } from './count-words.js';
import { sayTime } from './words.js';

describe('words for the count of a set', () => {
  const at = '2026-11-28T15:02:00.000Z';
  const counted: SetCount = { set: 1, counted: 8, correction: null };
  const corrected: SetCount = { set: 2, counted: 8, correction: { repetitions: 10, countedThen: 8, practitionerName: 'Anna Berg', at } };

  it('say by whom and when it was corrected, and still what was counted', () => {
    expect(saySetCount(counted)).toBe('Set 1: 8 repetitions');
    expect(saySetCount(corrected)).toBe(`Set 2: 10 repetitions by hand (Anna Berg, ${sayTime(at)}); 8 as counted`);
    expect(saySetCount({ ...corrected, counted: 9 })).toBe(`Set 2: 10 repetitions by hand (Anna Berg, ${sayTime(at)}, when 8 had been counted); 9 as counted`);
  });

  it('sum up a session by what was done', () => {
    expect(sayRepetitionsDone([])).toBe('nothing');
    expect(sayRepetitionsDone([counted])).toBe('8 repetitions in one set');
    expect(sayRepetitionsDone([counted, corrected])).toBe('18 repetitions in 2 sets (16 as counted)');
  });
});
