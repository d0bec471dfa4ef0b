import { describe, expect, it } from '@jest/globals';
import { butterworth, lowPass, settledAt } from '../signal/butterworth.js';
import { lowPassBank } from './low-pass-bank.js';

describe('bank of low-passes', () => {
  it('is the mean of what came, then the filter settled at that mean, each channel by itself', () => {
    const filter = butterworth(2, 50);
    const state = new Array<number>(2 + 1 + 4).fill(0);
    const channel = (i: number): [number, number] => [i, 10 - i * i];
    const seen: number[][] = [];
    for (let i = 0; i < 20; i++) {
      const values = Float64Array.from(channel(i));
      lowPassBank(state, 2, values, { filter, meanSamples: 4 });
      seen.push([...values]);
    }
    // 0, 1, 2, 3 and 10, 9, 6, 1 by hand.
    expect(seen.slice(0, 4)).toEqual([[0, 10], [0.5, 9.5], [1, 25 / 3], [1.5, 6.5]]);
    const alone = [settledAt(1.5, filter), settledAt(6.5, filter)];
    for (let i = 4; i < 20; i++) channel(i).forEach((x, c) => expect(seen[i][c]).toBeCloseTo(lowPass(alone[c], x, filter), 12));
    // What lies before the bank is not its own.
    expect(state.slice(0, 2)).toEqual([0, 0]);
  });
});
