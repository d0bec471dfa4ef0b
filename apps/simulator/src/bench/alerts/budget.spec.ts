import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../synthetic/random.js';
import { budgetOf, tallySession, type Tally } from './budget.js';
import { correctSession } from './correct-session.js';
import { eventsOf } from './events.js';
import { isWithinBudget } from './say-budget.js';

describe('the alert budget', () => {
  it('finds every event of a session, and nothing that matters in one without (seed 1: a fall, over the ceiling, a red flag)', () => {
    const { outcomes, counts } = tallySession(1);
    expect(outcomes.map(({ ruleId, became }) => [ruleId, became])).toEqual([['FL-01', 'told'], ['HR-02', 'told'], ['SY-04', 'told']]);
    expect(counts).toMatchObject({ high: 0, medium: 0 });
    // Free fall, blow, 0.3 to 2.5 s until it lies, 2 s of stillness, and 15 s in which nobody said that they are fine.
    expect(outcomes[0].became === 'told' && outcomes[0].delayMs > 17_300 && outcomes[0].delayMs < 21_500).toBe(true);
  });

  it('finds a heart that falls though the strap miscounts just after it was doubted (seed 18)', () => {
    expect(tallySession(18).outcomes.find(({ ruleId }) => ruleId === 'HR-06')).toMatchObject({ became: 'told' });
  });

  it('injects every rule that can be grave, and the pain and the ceiling that pause a plan', () => {
    const session = correctSession(1, 30_000);
    const injected = new Set(Array.from({ length: 28 }, (_, seed) => eventsOf(session, seed, seededRandom(seed))).flatMap((events) => events.map(({ ruleId }) => ruleId)));
    expect([...injected].sort()).toEqual(['FL-01', 'FM-04', 'HR-02', 'HR-03', 'HR-04', 'HR-06', 'HR-07', 'PN-02', 'SY-01', 'SY-02', 'SY-03', 'SY-04', 'TC-01', 'TC-06', 'TC-07']);
  });

  const one: Tally = { seed: 1, counts: { high: 0, medium: 1, low: 3 }, rules: { 'TC-06': 3, 'HR-06': 1 }, outcomes: [{ ruleId: 'FL-01', priority: 'high', became: 'told', delayMs: 18_000, afterRuleMs: 200 }] };
  const other: Tally = {
    seed: 2, counts: { high: 0, medium: 0, low: 0 }, rules: { 'TC-06': 1 },
    outcomes: [{ ruleId: 'FL-01', priority: 'high', became: 'missed' }, { ruleId: 'HR-02', priority: 'medium', became: 'missed' }, { ruleId: 'HR-06', priority: 'high', became: 'unmeasurable', technical: 'untold' }],
  };
  const quiet: Tally = { seed: 3, counts: { high: 0, medium: 0, low: 0 }, rules: {}, outcomes: [{ ruleId: 'HR-06', priority: 'high', became: 'unmeasurable', technical: 'shown-unknown' }] };

  it('counts an hour by three sessions, misses by priority, and what could not be measured apart, whichever thread was first', () => {
    const budget = budgetOf([quiet, other, one], 1);
    expect(budget).toMatchObject({
      hours: 1, nonActionablePerHour: { high: 0, medium: 1, low: 3 }, missedHigh: 1, missedMedium: 1, injected: 5, rules: { 'HR-06': 1, 'TC-06': 4 },
      unmeasurable: { events: 2, toldTechnical: 0, shownUnknown: 1, untold: 1 },
      events: { 'FL-01': { injected: 2, missed: 1, unmeasurable: 0, delayMs: { p50: 18_000 } }, 'HR-06': { injected: 2, missed: 0, unmeasurable: 2 } },
    });
    expect(JSON.stringify(budgetOf([one, other, quiet], 1))).toBe(JSON.stringify(budget));
  });

  it('is kept when nothing was missed, nothing unmeasurable was passed over, and few alerts were for nothing', () => {
    const found: Tally = { ...one, counts: { high: 0, medium: 0, low: 3 } };
    expect(isWithinBudget(budgetOf([found, quiet], 1))).toBe(false);
    expect(isWithinBudget(budgetOf([found, quiet, { ...quiet, seed: 4 }], 1))).toBe(true);
    expect(isWithinBudget(budgetOf([found, quiet, { ...other, outcomes: other.outcomes.slice(0, 1) }], 1))).toBe(false);
    expect(isWithinBudget(budgetOf([found, quiet, { ...other, outcomes: other.outcomes.slice(1, 2) }], 1))).toBe(false);
    expect(isWithinBudget(budgetOf([found, quiet, { ...other, outcomes: other.outcomes.slice(2) }], 1))).toBe(false);
  });
});
