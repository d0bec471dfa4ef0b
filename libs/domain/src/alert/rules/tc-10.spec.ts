import { describe, expect, it } from '@jest/globals';
import { found, hold, prescribed, rates, watched } from '../../../../../tests/support/rules.js';
import { instructionOf } from '../instruction.js';

const lost = (seconds: number, fromS = 0) => rates(hold<number | null>(null, seconds), fromS);

describe('TC-10: the patient is asked to check the strap (clinical E2, TC-01)', () => {
  it('asks at 10 s, not at 9 s, and tells the therapist at 30 s as ever', () => {
    expect(found(lost(10))).toEqual([]);
    expect(found(lost(11))).toEqual(['TC-10 raised info @10']);
    expect(found(lost(31))).toEqual(['TC-10 raised info @10', 'TC-01 raised low @30']);
    expect(instructionOf([{ ruleId: 'TC-10', kind: 'technical', priority: 'info' }])).toMatchObject({ act: 'check', words: expect.stringContaining('strap') });
  });

  it('is over after 5 s of good contact, so that a strap put right at once troubles no therapist', () => {
    expect(found([...lost(20), ...rates(hold(100, 5), 20)])).toEqual(['TC-10 raised info @10']);
    expect(found([...lost(20), ...rates(hold(100, 6), 20)])).toEqual(['TC-10 raised info @10', 'TC-10 cleared info @25']);
  });

  it('is a word and never more, also where the heart must be watched', () => {
    expect(found(lost(300), prescribed({ monitoringRequired: true })).filter((each) => each.startsWith('TC-10'))).toEqual(['TC-10 raised info @10']);
  });

  it('asks, too, when nothing comes at all', () => {
    expect(found(watched(11, (atS) => ({ heartRateSilentMs: atS * 1000 })))).toEqual(['TC-10 raised info @10']);
    expect(found(watched(300, () => ({ heartRateSilentMs: null })))).toEqual([]);
  });
});
