import { describe, expect, it } from '@jest/globals';
import { estimateMaxHeartRate } from './heart-rate-max.js';

const nobody = { ageYears: 60, measuredBpm: null, betaBlocker: false, heartFailure: false, restingHeartRateBpm: null };

describe('estimateMaxHeartRate (clinical B1)', () => {
  it.each([
    [{ ageYears: 60 }, 166, 'tanaka'],
    [{ ageYears: 45 }, 176.5, 'tanaka'],
    [{ ageYears: 60, betaBlocker: true }, 122, 'beta-blocker'],
    [{ ageYears: 45, betaBlocker: true }, 132.5, 'beta-blocker'],
    [{ ageYears: 60, betaBlocker: true, heartFailure: true, restingHeartRateBpm: 70 }, 124, 'beta-blocker-heart-failure'],
    [{ ageYears: 60, betaBlocker: true, heartFailure: true }, 122, 'beta-blocker'],
    [{ ageYears: 60, betaBlocker: true, measuredBpm: 139 }, 139, 'measured'],
  ])('%j -> %d bpm by %s', (input, bpm, method) => {
    const result = estimateMaxHeartRate({ ...nobody, ...input });
    expect(result).toMatchObject({ ok: true, value: { method } });
    if (result.ok) expect(result.value.bpm).toBeCloseTo(bpm, 9);
  });

  it('says what it did not measure', () => {
    expect(estimateMaxHeartRate({ ...nobody, betaBlocker: true, heartFailure: true })).toMatchObject({ flags: ['HR_ESTIMATED', 'HF_NO_HRREST', 'HR_ADVISORY_ONLY'] });
    expect(estimateMaxHeartRate({ ...nobody, measuredBpm: 170 })).toMatchObject({ flags: [] });
  });

  it('does not apply to children, nor to no age at all', () => {
    expect(estimateMaxHeartRate({ ...nobody, ageYears: 17 })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(estimateMaxHeartRate({ ...nobody, ageYears: Number.NaN })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
