import { describe, expect, it } from '@jest/globals';
import { planIntensity, type IntensityInput } from './plan-intensity.js';

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
    expect(planIntensity({ ...sixty, ageYears: 17, ceilingBpm: 120 })).toMatchObject({ ok: false });
  });

  it('remembers that a medicine keeps the heart from following', () => {
    expect(plan({ medication: { betaBlocker: false, ivabradine: true, nonDhpCcb: false } })).toMatchObject({ rateLimitingMedication: true, advisoryOnly: true });
    expect(plan()).toMatchObject({ rateLimitingMedication: false });
  });

  it('refuses a resting heart rate near the maximum', () => {
    expect(planIntensity({ ...sixty, restingHeartRateBpm: 146 })).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE' });
    expect(planIntensity({ ...sixty, restingHeartRateBpm: 145.9 })).toMatchObject({ ok: true });
  });
});
