import { describe, expect, it } from '@jest/globals';
import { sayRange, sayRangeUncertainty } from './range-words.js';

const bySensors = { features: { rangeOfMotionDeg: 57.9 }, rangeUncertaintyDeg: 11.58 };
const byGoniometer = { features: { rangeOfMotionDeg: 57.9, rangeByGoniometerDeg: 64.2 }, rangeUncertaintyDeg: 11.58 };
const unmeasured = { features: { rangeOfMotionDeg: null }, rangeUncertaintyDeg: null };

describe('a range in words', () => {
  it('says how far the joint itself may be off it', () => {
    expect(sayRange(bySensors)).toBe('58° ± 12°');
  });

  it('says both where the reference was measured with a goniometer', () => {
    expect(sayRange(byGoniometer)).toBe('58° by sensors, 64° by goniometer scale');
  });

  it('is not measured, with nothing beside it, where it was not', () => {
    expect(sayRange(unmeasured)).toBe('not measured');
  });

  it('says what ± is once, and only where there is one', () => {
    expect(sayRangeUncertainty([unmeasured, bySensors])).toMatch(/^Range ±: .+ this much more or less/);
    expect(sayRangeUncertainty([unmeasured, byGoniometer])).toBeNull();
  });
});
