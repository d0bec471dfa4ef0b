import { describe, expect, it } from '@jest/globals';
import { PolledReads } from './polled-reads.js';

const minute = 60_000;
const read = (answer: unknown, url = '/api/plan-pauses', signInId = 'a') => ({ signInId, url, answer });

describe('what is written down of a page that asks again by itself', () => {
  it('is the first answer, one that is otherwise, and the same after a quarter of an hour', () => {
    const reads = new PolledReads();
    const isNews = (answer: unknown, nowMs: number): boolean => {
      const isSame = reads.isSameLook(read(answer), nowMs);
      if (!isSame) reads.note(read(answer), nowMs);
      return !isSame;
    };
    expect([isNews([], 0), isNews([], 5000), isNews([{ id: 1 }], 10_000), isNews([{ id: 1 }], 15_000), isNews([], 20_000)]).toEqual([true, false, true, false, true]);
    expect([isNews([], 20_000 + 15 * minute - 1), isNews([], 20_000 + 15 * minute)]).toEqual([false, true]);
  });

  it('is of one sign-in and one address: what another was told is no look of mine', () => {
    const reads = new PolledReads();
    reads.note(read([]), 0);
    expect([read([]), read([], '/api/plan-pauses?x=1'), read([], '/api/plan-pauses', 'b')].map((each) => reads.isSameLook(each, 1000))).toEqual([true, false, false]);
  });

  it('is once more what was forgotten, the oldest of ten thousand', () => {
    const reads = new PolledReads();
    for (let i = 0; i <= 10_000; i++) reads.note(read([], `/api/${i}`), 0);
    expect([0, 1, 10_000].map((i) => reads.isSameLook(read([], `/api/${i}`), 1000))).toEqual([false, true, true]);
  });
});
