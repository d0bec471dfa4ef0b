import { describe, expect, it } from '@jest/globals';
import { defaultLimits, withTried } from './limits.js';

describe('limits that were tried, set', () => {
  it('leave what they do not name as it was', () => {
    const was = { alertLimits: { dizziness: 3, ceilingDwellS: 20 }, ceilingBpm: 120, hardLimitBpm: null };
    expect(withTried(was, { alertLimits: { dizziness: 5 }, ceilingBpm: null, hardLimitBpm: 150 })).toEqual({ alertLimits: { dizziness: 5, ceilingDwellS: 20 }, ceilingBpm: 120, hardLimitBpm: 150 });
    expect(withTried(was, defaultLimits)).toEqual(was);
  });

  it('are refused where the hard limit would be below a ceiling that was set before', () => {
    expect(withTried({ ...defaultLimits, ceilingBpm: 140 }, { ...defaultLimits, hardLimitBpm: 130 })).toBeNull();
    expect(withTried({ ...defaultLimits, ceilingBpm: 140 }, { ...defaultLimits, hardLimitBpm: 140 })).toEqual({ ...defaultLimits, ceilingBpm: 140, hardLimitBpm: 140 });
  });
});
