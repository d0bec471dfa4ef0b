import { describe, expect, it } from '@jest/globals';
import { dizzinessCourse, type DizzinessCourse } from './dizziness-course.js';

const minMs = 60_000;
const endedAtMs = 10 * minMs;

/** `said`: minutes from the beginning, and how dizzy; the session is of ten minutes. */
function course(before: number | null, said: [number, number][], { nowMin = 60, isOver = true } = {}): DizzinessCourse {
  return dizzinessCourse({ before, said: said.map(([atMin, dizziness]) => ({ atMs: atMin * minMs, dizziness })), endedAtMs: isOver ? endedAtMs : null }, nowMin * minMs);
}

describe('dizziness before, during and after head turns (clinical C16)', () => {
  it('may rise by three and is to be back fifteen minutes after the end', () => {
    expect(course(2, [[5, 5], [22, 2]])).toEqual({ before: 2, most: 5, rise: 3, isTooMuch: false, back: 'in-time', backAfterMs: 12 * minMs });
    expect(course(2, [[5, 5.5], [25, 2]])).toMatchObject({ rise: 3.5, isTooMuch: true, back: 'in-time', backAfterMs: 15 * minMs });
    expect(course(2, [[5, 4], [26, 3]])).toMatchObject({ isTooMuch: false, back: 'not-back', backAfterMs: null });
    expect(course(2, [[5, 4], [25, 2.5], [50, 1]])).toMatchObject({ back: 'not-back', backAfterMs: 40 * minMs });
  });

  it('is back only when it stays so: who is dizzy again is not', () => {
    expect(course(2, [[5, 4], [12, 2], [20, 3]], { nowMin: 21 })).toMatchObject({ back: 'not-yet', backAfterMs: null });
    expect(course(2, [[4, 5], [8, 2]])).toMatchObject({ back: 'in-time', backAfterMs: 0 });
  });

  it('did not rise where it was never more than before', () => {
    expect(course(4, [[5, 4], [12, 3]])).toEqual({ before: 4, most: 4, rise: 0, isTooMuch: false, back: 'no-rise', backAfterMs: null });
  });

  it('is waited for while the time is not over, and while the session goes on', () => {
    expect(course(2, [[5, 4]], { nowMin: 24 })).toMatchObject({ rise: 2, back: 'not-yet' });
    expect(course(2, [[5, 4], [6, 2]], { isOver: false })).toMatchObject({ back: 'not-yet', backAfterMs: 0 });
  });

  it('is not known where nobody asked: never as if nothing had been', () => {
    expect(course(null, [[5, 6]])).toEqual({ before: null, most: 6, rise: null, isTooMuch: null, back: 'not-known', backAfterMs: null });
    expect(course(2, [])).toEqual({ before: 2, most: null, rise: null, isTooMuch: null, back: 'not-known', backAfterMs: null });
    expect(course(2, [[5, 4]], { nowMin: 25 })).toMatchObject({ isTooMuch: false, back: 'not-known' });
    // Back when somebody asked at last: whether it was at fifteen minutes nobody knows.
    expect(course(2, [[5, 4], [50, 2]])).toMatchObject({ back: 'not-known', backAfterMs: 40 * minMs });
  });
});
