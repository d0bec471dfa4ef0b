import { describe, expect, it } from '@jest/globals';
import { plan } from '../../../../tests/support/rules.js';
import { classOf, karvonenTarget, percentOfMax, percentOfReserve, positionOf } from './zone.js';

describe('zones (clinical B2)', () => {
  it('as percent of maximum and of reserve', () => {
    expect(percentOfMax(120, 166)).toBeCloseTo(72.28915662650603, 12);
    expect(percentOfReserve(120, { restingBpm: 70, maxBpm: 166 })).toBeCloseTo(52.083333333333336, 12);
  });

  it.each([[0.4, 108.4], [0.59, 126.64], [0.6, 127.6]])('%d of the reserve between 70 and 166 bpm is %d bpm', (share, bpm) => {
    expect(karvonenTarget(share, { restingBpm: 70, maxBpm: 166 })).toBeCloseTo(bpm, 9);
  });

  it.each([[56.99, 'very-light'], [57, 'light'], [64, 'moderate'], [76.5, 'moderate'], [77, 'vigorous'], [96, 'near-maximal']])('%d %% of maximum is %s', (percent, name) => {
    expect(classOf(percent, 'percent-max')).toBe(name);
  });

  it.each([[29.9, 'very-light'], [30, 'light'], [40, 'moderate'], [60, 'vigorous'], [90, 'near-maximal']])('%d %% of reserve is %s', (percent, name) => {
    expect(classOf(percent, 'percent-reserve')).toBe(name);
  });

  it.each([[100, 'below'], [107.9, 'in'], [124.5, 'in'], [125, 'above'], [133, 'over-ceiling'], [142, 'over-limit']])('%d bpm is %s', (bpm, position) => {
    expect(positionOf(bpm, plan)).toBe(position);
  });
});
