import { describe, expect, it } from '@jest/globals';
import { found as foundByAll, hold, prescribed, rates, watched } from '../../../../../tests/support/rules.js';
import { walking } from '../../prescription/catalogue/walking.js';

/** Beside it the patient is asked (TC-10). */
const found = (...asked: Parameters<typeof foundByAll>) => foundByAll(...asked).filter((each) => each.startsWith('TC-01'));
const lost = (seconds: number, fromS = 0) => rates(hold<number | null>(null, seconds), fromS);
const silentSince = (sinceS: number) => (atS: number) => ({ heartRateSilentMs: Math.max(0, atS - sinceS) * 1000 });

describe('TC-01: no heart rate that can be believed (clinical E2)', () => {
  it('is raised at 30 s, not at 29 s', () => {
    expect(found(lost(30))).toEqual([]);
    expect(found(lost(31))).toEqual(['TC-01 raised low @30']);
  });

  it('becomes medium at 60 s where heart rate is what is judged', () => {
    expect(found(lost(60), prescribed({ exercise: walking }))).toEqual(['TC-01 raised low @30']);
    expect(found(lost(61), prescribed({ exercise: walking }))).toEqual(['TC-01 raised low @30', 'TC-01 updated medium @60']);
    expect(found(lost(200))).toHaveLength(1);
  });

  it('is high where monitoring is required', () => {
    expect(found(lost(31), prescribed({ monitoringRequired: true }))).toEqual(['TC-01 raised high @30']);
  });

  it('clears after 5 s of good contact', () => {
    expect(found([...lost(31), ...rates(hold(100, 5), 31)])).toHaveLength(1);
    expect(found([...lost(31), ...rates(hold(100, 6), 31)])).toEqual(['TC-01 raised low @30', 'TC-01 cleared low @36']);
  });

  it('counts from the last second that was good', () => {
    expect(found([...lost(29), ...rates([100], 29), ...lost(30, 30)])).toEqual([]);
  });

  it('is raised by the server, too, when nothing comes at all', () => {
    expect(found(watched(30, silentSince(0)))).toEqual([]);
    expect(found(watched(31, silentSince(0)))).toEqual(['TC-01 raised low @30']);
    const back = (atS: number) => ({ heartRateSilentMs: atS < 40 ? atS * 1000 : 0 });
    expect(found(watched(45, back))).toEqual(['TC-01 raised low @30']);
    expect(found(watched(46, back))[1]).toBe('TC-01 cleared low @45');
  });

  it('says nothing of a strap that nobody is to wear', () => {
    expect(found(watched(300, () => ({ heartRateSilentMs: null })))).toEqual([]);
  });

  it('is raised for a strap that was to be worn and has never come, since somebody looked', () => {
    const strap = { sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } } as const;
    const never = (seconds: number, fromS = 0) => watched(seconds, () => ({ heartRateSilentMs: null }), fromS);
    expect(found(never(30), prescribed({ sensors: [strap] }))).toEqual([]);
    expect(found(never(31), prescribed({ sensors: [strap] }))).toEqual(['TC-01 raised low @30']);
    expect(found(never(31), prescribed({ monitoringRequired: true }))).toEqual(['TC-01 raised high @30']);
    expect(found(never(31), prescribed({ sensors: [strap], guided: { movements: [] } }))).toEqual([]);
    // What was recorded offline comes late: the session began long ago.
    expect(found(never(31, 3600), prescribed({ sensors: [strap] }))).toEqual(['TC-01 raised low @3630']);
    const comes = [...never(40), ...watched(6, () => ({ heartRateSilentMs: 0 }), 40)];
    expect(found(comes, prescribed({ sensors: [strap] }))).toEqual(['TC-01 raised low @30', 'TC-01 cleared low @45']);
  });
});
