import { describe, expect, it } from '@jest/globals';
import { planIntensity, withLimits, type IntensityInput } from './plan-intensity.js';

const sixty: IntensityInput = {
  ageYears: 60, measured: null, medication: { betaBlocker: false, ivabradine: false, nonDhpCcb: false }, heartFailure: false, pacemaker: false, restingHeartRateBpm: 70, modality: 'other',
  restingBaselineBpm: null, conditions: [], scheme: 'percent-max', zonePercent: null, ceilingBpm: null, hardLimitBpm: null,
};
const measured = { bpm: 160, ageMonths: 3, onSameMedication: true };

function plan(over: Partial<IntensityInput> = {}) {
  const result = planIntensity({ ...sixty, ...over });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function expectZone(over: Partial<IntensityInput>, zone: [number, number]): void {
  const { zoneLowBpm, zoneHighBpm } = plan(over);
  expect(zoneLowBpm).toBeCloseTo(zone[0], 9);
  expect(zoneHighBpm).toBeCloseTo(zone[1], 9);
}

describe('limits of a session (clinical B2)', () => {
  it('of a maximum of 166 bpm', () => {
    const { zoneLowBpm, zoneHighBpm, ceilingBpm, hardLimitBpm } = plan();
    [107.9, 124.5, 132.8, 141.1].forEach((bpm, i) => expect([zoneLowBpm, zoneHighBpm, ceilingBpm, hardLimitBpm][i]).toBeCloseTo(bpm, 9));
  });

  it('by the reserve: 40 to 60 % between a baseline of 70 and 166 bpm', () => {
    expectZone({ scheme: 'percent-reserve', restingBaselineBpm: 70 }, [108.4, 127.6]);
    expect(plan({ scheme: 'percent-reserve', restingBaselineBpm: 70 })).toMatchObject({ scheme: 'percent-reserve', restingHeartRateBpm: 70, flags: ['HR_ESTIMATED'] });
  });

  it('by the maximum, and says so, where one resting heart rate is all that is known', () => {
    expectZone({ scheme: 'percent-reserve', zonePercent: { low: 40, high: 50 } }, [107.9, 124.5]);
    expect(plan({ scheme: 'percent-reserve' })).toMatchObject({ scheme: 'percent-max', flags: ['HR_ESTIMATED', 'NO_HRREST_BASELINE', 'HRREST_SINGLE'] });
    expect(plan({ restingHeartRateBpm: null }).flags).toEqual(['HR_ESTIMATED']);
  });

  it('takes the therapist\'s zone, never above the ceiling', () => {
    expectZone({ zonePercent: { low: 50, high: 60 } }, [83, 99.6]);
    expectZone({ scheme: 'percent-reserve', restingBaselineBpm: 70, zonePercent: { low: 40, high: 59 } }, [108.4, 126.64]);
    expectZone({ ceilingBpm: 118 }, [107.9, 118]);
  });

  it('takes the limits of the plan, within the safety bound', () => {
    expect(plan({ ceilingBpm: 118 })).toMatchObject({ ceilingBpm: 118, ceilingFromPlan: true });
    expect(plan({ hardLimitBpm: 190 }).hardLimitBpm).toBeCloseTo(0.95 * 166, 9);
    expect(plan({ measured }).hardLimitBpm).toBeCloseTo(144, 9);
    expect(plan({ measured, conditions: ['cardiovascular'] }).hardLimitBpm).toBeCloseTo(136, 9);
  });

  it('has a plan for a pacemaker only where something was measured or a ceiling was set', () => {
    expect(planIntensity({ ...sixty, pacemaker: true })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(plan({ pacemaker: true, measured })).toMatchObject({ maxHeartRateMethod: 'measured' });
    expect(plan({ pacemaker: true, ceilingBpm: 120 })).toMatchObject({ maxHeartRateBpm: 150, maxHeartRateMethod: 'plan', maxHeartRateSeeBpm: null, advisoryOnly: true, ceilingBpm: 120 });
  });

  it('watches what the therapist has set where nothing can be estimated, and nothing else', () => {
    expect(planIntensity({ ...sixty, ageYears: 17 })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(plan({ ageYears: 17, ceilingBpm: 120 })).toMatchObject({ maxHeartRateMethod: 'plan', advisoryOnly: true, ceilingBpm: 120, ceilingFromPlan: true });
    const onlyHard = plan({ pacemaker: true, hardLimitBpm: 110 });
    expect(onlyHard).toMatchObject({ maxHeartRateMethod: 'plan', hardLimitFromPlan: true, ceilingFromPlan: false, flags: ['MAX_FROM_PLAN', 'HR_ADVISORY_ONLY', 'HRREST_SINGLE'] });
    expect(onlyHard.hardLimitBpm).toBeCloseTo(110, 9);
  });

  it('never puts a hard limit that is a guess below a ceiling that was set, nor a ceiling above the hard limit', () => {
    const betaBlocker = { medication: { betaBlocker: true, ivabradine: false, nonDhpCcb: false } };
    // 164 - 0.7 x 60 = 122 bpm, of which 85 % are 103.7.
    expect(plan(betaBlocker).hardLimitBpm).toBeCloseTo(103.7, 9);
    expect(plan({ ...betaBlocker, ceilingBpm: 112 })).toMatchObject({ ceilingBpm: 112, hardLimitFromPlan: false });
    expect(plan({ ...betaBlocker, ceilingBpm: 112 }).hardLimitBpm).toBeCloseTo(119, 9);
    expect(withLimits(plan(betaBlocker), { ceilingBpm: 112, hardLimitBpm: null })).toEqual(plan({ ...betaBlocker, ceilingBpm: 112 }));
    expect(withLimits(plan(), { ceilingBpm: 150, hardLimitBpm: null })).toMatchObject({ ceilingBpm: plan().hardLimitBpm, hardLimitBpm: plan().hardLimitBpm });
    expect(plan({ ...betaBlocker, ceilingBpm: 112, hardLimitBpm: 115 })).toMatchObject({ ceilingBpm: 112, hardLimitBpm: 115 });
    expect(plan({ ceilingBpm: 150 }).ceilingBpm).toBeCloseTo(141.1, 9);
  });

  it('takes a week of resting heart rates for the maximum under a beta-blocker with heart failure', () => {
    const failing = { medication: { betaBlocker: true, ivabradine: false, nonDhpCcb: false }, heartFailure: true, modality: 'walk' } as const;
    expect(plan({ ...failing, restingHeartRateBpm: null, restingBaselineBpm: 70 })).toMatchObject({ maxHeartRateBpm: 124, maxHeartRateMethod: 'beta-blocker-heart-failure' });
  });

  it('remembers that a medicine keeps the heart from following', () => {
    expect(plan({ medication: { betaBlocker: false, ivabradine: true, nonDhpCcb: false } })).toMatchObject({ rateLimitingMedication: true, advisoryOnly: true });
    expect(plan()).toMatchObject({ rateLimitingMedication: false });
  });

  it('has no reserve by a resting heart rate near the maximum, and all of its limits', () => {
    const wrong = plan({ restingHeartRateBpm: 146, scheme: 'percent-reserve', restingBaselineBpm: 146 });
    expect(wrong).toMatchObject({ restingHeartRateBpm: null, scheme: 'percent-max', flags: ['HR_ESTIMATED', 'NO_HRREST_BASELINE', 'HRREST_OUT_OF_RANGE'] });
    expect([wrong.ceilingBpm, wrong.hardLimitBpm]).toEqual([plan().ceilingBpm, plan().hardLimitBpm]);
    expect(plan({ restingHeartRateBpm: 145.9 }).restingHeartRateBpm).toBe(145.9);
  });
});
