import { describe, expect, it } from '@jest/globals';
import { kneeLiftDeg, kneeLiftPlacements, unlikeness } from './knee-lift.js';

describe('knee lift of the guided calibration', () => {
  it('moves the lifted leg most, the thigh more than the shank, and expects something of every place it knows', () => {
    const at = (segment: 'thigh' | 'shank', side: 'left' | 'right') => kneeLiftDeg({ segment, side }, 'right') ?? 0;
    expect(at('thigh', 'right')).toBeGreaterThan(at('shank', 'right'));
    expect(at('shank', 'right')).toBeGreaterThan(Math.max(at('thigh', 'left'), at('shank', 'left')));
    expect(kneeLiftDeg({ segment: 'thigh', side: 'left' }, 'left')).toBe(at('thigh', 'right'));
    expect(kneeLiftPlacements.every((each) => kneeLiftDeg(each, 'left') !== null)).toBe(true);
    expect(kneeLiftDeg({ segment: 'wrist', side: 'left' }, 'left')).toBeNull();
  });

  it('compares by the factor between two turns, of which 2 deg are wobble', () => {
    expect(unlikeness(80, 80)).toBe(0);
    // 40 and 82 with the wobble.
    expect(unlikeness(38, 80)).toBeCloseTo(Math.log(82 / 40), 12);
    expect(unlikeness(80, 38)).toBeCloseTo(unlikeness(38, 80), 12);
  });
});
