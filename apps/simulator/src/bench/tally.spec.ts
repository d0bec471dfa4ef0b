import { describe, expect, it } from '@jest/globals';
import { addTally, countPair, figuresOf, startTally, type Tally } from './tally.js';

/** Ten true repetitions by hand: 8 found, 6 of them named right; 2 false alarms; 1 of 4 correct ones told a fault. */
function byHand(): Tally {
  const tally: Tally = { ...startTally(), found: 8, falseAlarms: 2, exerciseAsked: 8, exerciseRight: 7, typedRight: 6, correctFound: 4, correctFaulted: 1, delaysMs: [100, 200, 300, 400] };
  countPair(tally, 'correct', 'correct', 3);
  countPair(tally, 'correct', 'too-fast');
  countPair(tally, 'correct', 'missed');
  countPair(tally, 'too-fast', 'too-fast', 3);
  countPair(tally, 'too-fast', 'low-amplitude');
  countPair(tally, 'too-fast', 'missed');
  return tally;
}

describe('figuresOf', () => {
  it('are the shares that they are called', () => {
    expect(figuresOf(byHand(), false)).toEqual({
      truth: 10, found: 8, missed: 2, falseAlarms: 2, precision: 0.8, recall: 0.8, f1: 0.8, typedRight: 0.6, falseFeedback: 0.25, exerciseRight: 0.875,
      confusion: { correct: { correct: 3, 'too-fast': 1, missed: 1 }, 'too-fast': { 'too-fast': 3, 'low-amplitude': 1, missed: 1 } },
      delayMsP50: 200, delayMsP95: 400,
    });
  });

  it('of nothing are null, never 0', () => {
    expect(figuresOf(startTally(), true)).toEqual({
      truth: 0, found: 0, missed: 0, falseAlarms: 0, precision: null, recall: null, f1: null, typedRight: null, confusion: {}, falseFeedback: null, exerciseRight: null, delayMsP50: null, delayMsP95: null,
    });
  });

  it('of classes count a missed one as wrong in both senses', () => {
    const { classes } = figuresOf(byHand(), true);
    expect(classes?.accuracy).toBeCloseTo(0.6, 12);
    // 3 correct called correct, 4 bad called bad in some way.
    expect(classes?.correctAgainstBad).toBeCloseTo(0.7, 12);
  });

  it('of ranges keep error and bias apart', () => {
    expect(figuresOf({ ...startTally(), rangeErrorsDeg: [3, -1, 4], rangesWithin: 2 }, false).rangeOfMotion).toEqual({ maeDeg: 8 / 3, biasDeg: 2, n: 3, withinUncertainty: 2 / 3 });
    const measuredOnce = figuresOf({ ...startTally(), rangeErrorsDeg: [3, -1, 4], measuredRangeErrorsDeg: [1, -3] }, false);
    expect(measuredOnce).toMatchObject({ rangeOfMotion: { maeDeg: 8 / 3, biasDeg: 2, n: 3 }, rangeOfMotionMeasuredOnce: { maeDeg: 2, biasDeg: -1, n: 2 } });
  });

  it('of a sum are those of all repetitions, not a mean of shares', () => {
    const sum = startTally();
    addTally(sum, byHand());
    const perfect = { ...startTally(), found: 30, typedRight: 30 };
    countPair(perfect, 'correct', 'correct', 30);
    addTally(sum, perfect);
    const { truth, recall, typedRight, confusion } = figuresOf(sum, false);
    expect([truth, recall, typedRight, confusion['correct']['correct']]).toEqual([40, 38 / 40, 36 / 40, 33]);
  });
});
