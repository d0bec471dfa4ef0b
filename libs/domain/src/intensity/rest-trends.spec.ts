import { describe, expect, it } from '@jest/globals';
import { rmssdTrend } from './rest-trends.js';

const dayMs = 86_400_000;
const daily = (...values: (number | null)[]) => values.map((value, day) => ({ sessionId: `s${day}`, startedAtMs: day * dayMs, value, leftOut: null }));

describe('RMSSD from session to session (clinical B10)', () => {
  it('is held against the seven days before it, which it is no part of', () => {
    // ln 20, 40, 80 spread by ln 2: usual is 20 to 80 around 40.
    expect(rmssdTrend(daily(20, 40, 80, 15))).toMatchObject({ newest: 'below', usual: { ok: true, value: { typical: expect.closeTo(40, 9), low: expect.closeTo(20, 9), high: expect.closeTo(80, 9), values: 3 } } });
    expect(rmssdTrend(daily(20, 40, 80, 100)).newest).toBe('above');
    expect(rmssdTrend(daily(20, 40, 80, 30)).newest).toBe('within');
  });

  it('has nothing to be held against with too few, or where those are older than a week', () => {
    expect(rmssdTrend(daily(20, 40, 15))).toMatchObject({ newest: null, usual: { ok: false, reason: 'INSUFFICIENT_DATA' } });
    expect(rmssdTrend([...daily(20, 40, 80), { sessionId: 'late', startedAtMs: 10 * dayMs, value: 15, leftOut: null }]).newest).toBeNull();
    expect(rmssdTrend([])).toMatchObject({ newest: null, trend: { told: 'cannot-tell', sessions: 0 } });
  });

  it('rises by a factor, and takes neither 0 nor what is not known for a value', () => {
    expect(rmssdTrend(daily(20, 22, null, 24.2, 26.62, 0, 29.282, 32.2102)).trend).toMatchObject({ told: 'rises', sessions: 6, from: expect.closeTo(20, 0), to: expect.closeTo(32, 0) });
  });
});
