import { describe, expect, it } from '@jest/globals';
import { matchSpans } from './matching.js';

const span = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('matchSpans', () => {
  it('takes half of the union and not less', () => {
    expect(matchSpans([span(0, 10)], [span(0, 5)])).toEqual([0]);
    expect(matchSpans([span(0, 10)], [span(0, 4.9)])).toEqual([null]);
  });

  it('gives a true repetition only one of two halves, and one found repetition to only one of two', () => {
    expect(matchSpans([span(0, 10)], [span(0, 5), span(5, 10)])).toEqual([0]);
    expect(matchSpans([span(0, 10), span(10, 20)], [span(0, 20)])).toEqual([0, null]);
  });

  it('prefers the larger overlap whatever the order', () => {
    expect(matchSpans([span(0, 10), span(9, 20)], [span(9, 20), span(0, 9)])).toEqual([1, 0]);
    expect(matchSpans([span(0, 10)], [span(0, 6), span(1, 10)])).toEqual([1]);
  });

  it('of nothing makes nothing', () => {
    expect(matchSpans([], [span(0, 1)])).toEqual([]);
    expect(matchSpans([span(0, 1)], [])).toEqual([null]);
  });
});
