import { describe, expect, it } from '@jest/globals';
import { sayDecision, sayEffort, sayFused, sayKnown, sayMaxHeartRate, sayMinutes, sayBreathing, sayLimits, sayPosition, sayRecovery, sayWeeklyDose } from './intensity-words.js';

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
    expect(sayDecision({ decision: 'NO_GO', reasons: [{ reason: 'fever', weight: 'NO_GO', fromBefore: true }], isUrgent: false })).toBe('not today: fever or acute illness (as answered before, not asked again)');
  });

  it('says of a dose that nobody knows, or that may come yet, that it was missed in neither', () => {
    expect([true, false, null].map((isMet) => sayWeeklyDose({ isMet }, true))).toEqual(['met', 'not met', 'not known']);
    expect([true, false, null].map((isMet) => sayWeeklyDose({ isMet }, false))).toEqual(['met', 'so far', 'so far']);
  });

  const plan = { zoneLowBpm: 107.9, zoneHighBpm: 124.5, ceilingBpm: 132.8, hardLimitBpm: 141.1, ceilingFromPlan: false, hardLimitFromPlan: false, maxHeartRateBpm: 166, maxHeartRateMethod: 'tanaka', scheme: 'percent-max' as const, advisoryOnly: false };
  const guess = { ...plan, advisoryOnly: true };

  it('puts a heart rate into no zone that is a guess, and over a limit that was set', () => {
    expect(sayPosition('in', plan)).toMatchObject({ zone: 'in', words: 'in zone' });
    for (const zone of ['below', 'in', 'above', 'over-ceiling', 'over-limit'] as const) expect(sayPosition(zone, guess)).toMatchObject({ zone: 'unknown', words: 'no sure zone: go by effort' });
    const isSet = (zone: 'above' | 'over-ceiling' | 'over-limit', set: object) => sayPosition(zone, { ...guess, ...set }).zone === zone;
    expect(['above', 'over-ceiling', 'over-limit'].map((zone) => isSet(zone as 'above', { ceilingFromPlan: true }))).toEqual([false, true, true]);
    expect(['above', 'over-ceiling', 'over-limit'].map((zone) => isSet(zone as 'above', { hardLimitFromPlan: true }))).toEqual([false, false, true]);
    expect(sayPosition('unknown', null)).toMatchObject({ zone: 'unknown', words: 'no zone planned' });
  });

  it('says which limits hold, which are a guess, and that none is watched', () => {
    expect(sayLimits(plan)).toBe('Zone 108–125 bpm, ceiling 133, hard limit 141.');
    expect(sayLimits(guess)).toBe('A guess, since the maximum heart rate is not known well enough: zone 108–125 bpm, ceiling 133, hard limit 141. Go by effort and talk test.');
    expect(sayLimits({ ...guess, ceilingFromPlan: true })).toBe('Ceiling 133, as set. A guess, since the maximum heart rate is not known well enough: zone 108–125 bpm, hard limit 141. Go by effort and talk test.');
    expect(sayLimits(null)).toBe('No heart-rate plan: no limit of the heart rate is watched.');
  });

  it('says how breathing kept to its pace, and how the heart recovered, with what it is worth', () => {
    expect(sayBreathing({ percent: 80, breaths: 5, medianS: 9, cadenceErrorS: 0, codes: [] })).toBe('80 % of 5 breaths as paced; a breath took 9.0 s, 9 s are asked');
    expect(sayBreathing({ percent: 0, breaths: 12, medianS: 5, cadenceErrorS: -4, codes: ['BREATH_TOO_FAST', 'BREATH_HOLD_MISSING'] })).toBe('0 % of 12 breaths as paced; a breath took 5.0 s, 9 s are asked: too fast, the breath is not held');
    expect(sayRecovery({ dropBpm: 18, isAbnormal: false, notInterpretable: [] })).toBe('fell by 18 bpm');
    expect(sayRecovery({ dropBpm: 11, isAbnormal: true, notInterpretable: [] })).toBe('fell by 11 bpm, which is little: 12 or less');
    expect(sayRecovery({ dropBpm: -3, isAbnormal: true, notInterpretable: ['peak-below-70-percent', 'rate-limiting-medication'] })).toBe('rose by 3 bpm, which says nothing: the work was too light, a medicine holds the heart back');
  });

  it('says minutes and seconds', () => {
    expect([0, 59.6, 61, 3600].map(sayMinutes)).toEqual(['0:00 min', '1:00 min', '1:01 min', '60:00 min']);
  });
});
