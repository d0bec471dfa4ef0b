import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertKind, Priority } from './finding.js';
import { instructionOf } from './instruction.js';
import { alertRules } from './rules/index.js';

const open = (ruleId: string, priority: Priority, kind: AlertKind = 'clinical') => ({ ruleId, priority, kind });
const actOf = (...alerts: ReturnType<typeof open>[]): string | null => instructionOf(alerts)?.act ?? null;

describe('what the patient is told (clinical E1, E2)', () => {
  it('to stop by whatever clinical is of high priority, also by a rule of the therapist\'s own', () => {
    for (const { id } of alertRules.filter(({ id }) => !id.startsWith('TC-'))) expect([id, actOf(open(id, 'high'))]).toEqual([id, 'stop']);
    expect(actOf(open('own:1f0a6b2e', 'high'))).toBe('stop');
  });

  it('to stop over the ceiling (features D3), but not by a ceiling that is a guess', () => {
    expect(actOf(open('HR-02', 'medium'))).toBe('stop');
    expect(actOf(open('HR-02', 'low'))).toBeNull();
  });

  it('to end the exercise when it hurts too much, and nothing of pain to watch', () => {
    expect([actOf(open('SY-03', 'medium')), actOf(open('PN-02', 'medium')), actOf(open('PN-01', 'low'))]).toEqual(['stop', 'stop', null]);
  });

  it('is asked after what may have been a fall; when they do not answer, to stay down', () => {
    expect(actOf(open('FL-01', 'medium'))).toBe('answer');
    expect(instructionOf([open('FL-01', 'high')])).toMatchObject({ act: 'stop', words: expect.stringContaining('call for help') });
  });

  it('to check the strap; who must be monitored pauses, and so does who is to be watched and is not', () => {
    expect(actOf(open('TC-01', 'low', 'technical'))).toBe('check');
    expect(instructionOf([open('TC-01', 'high', 'technical')])).toMatchObject({ act: 'stop', words: expect.stringMatching(/^Pause\. .*strap/) });
    expect(actOf(open('TC-07', 'high', 'technical'))).toBe('stop');
    expect(actOf(open('TC-05', 'medium', 'technical'))).toBeNull();
  });

  it('of guarding nothing: who is in pain is not told to move more', () => expect(actOf(open('FM-09', 'info'))).toBeNull());

  it('nothing that asks for more while it hurts; what makes it easier all the same', () => {
    const faster = open('HR-09', 'info');
    expect(actOf(faster)).toBe('adjust');
    for (const pain of [open('PN-01', 'low'), open('FM-09', 'info')]) expect([actOf(faster, pain), actOf(pain, faster)]).toEqual([null, null]);
    expect(instructionOf([faster, open('PN-01', 'low'), open('FM-04', 'medium')])).toMatchObject({ ruleId: 'FM-04', words: 'Not so far: stop earlier.' });
    expect(actOf(faster, open('PN-02', 'medium'))).toBe('stop');
  });

  it('one thing, the gravest, in whatever order they came', () => {
    const alerts = fc.array(fc.record({ ruleId: fc.constantFrom('HR-03', 'HR-02', 'TC-01', 'FM-01', 'HR-09', 'FL-01'), priority: fc.constantFrom<Priority>('info', 'low', 'medium', 'high'), kind: fc.constant<AlertKind>('clinical') }));
    fc.assert(fc.property(alerts, (some) => {
      const told = instructionOf(some);
      expect(instructionOf([...some].reverse())?.act).toBe(told?.act);
      if (some.some(({ priority }) => priority === 'high')) expect(told?.act).toBe('stop');
    }));
    expect(instructionOf([open('HR-09', 'info'), open('TC-01', 'low', 'technical'), open('HR-02', 'medium'), open('HR-03', 'high')])).toMatchObject({ act: 'stop', ruleId: 'HR-03' });
    expect(instructionOf([])).toBeNull();
  });
});
