import { describe, expect, it } from '@jest/globals';
import { acceptChange, acceptRr, startRrCleaning } from './clean-rr.js';

function rejected(rr: number[]): number[] {
  const state = startRrCleaning();
  return rr.filter((each) => !acceptRr(state, each));
}

describe('clean RR, beat by beat (clinical B5)', () => {
  it.each([
    ['two halves of a beat', [800, 810, 790, 805, 795, 400, 395, 805, 795], [400, 395]],
    ['a missed beat', [800, 805, 795, 800, 810, 1605, 800, 795], [1605]],
    ['nothing while it has no median yet', [800, 1200, 805], []],
    ['nothing of a heart like a clock', new Array<number>(20).fill(800), []],
    ['what no heart does', [249, 250, 2400, 2401, Number.NaN], [249, 2401, Number.NaN]],
  ])('rejects %s', (_, rr, expected) => {
    expect(rejected(rr)).toEqual(expected);
  });

  it('follows a heart that gets faster by steps of less than a fifth', () => {
    expect(rejected([1000, 1000, 1000, 1000, 1000, 900, 850, 830, 810, 800, 790, 720])).toEqual([]);
    expect(rejected([1000, 1000, 1000, 1000, 1000, 800, 799])).toEqual([799]);
  });

  it('takes what the strap itself counts now, within a fifth, and goes on from there', () => {
    const at = (rrMs: number, bpm: number): boolean => acceptChange(startRrCleaning(), rrMs, bpm);
    expect([at(900, 66), at(720, 75), at(719, 100.1), at(559, 75), at(1600, 75), at(2500, 24), at(Number.NaN, 75), at(800, 0)]).toEqual([true, true, true, false, false, false, false, false]);
    const state = startRrCleaning();
    for (let i = 0; i < 11; i++) acceptRr(state, 600);
    expect(acceptRr(state, 900)).toBe(false);
    for (let i = 0; i < 6; i++) acceptChange(state, 900, 66);
    expect(acceptRr(state, 900)).toBe(true);
  });

  it('takes what is much like the last normal beat, though the strap counts wrongly', () => {
    const state = startRrCleaning();
    for (const rrMs of [...new Array<number>(11).fill(600), 660, 720]) acceptRr(state, rrMs);
    expect([acceptRr(state, 792), acceptChange(state, 793, 150), acceptChange(state, 792, 150), acceptChange(state, 554, 150)]).toEqual([false, false, true, false]);
  });
});
