import { describe, expect, it } from '@jest/globals';
import { median, medianAbsoluteDeviation, quantile } from './statistics.js';

const values = [96, 98, 99, 100, 101, 102, 104, 98];

describe('statistics', () => {
  it('median and median absolute deviation (clinical D1)', () => {
    expect(median(values)).toBe(99.5);
    expect(medianAbsoluteDeviation(values)).toBe(1.5);
  });

  it('quantile between order statistics (clinical D6: P20)', () => {
    expect(quantile([92, 95, 88, 90, 79, 79, 73, 59, 59, 55], 0.2)).toBe(59);
    expect(quantile([7], 0.9)).toBe(7);
  });

  it('of nothing is nothing', () => {
    expect(median([])).toBeNaN();
  });
});
