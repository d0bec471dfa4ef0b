import { describe, expect, it } from '@jest/globals';
import { faultsOfRule, goesByClock, type Comparison, type OwnRuleContent } from './own-rule.js';

const heart: Comparison = { what: { measure: 'heart-rate' }, is: 'above', than: 120, margin: 3 };
const content = (over: Partial<OwnRuleContent> = {}, comparison: Partial<Comparison> = {}): OwnRuleContent => ({
  when: { join: 'all', groups: [{ join: 'all', comparisons: [{ ...heart, ...comparison }] }] }, forS: 30, priority: 'low', graver: { afterS: 60, priority: 'medium' }, stepDownAfterS: 20, quietS: 60, ...over,
});
const faults = (...given: Parameters<typeof content>): string[] => faultsOfRule(content(...given)).map(({ path, message }) => `${path}: ${message}`);

describe('a rule of their own', () => {
  it('may be sound', () => {
    expect(faults()).toEqual([]);
    expect(faults({}, { than: { of: 'zone-high', plus: 10 } })).toEqual([]);
  });

  it.each<[Parameters<typeof content>, string]>([
    [[{}, { than: 300 }], 'when.groups.0.comparisons.0: heart-rate is compared with 30 to 220 bpm'],
    [[{}, { than: { of: 'pain-before', plus: 1 } }], 'when.groups.0.comparisons.0: heart-rate has nothing to do with pain-before'],
    [[{}, { what: { measure: 'faults', fault: 'JERKY', ofLast: 3 }, than: 4, margin: 0 }], 'when.groups.0.comparisons.0: there are not 4 in 3'],
    [[{}, { margin: 96 }], 'when.groups.0.comparisons.0: a margin of 96 bpm is never gone back'],
    [[{ priority: 'medium' }], 'graver.priority: graver than the priority before'],
    [[{ graver: { afterS: 30, priority: 'medium' } }], 'graver.afterS: later than it is first told'],
    [[{ graver: null }], 'stepDownAfterS: nothing to step down from'],
    [[{ graver: { afterS: 60, priority: 'high' } }], 'stepDownAfterS: high does not step down'],
    [[{ stepDownAfterS: 60 }], 'stepDownAfterS: sooner than it is over'],
  ])('is refused with why: %j', (given, fault) => {
    expect(faults(...given)).toEqual([fault]);
  });

  it('goes by the clock when any of it is said, or is a silence', () => {
    expect(goesByClock(content())).toBe(false);
    expect(goesByClock(content({}, { what: { measure: 'movement-missing' } }))).toBe(true);
  });
});
