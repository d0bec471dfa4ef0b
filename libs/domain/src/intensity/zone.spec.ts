import { describe, expect, it } from '@jest/globals';
import { classOf, percentOfMax, percentOfReserve, planIntensity, positionOf } from './zone.js';

const sixty = { ageYears: 60, measuredBpm: null, betaBlocker: false, heartFailure: false, restingHeartRateBpm: 70, conditions: [], ceilingBpm: null, hardLimitBpm: null };

function plan(over: Partial<Parameters<typeof planIntensity>[0]> = {}) {
  const result = planIntensity({ ...sixty, ...over });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe('zones (clinical B2)', () => {
  it('of a maximum of 166 bpm', () => {
    const { zoneLowBpm, zoneHighBpm, ceilingBpm, hardLimitBpm } = plan();
    [107.9, 124.5, 132.8, 141.1].forEach((bpm, i) => expect([zoneLowBpm, zoneHighBpm, ceilingBpm, hardLimitBpm][i]).toBeCloseTo(bpm, 9));
  });

  it('as percent of maximum and of reserve', () => {
    expect(percentOfMax(120, 166)).toBeCloseTo(72.28915662650603, 12);
    expect(percentOfReserve(120, { restingBpm: 70, maxBpm: 166 })).toBeCloseTo(52.083333333333336, 12);
  });

  it.each([[56.99, 'very-light'], [57, 'light'], [64, 'moderate'], [76.5, 'moderate'], [77, 'vigorous'], [96, 'near-maximal']])('%d %% of maximum is %s', (percent, name) => {
    expect(classOf(percent, 'percent-max')).toBe(name);
  });

  it.each([[29.9, 'very-light'], [30, 'light'], [40, 'moderate'], [60, 'vigorous'], [90, 'near-maximal']])('%d %% of reserve is %s', (percent, name) => {
    expect(classOf(percent, 'percent-reserve')).toBe(name);
  });

  it.each([[100, 'below'], [107.9, 'in'], [124.5, 'in'], [125, 'above'], [133, 'over-ceiling'], [142, 'over-limit']])('%d bpm is %s', (bpm, position) => {
    expect(positionOf(bpm, plan())).toBe(position);
  });

  it('takes the limits of the plan, within the safety bound', () => {
    expect(plan({ ceilingBpm: 118 })).toMatchObject({ ceilingBpm: 118, ceilingFromPlan: true });
    expect(plan({ hardLimitBpm: 190 }).hardLimitBpm).toBeCloseTo(0.95 * 166, 9);
    expect(plan({ measuredBpm: 160 }).hardLimitBpm).toBeCloseTo(144, 9);
    expect(plan({ measuredBpm: 160, conditions: ['cardiovascular'] }).hardLimitBpm).toBeCloseTo(136, 9);
  });

  it('refuses a resting heart rate near the maximum', () => {
    expect(planIntensity({ ...sixty, restingHeartRateBpm: 147 })).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE' });
  });
});
