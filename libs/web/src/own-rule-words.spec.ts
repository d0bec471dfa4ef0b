import type { OwnRuleWrite } from '#libs/contracts';
import { formCodes, measures, type Measure } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { sayFaultOfRule, sayMeasure, sayOwnRule } from './own-rule-words.js';

type Content = Omit<OwnRuleWrite, 'name'>;
type Comparison = Content['when']['groups'][number]['comparisons'][number];

const heart: Comparison = { what: { measure: 'heart-rate-percent' }, is: 'above', than: 75, margin: 0 };
const pain: Comparison = { what: { measure: 'pain' }, is: 'at-least', than: 4, margin: 0 };
const shallow: Comparison = { what: { measure: 'faults', fault: 'INCOMPLETE_RANGE', ofLast: 5 }, is: 'at-least', than: 3, margin: 0 };
const rule = (over: Partial<Content> = {}, ...comparisons: Comparison[]): Content => ({
  when: { join: 'all', groups: [{ join: 'all', comparisons }] }, forS: 0, priority: 'low', graver: null, stepDownAfterS: null, quietS: 60, ...over,
});

describe('a rule of their own in words', () => {
  it('says the whole of it in one sentence', () => {
    expect(sayOwnRule(rule({ forS: 30, priority: 'low', graver: { afterS: 150, priority: 'medium' }, stepDownAfterS: 45, quietS: 120 }, heart, pain))).toBe(
      'When heart rate is above 75 % of maximum and pain is at least 4 of 10 for 30 s: tell as Low; as Medium when it has been so for 2 min 30 s; back to Low when it has not been so for 45 s; over when it has not been so for 2 min.',
    );
  });

  it('keeps groups together', () => {
    const groups: Content['when']['groups'] = [{ join: 'all', comparisons: [heart, pain] }, { join: 'any', comparisons: [shallow] }];
    expect(sayOwnRule(rule({ when: { join: 'any', groups } }))).toBe(
      'When (heart rate is above 75 % of maximum and pain is at least 4 of 10) or too shallow is seen in at least 3 of the last 5 repetitions: tell as Low; over when it has not been so for 60 s.',
    );
  });

  it.each<[Comparison, string]>([
    [{ what: { measure: 'heart-rate' }, is: 'above', than: { of: 'ceiling', plus: -5 }, margin: 0 }, 'heart rate is above the ceiling minus 5:'],
    [{ what: { measure: 'heart-rate' }, is: 'below', than: { of: 'zone-low', plus: 0 }, margin: 0 }, "heart rate is below the zone's lower edge:"],
    [{ what: { measure: 'pain' }, is: 'at-least', than: { of: 'pain-before', plus: 2 }, margin: 0 }, 'pain is at least the pain before the session plus 2:'],
    [{ what: { measure: 'heart-rate-missing' }, is: 'at-least', than: 20, margin: 0 }, 'no heart rate has come for at least 20 s:'],
    [{ what: { measure: 'form-score' }, is: 'below', than: 60, margin: 0 }, 'the form score is below 60 of 100:'],
  ])('says %j', (comparison, words) => {
    expect(sayOwnRule(rule({}, comparison))).toContain(`When ${words}`);
  });

  it('has words for every measure and every fault', () => {
    for (const measure of Object.keys(measures) as Measure[]) expect(sayMeasure(measure)).not.toBe(measure);
    for (const code of [...formCodes, 'POOR_FORM'] as const) expect(sayFaultOfRule(code)).not.toBe(code);
  });
});
