import { describe, expect, it } from '@jest/globals';
import { hold } from '../../../../tests/support/rules.js';
import { intensityWeeks, type SessionOfWeek } from './weeks.js';

/** Monday of week 48 of 2026. */
const mondayMs = Date.UTC(2026, 10, 23);
const dayMs = 86_400_000;
const session = (day: number, over: Partial<SessionOfWeek> = {}): SessionOfWeek => ({ startedAtMs: mondayMs + day * dayMs, durationMin: 30, isAerobic: true, doseMin: 22, unmeasuredMin: 0, rpe: 4, ...over });
const weeks = (sessions: SessionOfWeek[], count = 5) => intensityWeeks(sessions, { nowMs: mondayMs + 5 * dayMs, count });

describe('weeks', () => {
  it('go from Monday to Sunday', () => {
    const [before, now] = weeks([session(-0.01), session(0), session(6.99)], 2);
    expect([before.startMs, now.startMs]).toEqual([mondayMs - 7 * dayMs, mondayMs]);
    expect([before.dose.sessions, now.dose.sessions]).toEqual([1, 2]);
  });

  it('have the dose of aerobic sessions and the load of all', () => {
    const [week] = weeks([session(0), session(2), session(4, { isAerobic: false, doseMin: null })], 1);
    expect(week).toMatchObject({ sessions: 3, dose: { sessions: 2, minutes: 44, isMet: false, unmeasured: 0 }, load: { load: 360 }, unrated: 0 });
  });

  it('say how many sessions nobody rated', () => {
    expect(weeks([session(0), session(1, { rpe: null })], 1)[0]).toMatchObject({ load: { load: 120 }, unrated: 1 });
  });

  it('see a load that has risen, and nothing where four weeks are not known', () => {
    const month = [-28, -21, -14, -7].map((day) => session(day));
    expect(weeks([...month, session(0), session(1)]).at(-1)?.hasRisen).toBe(true);
    expect(weeks([...month, session(0)]).at(-1)?.hasRisen).toBe(false);
    expect(weeks([...month, session(-7, { rpe: null }), session(0), session(1)]).at(-1)?.hasRisen).toBeNull();
    expect(weeks([session(0)], 4).at(-1)?.hasRisen).toBeNull();
  });

  it('take the weeks before the first session for not known, not for a load of 0', () => {
    const begun = (firstDay: number) => weeks([-21, -14, -7, 0, 1].filter((day) => day >= firstDay).map((day) => session(day)), 8).map(({ hasRisen }) => hasRisen);
    expect(begun(0)).toEqual(hold(null, 8));
    expect(begun(-21)).toEqual(hold(null, 8));
    expect(weeks([-28, -21, -14, -7, 0, 1].map((day) => session(day)), 8).map(({ hasRisen }) => hasRisen)).toEqual([...hold(null, 7), true]);
    // A week of rest after that is one.
    expect(weeks([-28, 0].map((day) => session(day)), 8).at(-1)?.hasRisen).toBe(true);
  });

  it('have not risen for sure while a session of theirs was not rated', () => {
    const month = [-28, -21, -14, -7].map((day) => session(day));
    expect(weeks([...month, session(0), session(1, { rpe: null })]).at(-1)?.hasRisen).toBeNull();
    expect(weeks([...month, session(0), session(1), session(2, { rpe: null })]).at(-1)?.hasRisen).toBe(true);
  });

  it('have a monotony when they are over and every session was rated', () => {
    const [whole, rated, goesOn] = weeks([session(-14), session(-12), session(-7), session(-5, { rpe: null }), session(0), session(2)], 3);
    expect(whole.load).toMatchObject({ load: 240, monotony: expect.closeTo(0.5855, 3) });
    expect(rated.load).toEqual({ load: 120, monotony: null, strain: null });
    expect(goesOn.load).toEqual({ load: 240, monotony: null, strain: null });
  });
});
