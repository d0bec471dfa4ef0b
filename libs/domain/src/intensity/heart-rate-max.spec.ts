import { describe, expect, it } from '@jest/globals';
import { estimateMaxHeartRate, type HeartRateMaxInput } from './heart-rate-max.js';

const none = { betaBlocker: false, ivabradine: false, nonDhpCcb: false };
const betaBlocker = { ...none, betaBlocker: true };
const nobody: HeartRateMaxInput = { ageYears: 60, measured: null, medication: none, heartFailure: false, pacemaker: false, restingHeartRateBpm: null, modality: 'other' };
const tested = { bpm: 139, ageMonths: 24, onSameMedication: true };

describe('estimateMaxHeartRate (clinical B1)', () => {
  it.each<[Partial<HeartRateMaxInput>, number, string]>([
    [{ ageYears: 30 }, 187, 'tanaka'],
    [{ ageYears: 45 }, 176.5, 'tanaka'],
    [{ ageYears: 60 }, 166, 'tanaka'],
    [{ ageYears: 75 }, 155.5, 'tanaka'],
    [{ ageYears: 30, medication: betaBlocker }, 143, 'beta-blocker'],
    [{ ageYears: 45, medication: betaBlocker }, 132.5, 'beta-blocker'],
    [{ ageYears: 60, medication: betaBlocker }, 122, 'beta-blocker'],
    [{ ageYears: 75, medication: betaBlocker }, 111.5, 'beta-blocker'],
    [{ medication: { ...none, ivabradine: true } }, 122, 'beta-blocker'],
    [{ medication: { ...none, nonDhpCcb: true } }, 122, 'beta-blocker'],
    [{ medication: betaBlocker, heartFailure: true, restingHeartRateBpm: 70, modality: 'walk' }, 124, 'beta-blocker-heart-failure'],
    [{ medication: betaBlocker, heartFailure: true, restingHeartRateBpm: 70, modality: 'cycle' }, 119, 'beta-blocker-heart-failure'],
    [{ medication: betaBlocker, heartFailure: true }, 122, 'beta-blocker'],
    [{ medication: betaBlocker, measured: tested }, 139, 'measured'],
    [{ pacemaker: true, measured: tested }, 139, 'measured'],
    [{ measured: { ...tested, ageMonths: 24.1 } }, 166, 'tanaka'],
    [{ medication: betaBlocker, measured: { ...tested, onSameMedication: false } }, 122, 'beta-blocker'],
  ])('%j -> %d bpm by %s', (input, bpm, method) => {
    const result = estimateMaxHeartRate({ ...nobody, ...input });
    expect(result).toMatchObject({ ok: true, value: { method } });
    if (result.ok) expect(result.value.bpm).toBeCloseTo(bpm, 9);
  });

  it.each<[Partial<HeartRateMaxInput>, string[]]>([
    [{}, ['HR_ESTIMATED']],
    [{ measured: tested }, []],
    [{ medication: betaBlocker, heartFailure: true }, ['HR_ESTIMATED', 'HF_NO_HRREST', 'HR_ADVISORY_ONLY']],
    [{ measured: { ...tested, ageMonths: 30 } }, ['HR_ESTIMATED', 'MEASURED_TOO_OLD']],
    [{ measured: { ...tested, ageMonths: Number.NaN } }, ['HR_ESTIMATED', 'MEASURED_TOO_OLD']],
    [{ measured: { ...tested, onSameMedication: false } }, ['HR_ESTIMATED', 'MEASURED_OTHER_MEDICATION']],
  ])('%j is flagged %j', (input, flags) => {
    expect(estimateMaxHeartRate({ ...nobody, ...input })).toMatchObject({ ok: true, flags });
  });

  it.each<[Partial<HeartRateMaxInput>, string]>([
    [{ ageYears: 17 }, 'NOT_APPLICABLE'],
    [{ ageYears: 101 }, 'NOT_APPLICABLE'],
    [{ pacemaker: true }, 'NOT_APPLICABLE'],
    [{ pacemaker: true, measured: { ...tested, ageMonths: 25 } }, 'NOT_APPLICABLE'],
    [{ ageYears: Number.NaN }, 'MISSING_INPUT'],
  ])('%j has none: %s', (input, reason) => {
    expect(estimateMaxHeartRate({ ...nobody, ...input })).toMatchObject({ ok: false, reason });
  });

  it('does not let zones lead where the error is 18 bpm', () => {
    expect(estimateMaxHeartRate({ ...nobody, medication: betaBlocker })).toMatchObject({ value: { seeBpm: 18, advisoryOnly: true } });
    expect(estimateMaxHeartRate(nobody)).toMatchObject({ value: { seeBpm: 10, advisoryOnly: false } });
  });
});
