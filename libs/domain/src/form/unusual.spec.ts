import { describe, expect, it } from '@jest/globals';
import { unusual, type Unusual } from './unusual.js';

function measured(...args: Parameters<typeof unusual>): Unusual {
  const result = unusual(...args);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

/** Two features that rise and fall together. */
const together = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.sin(i) + 0.2 * Math.sin(7 * i)]);

describe('unusual as a whole (clinical D4)', () => {
  it('is a mixture that never comes, of values each of which is usual', () => {
    expect(measured(together, [1.4, 1.4]).isUnusual).toBe(false);
    expect(measured(together, [1.4, -1.4]).isUnusual).toBe(true);
  });

  it('is the plain distance where features have nothing to do with each other', () => {
    const apart = [[1, 1], [1, -1], [-1, 1], [-1, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]];
    expect(measured(apart, [1.4, -1.4]).distanceSquared).toBeCloseTo(3.92, 9);
  });

  it('of two by hand: the correlation of 1 is shrunk to 0.75 by two features over eight repetitions', () => {
    const line = Array.from({ length: 8 }, (_, i) => [i, i]);
    // z' R^-1 z with R = [[1, .75], [.75, 1]]: (1 + 1 + 2 * 0.75) / (1 - 0.5625) for (1, -1).
    expect(measured(line, [1, -1]).distanceSquared).toBeCloseTo(8, 9);
  });

  it.each([[3, 11.345], [5, 15.086], [9, 21.666]])('knows the 99th percentile of chi square of %d (tables: %d)', (p, table) => {
    const rows = Array.from({ length: p + 2 }, (_, i) => Array.from({ length: p }, (_value, j) => Math.sin(i * (j + 1) + j)));
    expect(Math.abs(measured(rows, new Array<number>(p).fill(0)).limit - table)).toBeLessThan(0.005 * table);
  });

  it('is not said of few repetitions, or of what was not measured', () => {
    expect(unusual(together.slice(0, 3), [0, 0])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(unusual(together, [0, Number.NaN])).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
