import { describe, expect, it } from '@jest/globals';
import { plan, prescribed } from '../../../../tests/support/rules.js';
import type { OwnRule } from '../alert/own/own-rule.js';
import { underChange } from './what-if-change.js';

const rule = (id: string, version: number): OwnRule => ({
  id, version, forS: 0, priority: 'low', graver: null, stepDownAfterS: null, quietS: 5,
  when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'pain' }, is: 'at-least', than: 4, margin: 0 }] }] },
});
const stored = prescribed({ limits: { dizziness: 4 }, ownRules: [rule('old', 1)] });

describe('what is tried', () => {
  it('is a rule instead of its last version, beside the others that are on today', () => {
    const { now, then } = underChange(stored, { change: { rule: rule('b', 3) }, rulesToday: [rule('a', 1), rule('b', 2)] });
    expect(now.ownRules).toEqual([rule('a', 1), rule('b', 2)]);
    expect(then).toEqual({ ...now, ownRules: [rule('a', 1), rule('b', 3)] });
  });

  it('is other limits, never beyond 95 % of the maximum (clinical E3)', () => {
    const { now, then } = underChange(stored, { change: { limits: { ceilingDwellS: 15 }, ceilingBpm: 120, hardLimitBpm: 200 }, rulesToday: [] });
    expect(now).toEqual({ ...stored, ownRules: [] });
    expect(then.limits).toEqual({ dizziness: 4, ceilingDwellS: 15 });
    expect(then.intensity).toEqual({ ...plan, ceilingBpm: 120, zoneHighBpm: 120, ceilingFromPlan: true, hardLimitBpm: 0.95 * 166, hardLimitFromPlan: true });
  });

  it('keeps what is not named, and makes up no zone where none was known', () => {
    expect(underChange(stored, { change: { limits: {}, ceilingBpm: null, hardLimitBpm: null }, rulesToday: [] }).then).toEqual({ ...stored, ownRules: [] });
    expect(underChange({ ...stored, intensity: null }, { change: { limits: {}, ceilingBpm: 120, hardLimitBpm: null }, rulesToday: [] }).then.intensity).toBeNull();
  });
});
