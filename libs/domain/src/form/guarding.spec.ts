import { describe, expect, it } from '@jest/globals';
import { unmeasured } from '../repetition/unmeasured.js';
import { isGuarded } from './guarding.js';

const reference = {
  provisional: false,
  features: { rangeOfMotionDeg: { median: 60, spread: 4 }, peakVelocityOutDegPerS: { median: 100, spread: 15 }, peakVelocityBackDegPerS: { median: 100, spread: 15 } },
};
/** 60 - 2.25 * 4 = 51 deg, 100 - 3 * 15 = 55 deg/s. */
const atLimit = { ...unmeasured, rangeOfMotionDeg: 51, peakVelocityOutDegPerS: 55, peakVelocityBackDegPerS: 55 };

describe('isGuarded (clinical D5)', () => {
  it.each([
    ['at both limits', {}, true],
    ['range within its limit', { rangeOfMotionDeg: 51.1 }, false],
    ['one way as quick as usual', { peakVelocityBackDegPerS: 55.1 }, false],
    ['range large, as quick as it is', { rangeOfMotionDeg: 75 }, false],
    ['quick and large', { rangeOfMotionDeg: 75, peakVelocityOutDegPerS: 180, peakVelocityBackDegPerS: 180 }, false],
    ['one way not measured', { peakVelocityBackDegPerS: null }, true],
  ])('%s: %j is %s', (_, over, expected) => {
    expect(isGuarded({ ...atLimit, ...over }, reference)).toBe(expected);
  });

  it('cannot be told of what was not measured, nor against what is not known', () => {
    expect(isGuarded({ ...atLimit, rangeOfMotionDeg: null }, reference)).toBeNull();
    expect(isGuarded({ ...atLimit, peakVelocityOutDegPerS: null, peakVelocityBackDegPerS: null }, reference)).toBeNull();
    expect(isGuarded(atLimit, { ...reference, features: {} })).toBeNull();
    expect(isGuarded(atLimit, { ...reference, provisional: true })).toBeNull();
  });
});
