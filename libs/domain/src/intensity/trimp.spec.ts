import { describe, expect, it } from '@jest/globals';
import { plan } from '../../../../tests/support/rules.js';
import { trimpBanister, trimpEdwards, type TrimpInput } from './trimp.js';

const halfHour = (bpm: number | null): TrimpInput => ({ heartRateBpm: new Array<number | null>(1800).fill(bpm), plan, sex: 'male' });

describe('training impulse (clinical B8)', () => {
  it.each([['male', 27.182818284590457], ['female', 32.06743318302985], ['unknown', (27.182818284590457 + 32.06743318302985) / 2]] as const)('Banister, 30 min at 120 bpm, rest 70, max 166, %s: %d', (sex, expected) => {
    const load = trimpBanister({ ...halfHour(120), sex });
    expect(load).toMatchObject({ ok: true, flags: sex === 'unknown' ? ['SEX_UNKNOWN'] : [] });
    if (load.ok) expect(load.value).toBeCloseTo(expected, 9);
  });

  it('Edwards, 5, 10, 8, 2, 0 min in the bands: 57', () => {
    const heartRateBpm = [[5, 0.55], [10, 0.6], [8, 0.75], [2, 0.8]].flatMap(([min, share]) => new Array<number>(min * 60).fill(share * 166 + 1e-9));
    const load = trimpEdwards({ heartRateBpm, plan, sex: 'unknown' });
    expect(load).toMatchObject({ ok: true, flags: ['FOR_COMPARISON_ONLY'] });
    if (load.ok) expect(load.value).toBeCloseTo(57, 9);
  });

  it('has no load below rest, and no more than at the maximum above it', () => {
    expect(trimpBanister(halfHour(60))).toMatchObject({ value: 0 });
    expect(trimpBanister(halfHour(200))).toEqual(trimpBanister(halfHour(166)));
  });

  it('is none where the maximum is a rough guess, the rest unknown, or a fifth not measured', () => {
    expect(trimpBanister({ ...halfHour(120), plan: { ...plan, advisoryOnly: true } })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(trimpEdwards({ ...halfHour(120), plan: { ...plan, advisoryOnly: true } })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(trimpBanister({ ...halfHour(120), plan: { ...plan, restingHeartRateBpm: null } })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    const holed = (share: number): TrimpInput => ({ ...halfHour(120), heartRateBpm: Array.from({ length: 100 }, (_, i) => (i < 100 * share ? 120 : null)) });
    expect(trimpBanister(holed(0.8))).toMatchObject({ ok: true });
    expect(trimpBanister(holed(0.79))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(trimpEdwards({ ...halfHour(120), heartRateBpm: [] })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
