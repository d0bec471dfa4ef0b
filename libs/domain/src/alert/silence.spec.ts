import { describe, expect, it } from '@jest/globals';
import type { Priority } from './finding.js';
import { needsOutcome, pausesPlan, refuseSnooze } from './silence.js';

const asked = (ruleId: string, priority: Priority, minutes: number, { before = 0, monitoringRequired = false } = {}): string | null =>
  refuseSnooze({ alert: { ruleId, priority, state: 'open', retrospective: false }, minutes, before, monitoringRequired });

describe('silence (clinical E3)', () => {
  it('snoozes low for 15 min at most, medium for 5 min twice, high never', () => {
    expect([asked('TC-02', 'low', 15), asked('TC-02', 'low', 16), asked('TC-02', 'low', 15, { before: 99 })]).toEqual([null, 'low priority is snoozed for 15 min at most', null]);
    expect([asked('HR-02', 'medium', 5), asked('HR-02', 'medium', 6), asked('HR-02', 'medium', 5, { before: 2 })]).toEqual([null, 'medium priority is snoozed for 5 min at most', 'medium priority is snoozed 2 times in a session at most']);
    expect(asked('HR-02', 'high', 1)).toBe('high priority is never snoozed');
  });

  it.each(['SY-01', 'SY-04', 'HR-03', 'TC-07'])('never snoozes %s, whatever its priority', (ruleId) => {
    for (const priority of ['low', 'medium', 'high'] as const) expect(asked(ruleId, priority, 1)).not.toBeNull();
  });

  it('never snoozes a lost strap where monitoring is required', () => {
    expect(asked('TC-01', 'medium', 1)).toBeNull();
    expect(asked('TC-01', 'medium', 1, { monitoringRequired: true })).toBe('TC-01 is never snoozed');
  });

  it('asks for an outcome of what is high, and of what a person said', () => {
    expect(needsOutcome({ ruleId: 'HR-03', priority: 'high' })).toBe(true);
    expect(needsOutcome({ ruleId: 'SY-03', priority: 'medium' })).toBe(true);
    expect(needsOutcome({ ruleId: 'HR-02', priority: 'medium' })).toBe(false);
  });

  it('pauses the plan for a fall, severe pain, limit and ceiling, not for equipment (features E7)', () => {
    const critical = (...[ruleId, priority, worstValue = null, kind = 'clinical']: [string, Priority, (number | null)?, ('clinical' | 'technical')?]): boolean => pausesPlan({ ruleId, kind, priority, worstValue });
    expect([critical('FL-01', 'medium'), critical('SY-01', 'high'), critical('PN-02', 'medium', 7), critical('HR-03', 'high'), critical('HR-02', 'medium')]).toEqual([true, true, true, true, true]);
    expect([critical('PN-02', 'medium', 6.5), critical('HR-02', 'low'), critical('TC-07', 'high', null, 'technical'), critical('FM-02', 'medium')]).toEqual([false, false, false, false]);
  });
});
