import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../synthetic/random.js';
import { budgetOf, emptyTally, merged, tallySession, type Tally } from './budget.js';
import { correctSession } from './correct-session.js';
import { eventsOf } from './events.js';
import { isWithinBudget } from './say-budget.js';

describe('the alert budget', () => {
  it('finds every event of a session, and nothing that matters in one without (seed 1: a fall, over the ceiling, a red flag)', () => {
    const tally = emptyTally();
    tallySession(tally, 1);
    expect(tally.events.map(({ ruleId, delayMs }) => [ruleId, delayMs !== null])).toEqual([['FL-01', true], ['HR-02', true], ['SY-04', true]]);
    expect(tally.counts).toMatchObject({ high: 0, medium: 0 });
    // Free fall, blow, 0.3 to 2.5 s until it lies, 2 s of stillness, and 15 s in which nobody said that they are fine.
    expect(tally.events[0].delayMs).toBeGreaterThan(17_300);
    expect(tally.events[0].delayMs).toBeLessThan(21_500);
  }, 60_000);

  it('injects every rule that can be grave, and the pain and the ceiling that pause a plan', () => {
    const session = correctSession(1, 30_000);
    const injected = new Set(Array.from({ length: 28 }, (_, seed) => eventsOf(session, seed, seededRandom(seed))).flatMap((events) => events.map(({ ruleId }) => ruleId)));
    expect([...injected].sort()).toEqual(['FL-01', 'FM-04', 'HR-02', 'HR-03', 'HR-04', 'HR-06', 'HR-07', 'PN-02', 'SY-01', 'SY-02', 'SY-03', 'SY-04', 'TC-01', 'TC-06', 'TC-07']);
  });

  it('counts an hour by three sessions, and a miss as one', () => {
    const one: Tally = { sessions: 1, counts: { high: 0, medium: 1, low: 3 }, rules: { 'TC-02': 3, 'HR-06': 1 }, events: [{ ruleId: 'FL-01', delayMs: 18_000, afterRuleMs: 15_200 }] };
    const other: Tally = { sessions: 2, counts: { high: 0, medium: 0, low: 0 }, rules: { 'TC-02': 1 }, events: [{ ruleId: 'FL-01', delayMs: null, afterRuleMs: null }] };
    const budget = budgetOf(merged([one, other]));
    expect(budget).toMatchObject({ hours: 1, nonActionablePerHour: { high: 0, medium: 1, low: 3 }, missedHigh: 1, injectedHigh: 2, rules: { 'TC-02': 4, 'HR-06': 1 }, events: { 'FL-01': { injected: 2, missed: 1, delayMs: { p50: 18_000 } } } });
    expect(isWithinBudget(budget)).toBe(false);
    expect(isWithinBudget(budgetOf(merged([{ ...one, counts: { high: 0, medium: 0, low: 3 } }, { ...other, events: [] }])))).toBe(true);
  });
});
