import { describe, expect, it } from '@jest/globals';
import { forgetBeats, hearBeats, passSecond, rejectedShare, startRhythm } from './rhythm.js';

/** Each element: the intervals of one second, ms. The strap counts 75 bpm. */
function heard(seconds: number[][]): ReturnType<typeof startRhythm> {
  const state = startRhythm();
  seconds.forEach((rr, i) => {
    if (i > 0) passSecond(state);
    hearBeats(state, { rrMs: rr, heartRateBpm: 75 });
  });
  return state;
}

describe('share of rejected beats', () => {
  it('goes by the last seconds alone', () => {
    const state = heard([...new Array<number[]>(10).fill([800]), ...new Array<number[]>(2).fill([400]), ...new Array<number[]>(8).fill([800])]);
    expect(rejectedShare(state, 10)).toBe(2 / 10);
    expect(rejectedShare(state, 60)).toBeNull();
    expect(rejectedShare(state, 20)).toBe(2 / 20);
  });

  it('keeps no more than a minute', () => {
    const state = heard([...new Array<number[]>(20).fill([800]), [400], ...new Array<number[]>(59).fill([800])]);
    expect(rejectedShare(state, 60)).toBe(1 / 60);
    passSecond(state);
    expect(rejectedShare(state, 60)).toBe(0);
  });

  it('says nothing of a strap that sends no intervals, nor after a loss of contact', () => {
    expect(rejectedShare(heard(new Array<number[]>(60).fill([])), 60)).toBeNull();
    const state = heard(new Array<number[]>(30).fill([800]));
    forgetBeats(state);
    expect(rejectedShare(state, 10)).toBeNull();
  });
});
