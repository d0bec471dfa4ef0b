import { describe, expect, it } from '@jest/globals';
import { patientRules } from '../follow-up/rules/index.js';
import { alertRules } from './rules/index.js';
import { whyOf } from './why.js';

const rules = [...alertRules, ...patientRules];

describe('why a limit is what it is', () => {
  it('is said of intense exercise by whom it made worse (A-074)', () => {
    expect(whyOf('HR-02')).toContain('intense exercise made more people worse than moderate');
  });

  it.each(rules.map(({ id, why }) => [id, why]))('%s says so in a sentence of its own, without a key of our notes', (_id, why) => {
    expect(why).toMatch(/^[A-Z0-9].*\.$/);
    expect(why).not.toMatch(/\[[SVGPC](:|\])|clinical [A-H]\d|NaN|undefined/);
    expect(rules.filter((each) => each.why === why)).toHaveLength(1);
  });

  it('says that a limit is proposed where its source is nobody else', () => {
    const proposed = alertRules.filter(({ source }) => source.endsWith('[P]') && source.startsWith('clinical E2 [P]'));
    expect(proposed.length).toBeGreaterThan(5);
    expect(proposed.filter(({ why }) => !why.includes('proposed')).map(({ id }) => id)).toEqual([]);
  });

  it('is nothing that a rule of a therapist could say', () => {
    expect(whyOf('own:5')).toBeNull();
  });
});
