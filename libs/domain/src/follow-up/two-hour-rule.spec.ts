import { describe, expect, it } from '@jest/globals';
import type { PatientHistory, SessionPain } from './history.js';
import { painBefore, twoHourRule, twoHourStateOf } from './two-hour-rule.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('the two-hour rule (clinical F2)', () => {
  const after = 3 * hourMs;

  it.each([
    [3, null, 3, 'safe'], [3, null, 4, 'borderline'], [3, null, 5, 'exceeded'], [3, null, null, 'unknown'], [3, 3, null, 'safe-early'], [6, null, 6, 'safe'],
    [3, 4, null, 'unknown'], [null, null, 0, 'unknown'],
  ] as const)('before %p, an hour after %p, two hours after %p: %s', (before, oneHour, twoHours, expected) => {
    expect(twoHourRule({ before, oneHour, twoHours, sinceEndMs: after })).toBe(expected);
  });

  it('waits for the answer for two hours and a half', () => {
    const asked = { before: 3, oneHour: null, twoHours: null };
    expect(twoHourRule({ ...asked, sinceEndMs: 2.5 * hourMs - 1 })).toBe('waiting');
    expect(twoHourRule({ ...asked, sinceEndMs: 2.5 * hourMs })).toBe('unknown');
  });

  it('takes the median of the last seven days of the diary where nobody asked before, and nothing where there is none', () => {
    const session: SessionPain = { startedAtMs: 20 * dayMs + hourMs, endedAtMs: 20 * dayMs + 2 * hourMs, before: null, later: [] };
    const days = [12, 13, 19, 20].map((day, i) => ({ day, pain: [9, 2, 4, 9][i], saidAtMs: day * dayMs }));
    expect(painBefore(session, history([session], days))).toBe(3);
    expect(painBefore(session, history([session], days.slice(0, 1)))).toBeNull();
    expect(painBefore({ ...session, before: 0 }, history([session], days))).toBe(0);
  });

  it('takes what is said before the next session, an hour to two and a half after the end, as the answer', () => {
    const first: SessionPain = { startedAtMs: 0, endedAtMs: hourMs, before: 2, later: [] };
    const next = (sinceEndMs: number): SessionPain => ({ startedAtMs: hourMs + sinceEndMs, endedAtMs: 9 * hourMs, before: 4, later: [] });
    const stateWith = (other: SessionPain): string => twoHourStateOf(history([first, other]), first, dayMs);
    expect([hourMs - 1, hourMs, 2.5 * hourMs, 2.5 * hourMs + 1].map((sinceEndMs) => stateWith(next(sinceEndMs)))).toEqual(['unknown', 'exceeded', 'exceeded', 'unknown']);
  });
});

function history(sessions: SessionPain[], days: PatientHistory['days'] = []): PatientHistory {
  return { sessions, days, load: [], checks: [] };
}
