import { describe, expect, it } from '@jest/globals';
import { isTrailed, startTrail, stepTrail, trailOf } from './trail.js';

describe('trail of postures', () => {
  const trail = startTrail();
  for (let index = 0; index < 4000; index++) if (isTrailed(index, 20)) stepTrail(trail, { index, posture: [index, -index, 1], neededFrom: index - 500 });

  it('keeps five a second', () => {
    expect(trailOf(trail, 3900, 3950)).toEqual([[3900, -3900, 1], [3910, -3910, 1], [3920, -3920, 1], [3930, -3930, 1], [3940, -3940, 1]]);
  });

  it('keeps what is needed, and little more', () => {
    expect(trailOf(trail, 3500, 4000)).toHaveLength(50);
    expect(trail.indices.length).toBeLessThan(60);
    expect(trail.postures).toHaveLength(3 * trail.indices.length);
  });

  it('is empty for what is long gone', () => {
    expect(trailOf(trail, 0, 100)).toEqual([]);
  });
});
