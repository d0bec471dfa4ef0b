import { describe, expect, it } from '@jest/globals';
import { alertRules, formCodes } from '#libs/domain';
import { sayRule } from './alert-words.js';
import { sayCode, sayDose, sayFatigue, sayFindings, sayJudgement, sayMeasured, saySessionForm, saySet, saySource, sayTime, sayTrial, sayWorst, sayZone } from './words.js';

describe('words', () => {
  it.each(formCodes)('has words for the finding %s', (code) => {
    expect(sayCode({ code })).toMatch(/^[a-z][a-z ]+$/);
  });

  it.each(alertRules.map(({ id }) => id))('has words for the rule %s', (ruleId) => {
    expect(sayRule({ ruleId, ruleName: null, subject: 'x' })).not.toContain(ruleId);
  });

  it('shows what it has no word for, rather than hiding it', () => {
    expect(sayCode({ code: 'NEW_FAULT' })).toBe('NEW_FAULT');
    expect(sayRule({ ruleId: 'FM-99', ruleName: null, subject: 'x' })).toBe('FM-99');
    expect(sayJudgement({ score: null, band: null, reason: 'sensor-upside-down' })).toBe('cannot judge: sensor-upside-down');
  });

  it('never makes a number of what was not measured', () => {
    expect(sayMeasured(null, 'deg')).toBe('not measured');
    expect(sayMeasured(undefined, 's')).toBe('not measured');
    expect(sayMeasured(0, 'deg')).toBe('0°');
    expect(sayJudgement({ score: null, band: null, reason: 'signal-gap' })).toBe('cannot judge: gap in the signal, or a signal that cannot be right');
    expect(sayWorst({ ruleId: 'FM-01', worstValue: null, limit: 3, unit: 'of 5 repetitions' })).toBeNull();
  });

  it('says score and band together', () => {
    expect(sayJudgement({ score: 87.4, band: 'good', reason: null })).toBe('87 good');
  });

  it('says how far a finding is from the usual', () => {
    const finding = { code: 'INCOMPLETE_RANGE', severity: 'clear', feature: 'rangeOfMotionDeg', value: 38.2, reference: 61.9, unit: 'deg', u: 6 } as const;
    expect(sayFindings([finding])).toEqual(['clearly too shallow: range 38° (usually 62°)']);
    expect(sayFindings([{ ...finding, code: 'JERKY', severity: 'mild', feature: 'sparcOut', unit: '' }])).toEqual(['a little jerky']);
  });

  it('says of an unusual one that it is to be looked at, and of a doubtful count both numbers', () => {
    expect(sayFindings([{ code: 'UNUSUAL_PATTERN', severity: 'mild', feature: 'unusualDistance', value: 41, reference: 23.2, unit: '', u: 3 }])).toEqual(['unusual as a whole, though nothing by itself is off: look at it']);
    expect(sayWorst({ ruleId: 'FM-08', worstValue: 8, limit: 11.6, unit: 'repetitions' })).toBe('8 counted, by the rhythm about 12');
  });

  it('says where, and how usual, when it is known', () => {
    const finding = { code: 'INCOMPLETE_RANGE', severity: 'clear', bodyPart: 'upper-arm', side: 'left', feature: 'rangeOfMotionDeg', value: 38.2, reference: 61.9, spread: 4.1, unit: 'deg', u: 6 } as const;
    expect(sayFindings([finding])).toEqual(['clearly too shallow (left upper arm): range 38° (usually 62 ± 4°)']);
    expect(sayFindings([{ ...finding, side: 'both' }])).toEqual(['clearly too shallow: range 38° (usually 62 ± 4°)']);
    expect(sayFindings([{ ...finding, code: 'STEP_OUT', severity: 'clear', side: 'both', bodyPart: 'whole-body', feature: 'holdS', value: 12, reference: 30, spread: 3, unit: 's' }])).toEqual([expect.stringMatching(/^clearly stepping out: after 12\.?0? s \(planned 30\.?0? s\)$/)]);
    expect(sayFindings([{ ...finding, code: 'EXCESS_RANGE', severity: 'clear', feature: 'peakAngleDeg', value: 104, reference: 90, spread: 5 }])[0]).toMatch(/: far end 104° \(the plan allows 90°\)$/);
    expect(sayFindings([{ ...finding, code: 'BOUNCING', severity: 'mild', bodyPart: 'thigh', feature: 'bounceDeg', value: 4.4, reference: 0, spread: 1.3 }])).toEqual(['a little bouncing (left thigh): to and fro by 4°']);
    expect(sayFindings([{ ...finding, code: 'HELD_TOO_SHORT', bodyPart: 'thigh', feature: 'holdS', value: 12.4, reference: 30, spread: 3, unit: 's' }])).toEqual(['clearly held too short (left thigh): hold 12.4 s (planned 30.0 s)']);
  });

  it('says each fault once, with everything that shows it', () => {
    const fast = { code: 'TOO_FAST', severity: 'mild', feature: 'durationS', value: 1.3, reference: 3, unit: 's', u: 3 } as const;
    const faster = { ...fast, severity: 'clear', feature: 'outS', value: 0.6, reference: 1.4, u: 6 } as const;
    const jerky = { ...fast, code: 'JERKY', feature: 'sparcOut', unit: '' } as const;
    expect(sayFindings([fast, jerky, faster])).toEqual(['clearly too fast: duration 1.3 s (usually 3.0 s), way out 0.6 s (usually 1.4 s)', 'a little jerky']);
  });

  it('says how set and session stand', () => {
    const set = { number: 2, repetitions: 8, scored: 7, score: 83.6, fatigue: null };
    expect(saySet(set)).toBe('Set 2: 8 repetitions, score 84');
    expect(saySet({ ...set, repetitions: 1, scored: 0, score: null })).toBe('Set 2: one repetition, too few judged for a score');
    expect([sayFatigue(set), sayFatigue({ ...set, fatigue: [] })]).toEqual([null, null]);
    expect(sayFatigue({ ...set, fatigue: ['smaller', 'longer'] })).toBe('Tiring: range gets smaller, repetitions get longer');
    expect(saySessionForm({ score: 81.2, poorShare: 0.1, faults: [{ code: 'TOO_FAST', repetitions: 3 }] })).toBe('Session: score 81, 10 % of repetitions poor; most often too fast 3×');
    expect(saySessionForm({ score: null, poorShare: 0, faults: [] })).toBe('Session: too few judged for a score, 0 % of repetitions poor');
    expect(saySessionForm({ score: null, poorShare: null, faults: [] })).toBe('Session: nothing could be judged yet');
  });

  it('says what a trial or a bout measured, and what was asked for', () => {
    expect(sayTrial({ rangeOfMotionDeg: 60 })).toBeNull();
    expect(sayTrial({ rangeOfMotionDeg: null, holdS: 21.1, swayRmsMPerS2: 0.071 })).toBe('sway 0.07 m/s²');
    expect(sayTrial({ swayRmsMPerS2: null })).toBe('sway not measured');
    expect(sayTrial({ cadencePerMin: 107.8, stepSymmetry: 0.974, strideRegularity: 0.9 })).toBe('cadence 108 steps a minute, symmetry of steps 0.97, likeness of strides 0.90');
    expect(sayTrial({ headTurns: 20.1, headTurnHz: 1.02, headTurnDeg: 19.8 })).toBe('turns 20, rate 1.0 Hz, to each side 20°');
    const fast = { code: 'TOO_FAST', severity: 'clear', feature: 'headTurnHz', value: 3.62, reference: 3, unit: 'Hz', u: 3 } as const;
    expect(sayFindings([fast])).toEqual(['clearly too fast: rate 3.6 Hz (asked for: at most 3.0 Hz)']);
    expect(sayFindings([{ ...fast, code: 'INCOMPLETE_RANGE', feature: 'headTurnDeg', value: 7, reference: 10, unit: 'deg' }])).toEqual(['clearly too shallow: turn 7° (asked for: at least 10°)']);
  });

  it('says how a walk differs from the usual one, or from what is asked of everybody', () => {
    const uneven = { code: 'GAIT_ASYMMETRIC', severity: 'clear', feature: 'stepSymmetry', value: 0.68, reference: 1.01, spread: 0.07, unit: '', u: 4 } as const;
    expect(sayFindings([{ ...uneven, side: 'left', bodyPart: 'whole-body' }])).toEqual(sayFindings([uneven]));
    expect(sayFindings([uneven])).toEqual(['clearly uneven steps: symmetry of steps 0.68 (usually 1.01 ± 0.07)']);
    expect(sayFindings([{ ...uneven, reference: 0.8, isLimit: true }])).toEqual(['clearly uneven steps: symmetry of steps 0.68 (asked for: at least 0.80)']);
    expect(sayFindings([{ ...uneven, code: 'HIP_HIKE', feature: 'hipHikeDeg', value: 9, reference: 5, unit: 'deg', isLimit: true }])).toEqual(['clearly hiking the hip: hike 9° (asked for: at most 5°)']);
    expect(sayFindings([{ ...uneven, code: 'TOO_SLOW', severity: 'mild', feature: 'cadencePerMin', value: 92.4, reference: 110, spread: 6.7, unit: '/min' }])).toEqual(['a little too slow: cadence 92 /min (usually 110 ± 7 /min)']);
  });

  it('says a dose by repetitions or by time', () => {
    expect(sayDose({ sets: 2, repetitions: 10, holdS: 2, durationS: null, sessionsPerWeek: 3 })).toBe('2 × 10, held 2 s each, 3 sessions a week');
    expect(sayDose({ sets: 1, repetitions: null, holdS: null, durationS: 1200, sessionsPerWeek: 4 })).toBe('1 set, 20 min, 4 sessions a week');
    expect(sayDose({ sets: 2, repetitions: null, holdS: null, durationS: 60, sessionsPerWeek: 5 })).toBe('2 sets, 60 s, 5 sessions a week');
  });

  it('says the date of what was on another day', () => {
    const at = new Date(2026, 2, 4, 23, 59, 58);
    expect(sayTime(at.toISOString(), new Date(2026, 2, 4))).toBe('23:59:58');
    expect(sayTime(at.toISOString(), new Date(2026, 2, 5))).toMatch(/4.*23:59:58/);
  });

  it('says how bad it became, against its limit', () => {
    expect(sayWorst({ ruleId: 'FM-01', worstValue: 4, limit: 3, unit: 'of 5 repetitions' })).toBe('4 of 5 repetitions poor');
    expect(sayWorst({ ruleId: 'TC-02', worstValue: 5.04, limit: 2, unit: 's' })).toBe('worst 5.0 s, limit 2.0');
  });

  it('says of what a patient says what it is, and whose', () => {
    expect(sayWorst({ ruleId: 'FM-09', worstValue: 4, limit: 3, unit: 'of 10' })).toBe("the patient's pain: worst 4 of 10, limit 3");
    expect(sayWorst({ ruleId: 'PN-02', worstValue: 6, limit: null, unit: 'of 10' })).toBe("the patient's pain: worst 6 of 10");
    expect(sayWorst({ ruleId: 'SY-02', worstValue: 7, limit: 5, unit: 'of 10' })).toBe("the patient's dizziness: worst 7 of 10, limit 5");
    expect(sayWorst({ ruleId: 'HR-10', worstValue: 8, limit: 7, unit: 'of 10' })).toBe("the patient's effort: worst 8 of 10, limit 7");
  });

  it('gives every zone its own shape, so that none is told by colour alone', () => {
    const zones = ['below', 'in', 'above', 'over-ceiling', 'over-limit', 'unknown'] as const;
    expect(new Set(zones.map((zone) => sayZone(zone).shape)).size).toBe(zones.length);
  });

  it('labels whatever is not a patient of flesh and blood', () => {
    expect(saySource({ source: 'simulated', sourceLabel: 'no person' }).kind).toBe('SIMULATED');
    expect(saySource({ source: 'replayed', sourceLabel: 'healthy volunteer' }).kind).toBe('REPLAY');
  });
});
