import { describe, expect, it } from '@jest/globals';
import { weeklyDose } from './weekly-dose.js';

const week = (...minutes: (number | null)[]) => weeklyDose(minutes.map((doseMin, i) => ({ atMs: i, doseMin })));

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
    expect(week(22, null, 22)).toMatchObject({ sessions: 2, isMet: false, unmeasured: 1, minutes: 44 });
  });
});
