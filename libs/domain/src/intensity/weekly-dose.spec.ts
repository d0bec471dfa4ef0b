import { describe, expect, it } from '@jest/globals';
import { weeklyDose } from './weekly-dose.js';

const week = (...minutes: (number | null)[]) => weeklyDose(minutes.map((doseMin, i) => ({ atMs: i, doseMin, unmeasuredMin: doseMin === null ? 30 : 0 })));

describe('weekly dose (clinical B7)', () => {
  it('needs three sessions of 20 min in zone', () => {
    expect(week(22, 22, 22)).toMatchObject({ sessions: 3, minutes: 66, isMet: true });
    expect(week(22, 18, 22)).toMatchObject({ sessions: 2, isMet: false });
    expect(week(20, 20, 19.99)).toMatchObject({ isMet: false });
    expect(week(60)).toMatchObject({ sessions: 1, isMet: false });
  });

  it('says when there were more than five', () => {
    expect(week(20, 20, 20, 20, 20).isMoreThanAdvised).toBe(false);
    expect(week(20, 20, 20, 20, 20, 20).isMoreThanAdvised).toBe(true);
  });

  it('does not count what nobody measured', () => {
    expect(week(22, null, 22)).toMatchObject({ sessions: 2, unmeasured: 1, minutes: 44 });
  });

  it('is not known, and not missed, where what was not measured may have met it', () => {
    expect(week(22, null, 22).isMet).toBeNull();
    expect(week(22, null, 22, 22).isMet).toBe(true);
    expect(week(22, null).isMet).toBe(false);
    const partly = (unmeasuredMin: number) => weeklyDose([...[22, 22].map((doseMin, atMs) => ({ atMs, doseMin, unmeasuredMin: 0 })), { atMs: 2, doseMin: 12, unmeasuredMin }]);
    expect(partly(8)).toMatchObject({ sessions: 2, isMet: null, unmeasured: 1, minutes: 56 });
    expect(partly(7.9)).toMatchObject({ sessions: 2, isMet: false, unmeasured: 0 });
  });

  it('does not wait for a session that was too short whatever its heart rate was', () => {
    expect(weeklyDose([{ atMs: 0, doseMin: null, unmeasuredMin: 19 }])).toMatchObject({ sessions: 0, isMet: false, unmeasured: 0 });
  });
});
