import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

const tenMinutesMs = 600_000;

describe('attempts to sign in', () => {
  it('are ten in ten minutes, for each account and address', () => {
    let nowMs = 1_000_000;
    const attempts = new Attempts({ now: () => nowMs });
    for (let i = 0; i < 10; i++) expect(attempts.take('ann 10.0.0.1')).toBe(true);
    expect(attempts.take('ann 10.0.0.1')).toBe(false);
    expect(attempts.take('ann 10.0.0.2')).toBe(true);
    expect(attempts.take('ben 10.0.0.1')).toBe(true);
    nowMs += tenMinutesMs;
    expect(attempts.take('ann 10.0.0.1')).toBe(true);
  });

  it('begin anew when one succeeds', () => {
    const attempts = new Attempts({ now: () => 0 });
    for (let i = 0; i < 9; i++) attempts.take('ann');
    attempts.succeeded('ann');
    for (let i = 0; i < 10; i++) expect(attempts.take('ann')).toBe(true);
    expect(attempts.take('ann')).toBe(false);
  });
});
