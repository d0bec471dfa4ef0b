import { describe, expect, it } from '@jest/globals';
import { sayDecision, sayEffort, sayFused, sayKnown, sayMaxHeartRate, sayMinutes } from './intensity-words.js';

describe('intensity in words', () => {
  it('says of a maximum how it was come by, and when it may not lead', () => {
    expect(sayMaxHeartRate({ ok: true, flags: [], value: { bpm: 166, method: 'tanaka', seeBpm: 10, advisoryOnly: false } })).toBe('166 bpm, estimated by age, give or take 10 bpm');
    expect(sayMaxHeartRate({ ok: true, flags: [], value: { bpm: 122, method: 'beta-blocker', seeBpm: 18, advisoryOnly: true } })).toContain('go by effort and talk test');
    expect(sayMaxHeartRate({ ok: false, reason: 'NOT_APPLICABLE', detail: 'a pacemaker drives the heart' })).toBe('not known: a pacemaker drives the heart');
  });

  it('says that an effort was said, not measured (feature D4)', () => {
    expect(sayFused({ ok: true, value: { intensityClass: 'moderate', by: ['rpe'] } })).toBe('moderate, by effort as it was said, without a heart rate');
    expect(sayFused({ ok: true, value: { intensityClass: 'vigorous', by: ['heart-rate', 'talk'] } })).toBe('vigorous, by heart rate and talk test');
    expect(sayFused({ ok: false, reason: 'INSUFFICIENT_DATA', detail: '' })).toBe('intensity unknown');
  });

  it('says why something is not known', () => {
    expect(sayKnown({ ok: true, value: 12.34 }, (load) => load.toFixed(0))).toBe('12');
    expect(sayKnown<number>({ ok: false, reason: 'LOW_QUALITY', detail: 'heart rate in 40 % of the time' }, String)).toBe('not known: heart rate in 40 % of the time');
  });

  it('says what was answered', () => {
    expect(sayEffort({ rpe: 4, talkTest: 'talk' })).toBe('RPE 4, somewhat hard; could talk, not sing');
    expect(sayEffort({ rpe: 3.5, talkTest: null })).toBe('RPE 3.5');
    expect(sayDecision({ decision: 'NO_GO', reasons: [{ reason: 'fever', weight: 'NO_GO' }, { reason: 'unanswered', weight: 'CAUTION' }], isUrgent: false })).toBe('not today: fever or acute illness; a question without an answer');
    expect(sayDecision({ decision: 'GO', reasons: [], isUrgent: false })).toBe('may exercise');
  });

  it('says minutes and seconds', () => {
    expect([0, 59.6, 61, 3600].map(sayMinutes)).toEqual(['0:00 min', '1:00 min', '1:01 min', '60:00 min']);
  });
});
