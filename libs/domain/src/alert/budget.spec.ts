import { describe, expect, it } from '@jest/globals';
import { precisionOf, type RuleVerdicts } from './budget.js';

const rule = (ruleId: string, alerts: number, [useful, notUseful, wrong]: [number, number, number]): RuleVerdicts => ({ ruleId, alerts, useful, notUseful, false: wrong });

describe('the budget of alerts (features E8, clinical E4)', () => {
  it('gives the precision of each rule, the busiest first, and none from fewer than five verdicts', () => {
    const { rules } = precisionOf([rule('FM-02', 6, [2, 1, 1]), rule('HR-02', 10, [6, 3, 1])], { patientDays: 1000, budgetPerPatientDay: 0.1 });
    expect(rules.map(({ ruleId, precision }) => [ruleId, precision])).toEqual([['HR-02', 0.6], ['FM-02', null]]);
  });

  it('proposes something over the budget alone, for what is of little use: wait for what was false, a higher limit for what was no use', () => {
    const rules = [rule('FM-02', 10, [2, 6, 2]), rule('HR-02', 9, [2, 2, 5]), rule('HR-03', 5, [5, 0, 0])];
    expect(precisionOf(rules, { patientDays: 240, budgetPerPatientDay: 0.1 })).toMatchObject({ perPatientDay: 0.1, isOverBudget: false, rules: [{ proposal: null }, { proposal: null }, { proposal: null }] });
    expect(precisionOf(rules, { patientDays: 200, budgetPerPatientDay: 0.1 })).toMatchObject({ isOverBudget: true, rules: [{ ruleId: 'FM-02', proposal: 'raise-its-limit' }, { ruleId: 'HR-02', proposal: 'wait-longer' }, { ruleId: 'HR-03', proposal: null }] });
  });

  it('goes by the budget that the therapist has set', () => {
    const rules = [rule('FM-02', 10, [2, 6, 2])];
    expect(precisionOf(rules, { patientDays: 200, budgetPerPatientDay: 0.04 })).toMatchObject({ perPatientDay: 0.05, isOverBudget: true, rules: [{ proposal: 'raise-its-limit' }] });
    expect(precisionOf(rules, { patientDays: 200, budgetPerPatientDay: 0.05 })).toMatchObject({ isOverBudget: false, rules: [{ proposal: null }] });
  });

  it('proposes nothing for what may not be tuned: the hard limit, what a patient says, a fall', () => {
    const rules = ['HR-03', 'SY-01', 'SY-03', 'FL-01', 'TC-07'].map((ruleId) => rule(ruleId, 20, [0, 10, 10]));
    expect(precisionOf(rules, { patientDays: 10, budgetPerPatientDay: 0.1 }).rules.map(({ precision, proposal }) => [precision, proposal])).toEqual(rules.map(() => [0, null]));
  });

  it('says nothing of less than a day of one patient', () => {
    expect(precisionOf([], { patientDays: 0, budgetPerPatientDay: 0.1 })).toEqual({ perPatientDay: null, isOverBudget: false, rules: [] });
    expect(precisionOf([rule('FM-02', 2, [0, 0, 0])], { patientDays: 0.9, budgetPerPatientDay: 0.1 })).toMatchObject({ perPatientDay: null, isOverBudget: false });
  });
});
