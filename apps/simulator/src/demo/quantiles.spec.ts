import { describe, expect, it } from '@jest/globals';
import { quantiles } from './quantiles.js';

describe('quantiles', () => {
  it('are null when nothing was measured', () => {
    expect(quantiles([])).toEqual({ p50: null, p95: null, p99: null });
  });

  it('take the nearest rank', () => {
    expect(quantiles(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ p50: 50, p95: 95, p99: 99 });
    expect(quantiles([7])).toEqual({ p50: 7, p95: 7, p99: 7 });
  });
});
