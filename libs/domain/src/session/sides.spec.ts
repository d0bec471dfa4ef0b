import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { scorerVersion } from '../form/score.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FormScore, Repetition } from '../repetition/repetition.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { startSides, stepSides } from './sides.js';

const right = { rangesDeg: [58, 60, 62], ageMs: 86_400_000 };
const onTheLeft = (otherSide: typeof right | null = right): Prescription => prescribed({ side: 'left', earlier: { abnormalRecoveries: 0, otherSide } });
const scored: FormScore = { verdict: 'scored', score: 90, band: 'good', domains: [], codes: [], scorer: scorerVersion };
const done = (rangeOfMotionDeg: number | null, score: FormScore = scored): Pick<Repetition, 'score' | 'features' | 'exerciseId'> => ({ score, exerciseId: 'squat', features: { ...unmeasured, rangeOfMotionDeg } });

function after(ranges: (number | null)[], prescription: Prescription, score = scored) {
  const state = startSides();
  return ranges.map((range) => stepSides(state, done(range, score), prescription)).at(-1);
}

describe('one side against the other (clinical C13)', () => {
  it('is told from the third repetition on, by medians: 45 on the left, 60 on the right', () => {
    expect(after([45, 45], onTheLeft())).toBeNull();
    const sides = after([44, 45, 46], onTheLeft());
    expect(sides).toMatchObject({ left: 45, right: 60, lowerSide: 'left', code: 'ASYMMETRIC', limbSymmetryPercent: null });
    expect(sides?.symmetryIndexPercent).toBeCloseTo(28.57, 2);
  });

  it('is told of the side that hurts against the other: 45 of 60 is 75 %, 60 of 45 133 %', () => {
    const hurts = (involvedSide: Prescription['involvedSide']) => after([44, 45, 46], { ...onTheLeft(), involvedSide })?.limbSymmetryPercent;
    expect(hurts('left')).toBe(75);
    expect(hurts('right')).toBeCloseTo(133.33, 2);
    expect([hurts('both'), hurts(undefined)]).toEqual([null, null]);
  });

  it('has no code where the difference may be a measurement error', () => {
    expect(after([50, 50, 50], onTheLeft())).toMatchObject({ code: null, noted: true });
  });

  it('knows which side is which', () => {
    expect(after([45, 45, 45], { ...onTheLeft(), side: 'right' })).toMatchObject({ left: 60, right: 45, lowerSide: 'right' });
  });

  it('is told within a session whose sides take turns, from the third repetition of each on', () => {
    const turns = prescribed({ side: 'both' });
    const state = startSides();
    const told = [44, 60, 45, 61, 46, 59].map((range, i) => stepSides(state, { ...done(range), side: i % 2 === 0 ? 'left' : 'right' }, turns));
    expect(told.slice(0, 5)).toEqual([null, null, null, null, null]);
    expect(told[5]).toMatchObject({ left: 45, right: 60, lowerSide: 'left', code: 'ASYMMETRIC', isWithinSession: true });
    expect(stepSides(startSides(), { ...done(60), side: null }, turns)).toBeNull();
  });

  it('is not told without another side, of both at once, too long after, nor of what could not be judged', () => {
    expect(after([45, 45, 45], onTheLeft(null))).toBeNull();
    expect(after([45, 45, 45], prescribed({ side: 'left' }))).toBeNull();
    expect(after([45, 45, 45], { ...onTheLeft(), side: 'both' })).toBeNull();
    expect(after([45, 45, 45], onTheLeft({ ...right, ageMs: 7 * 86_400_000 + 1 }))).toBeNull();
    expect(after([45, null, 45], onTheLeft())).toBeNull();
    expect(after([45, 45, 45], onTheLeft(), { verdict: 'cannot-judge', reason: 'signal-gap', codes: [], scorer: scorerVersion })).toBeNull();
  });
});
