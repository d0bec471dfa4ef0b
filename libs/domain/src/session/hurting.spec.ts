import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { PainModel } from '../alert/limits.js';
import type { PainQuality, PatientReport } from '../alert/report.js';
import { hearHurting, hurtsAt, startHurting, type HurtingState } from './hurting.js';

const pain = (level: number, quality: PainQuality | null = 'dull'): PatientReport => ({ report: 'pain', pain: level, quality, moment: 'during' });
const before = (level: number): PatientReport => ({ report: 'pain', pain: level, quality: 'dull', moment: 'before' });

/** All is said before the first repetition. */
function said(reports: PatientReport[], painModel?: PainModel): HurtingState {
  const state = startHurting();
  const prescription = prescribed(painModel === undefined ? {} : { limits: { painModel } });
  for (const report of reports) hearHurting(state, [report], { prescription, toldToMs: null });
  return state;
}

const hurts = (reports: PatientReport[], painModel?: PainModel): boolean => hurtsAt(said(reports, painModel), 5000);

describe('whether it hurts, as the patient says (clinical D5, F3)', () => {
  it('is nothing that nobody said', () => expect(hurts([])).toBe(false));

  it('is from 3 of 10 on, until less is said', () => {
    expect([2, 2.5, 3, 7].map((level) => hurts([pain(level)]))).toEqual([false, false, true, true]);
    expect([hurts([pain(5), pain(2)]), hurts([pain(2), pain(4)])]).toEqual([false, true]);
  });

  it('is also what rises by 2 over the pain before, and what somebody came with, whatever the model calls it', () => {
    expect([hurts([before(0), pain(1)]), hurts([before(0), pain(2)])]).toEqual([false, true]);
    for (const model of ['seed', 'pain-monitoring', 'central-sensitisation'] as const) expect(hurts([before(4), pain(4)], model)).toBe(true);
    expect([hurts([before(4)]), hurts([before(2)])]).toEqual([true, false]);
  });

  it('is sharp or severe pain to the end of the session, as SY-03 is', () => {
    expect([hurts([pain(1, 'sharp'), pain(0)]), hurts([pain(8), pain(0)]), hurts([pain(7.5), pain(0)])]).toEqual([true, true, false]);
  });

  it('is nothing of what is said of another moment, or of anything else', () => {
    expect(hurts([{ report: 'pain', pain: 7, quality: null, moment: 'two-hours' }, { report: 'effort', rpe: 9 }, { report: 'fine' }])).toBe(false);
  });

  it('holds for what is told after it was said, also when the session is folded again', () => {
    const state = startHurting();
    const hear = (report: PatientReport, toldToMs: number): void => hearHurting(state, [report], { prescription: prescribed(), toldToMs });
    hear(pain(5), 10_000);
    hear(pain(6), 20_000);
    hear(pain(1), 30_000);
    expect([9000, 10_000, 10_001, 30_000, 30_001].map((endMs) => hurtsAt(state, endMs))).toEqual([false, false, true, true, false]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('takes the newest of what is heard at once, and the same twice changes nothing', () => {
    const state = startHurting();
    const heard = [before(0), pain(6), pain(1)];
    for (const toldToMs of [null, 10_000]) hearHurting(state, heard, { prescription: prescribed(), toldToMs });
    expect(state).toEqual({ before: 0, isGrave: false, turns: [] });
    for (const toldToMs of [20_000, 30_000]) hearHurting(state, [pain(4)], { prescription: prescribed(), toldToMs });
    expect(state.turns).toEqual([{ afterMs: 20_000, hurts: true }]);
  });
});
