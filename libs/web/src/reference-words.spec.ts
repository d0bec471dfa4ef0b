import { describe, expect, it } from '@jest/globals';
import { sayExpiry, sayGrade, sayReading, sayStale } from './reference-words.js';

describe('how much a reference knows, in words', () => {
  it.each([
    [0, /^none chosen yet$/], [1, /^one repetition: a rough reference/], [3, /^3 repetitions: a provisional reference/], [5, /^5 repetitions: a full reference$/],
  ])('of %d repetitions', (repetitions, words) => {
    expect(sayGrade(repetitions)).toMatch(words);
  });

  it('of a walk is told by its length', () => {
    expect([sayGrade(6, 'walking'), sayGrade(3, 'walking')]).toEqual(['60 s of walking: a full reference', '30 s of walking: a provisional reference: from 50 s on it is a full one']);
  });
});

describe('a goniometer\'s reading, in words', () => {
  it('is used where it is like what the sensors read of the repetitions that are chosen', () => {
    expect(sayReading(70, [58, 60, null, 62])).toBe('70° where the sensors read 60°: each range is told by that scale too. Scores stay by the sensors.');
  });

  it('is not used where the two are too far apart, and that is said before it is kept', () => {
    expect(sayReading(85, [58, 60, 62])).toMatch(/^85° where the sensors read 60°: too far apart, one of the two is wrong/);
  });

  it('cannot be compared with nothing', () => {
    expect([sayReading(null, [60]), sayReading(70, [null])]).toEqual(Array(2).fill('With a reading each range is told by the goniometer’s scale too. Scores stay by the sensors.'));
  });
});

describe('a reference that runs out, in words', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');

  it('says why the scores of a session are grey, and what is to be done', () => {
    expect(sayStale({ ageDays: 50, stale: 'old' })).toBe('Reference is 50 days old: approve new repetitions');
    expect(sayStale({ ageDays: 3, stale: 'worn-otherwise' })).toMatch(/worn otherwise/);
    expect(sayStale({ ageDays: 41, stale: null })).toBeNull();
    expect(sayStale(null)).toBeNull();
  });

  it.each([
    ['2027-01-01T00:00:00Z', 'Reference of 8 repetitions, holds until 2027-01-01.'], ['2026-12-01T13:00:00Z', 'Reference of 8 repetitions, holds until 2026-12-01: 3 days left.'],
    ['2026-11-28T12:00:00Z', 'Reference of 8 repetitions ran out on 2026-11-28: scores are grey and form raises no alert until new repetitions are approved.'],
  ])('says of one that ends at %s: %s', (referenceExpiresAt, words) => {
    expect(sayExpiry({ exerciseId: 'squat', referenceRepetitions: 8, referenceExpiresAt }, now)).toBe(words);
  });
});
