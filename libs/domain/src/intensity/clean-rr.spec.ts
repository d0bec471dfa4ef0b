import { describe, expect, it } from '@jest/globals';
import { acceptRr, startRrCleaning } from './clean-rr.js';

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
});
