import { describe, expect, it } from '@jest/globals';
import { saySetLimits } from './limit-words.js';

describe('what a therapist has set of the built-in rules', () => {
  it('is said with its unit, and nothing of what was left to the default', () => {
    expect(saySetLimits({ alertLimits: {}, ceilingBpm: null, hardLimitBpm: null })).toEqual([]);
    expect(saySetLimits({ alertLimits: { dizziness: 4 }, ceilingBpm: 120, hardLimitBpm: null })).toEqual(['ceiling 120 bpm', 'dizziness from 4 of 10']);
    expect(saySetLimits({ alertLimits: { ceilingDwellS: 15, lowHeartRateBpm: 45, hardAngleDeg: 90, hardAngleIsHigh: true, painModel: 'pain-monitoring' }, ceilingBpm: null, hardLimitBpm: 150 })).toEqual([
      'hard limit 150 bpm', 'told after 15 s over the ceiling', 'heart rate too low below 45 bpm', 'not beyond 90°, which is HIGH', 'pain tendon or arthrosis: up to 5 of 10 is accepted, whatever it was before',
    ]);
  });
});
