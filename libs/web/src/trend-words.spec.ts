import { describe, expect, it } from '@jest/globals';
import { sayLowRecoveries, sayMeasureTrend, sayNewestRmssd, sayNotCompared, sayScorers, sayTrend, trendNouns } from './trend-words.js';

describe('a trend in words', () => {
  it('says which way, from where to where, in how many sessions', () => {
    expect(sayTrend(trendNouns.range, { told: 'rises', sessions: 6, from: 82.2, to: 94.8 })).toBe('Range grows: 82 → 95° in 6 sessions');
    expect(sayMeasureTrend({ measure: 'range', side: 'left', trend: { told: 'falls', sessions: 6, from: 95, to: 82 } })).toBe('Range left shrinks: 95 → 82° in 6 sessions');
    expect(sayMeasureTrend({ measure: 'tempo', side: null, trend: { told: 'rises', sessions: 5, from: 3.12, to: 4.2 } })).toBe('Tempo gets slower: 3.1 → 4.2 s a repetition in 5 sessions');
  });

  it('says when there is none, and when that cannot be told', () => {
    expect(sayTrend(trendNouns.score, { told: 'none', sessions: 7, from: 80, to: 81 })).toBe('Score: no trend that can be told in 7 sessions');
    expect(sayTrend(trendNouns.score, { told: 'cannot-tell', sessions: 3 })).toBe('Score: no trend yet, 3 of the 5 sessions that it needs');
  });

  it('says what is not compared, and why', () => {
    const grey = (leftOut: 'stale-reference' | 'other-scorer') => ({ value: 80, leftOut });
    expect(sayNotCompared([{ value: 80, leftOut: null }, { value: null, leftOut: null }, grey('stale-reference'), grey('other-scorer'), grey('other-scorer')])).toEqual([
      '1 session not measured: a gap.', '1 session grey and not compared: the reference was out of date.', '2 sessions grey and not compared: by another version of the scorer.',
    ]);
    expect(sayScorers({ scorerVersions: ['3.9.0', '3.7.0'] })).toContain('3.7.0, 3.9.0');
    expect(sayScorers({ scorerVersions: ['3.9.0'] })).toBeNull();
  });

  it('says how often the heart rate fell by 12 bpm or less, of those that can be interpreted', () => {
    const fell = (value: number | null, leftOut: 'not-interpretable' | null = null) => ({ value, leftOut });
    expect(sayLowRecoveries([fell(12), fell(12.1), fell(11), fell(null), fell(5, 'not-interpretable')])).toMatch(/^2 of 3 sessions at or below the line at 12 bpm: .*\(Cole 1999\).* a note\.$/);
    expect(sayLowRecoveries([fell(null), fell(5, 'not-interpretable')])).toMatch(/^The line is at 12 bpm: /);
  });

  it('says how the newest RMSSD stands to the week before it', () => {
    const usual = { ok: true as const, value: { typical: 40, low: 32, high: 50, values: 4 }, flags: [] };
    expect(sayNewestRmssd({ newest: 'below', usual })).toBe('The newest is below what is usual: 32 to 50 ms in 4 sessions of the week before it.');
    expect(sayNewestRmssd({ newest: 'within', usual })).toContain('as usual');
    expect(sayNewestRmssd({ newest: null, usual: { ok: false, reason: 'INSUFFICIENT_DATA', detail: '2 of 3 values in seven days' } })).toBe('The newest cannot be compared with the week before it: 2 of 3 values in seven days.');
  });
});
