import { describe, expect, it } from '@jest/globals';
import { elapsedMs } from './elapsed.js';

const mark = { wallMs: 1_000_000, monotonicMs: 500 };

describe('elapsed time', () => {
  it('counts the sleep of the computer, in which the monotonic clock stands still', () => {
    expect(elapsedMs(mark, { wallMs: 1_060_000, monotonicMs: 700 })).toBe(60_000);
  });

  it('does not make data younger when the wall clock is set back', () => {
    expect(elapsedMs(mark, { wallMs: 0, monotonicMs: 4500 })).toBe(4000);
  });
});
